package dev.usher.dataset.check;

import static dev.usher.dataset.check.Defects.at;
import static dev.usher.dataset.check.Defects.decided;
import static dev.usher.dataset.check.Defects.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.Fixtures;
import dev.usher.dataset.JsonLines;
import dev.usher.dataset.JsonText;
import dev.usher.dataset.PlainRow;
import dev.usher.dataset.offline.OfflineTeacher;
import dev.usher.dataset.scenario.ScenarioSampler;
import dev.usher.dataset.scenario.Scenarios;
import dev.usher.tools.Decision;
import dev.usher.tools.ToolCall;
import dev.usher.tools.ToolCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Defects are planted in clean sets, a kind at a time, and counted: how many are found by their
/// rule, and how many rows are named that nobody touched.
@Tag("slow")
class SeededDefectsTest {
  private static final int OF_A_KIND = 50;
  private static final double FOUND = 0.99;
  private static final double FALSELY_RAISED = 0.005;

  @TempDir private static Path folder;

  private static List<Candidate> coding;
  private static List<Candidate> human;
  private static ToolCatalog assistant;

  private static int kinds;
  private static int planted;
  private static int found;
  private static int untouched;
  private static int raised;

  @BeforeAll
  static void cleanSets() {
    Scenarios.write(folder, RuleContract.CODING);
    Scenarios scenarios = Scenarios.read(folder);
    ScenarioSampler sampler = new ScenarioSampler(scenarios, RuleContract.CODING, 42);
    OfflineTeacher teacher = new OfflineTeacher(RuleContract.CODING, scenarios);
    coding =
        clean(
            RuleContract.CODING,
            LongStream.range(0, 2_500)
                .mapToObj(id -> teacher.write(sampler.draw(id), sampler.random(id)))
                .toList());
    Path example = Path.of("../examples/assistant");
    assistant = ToolCatalog.read(example.resolve("tools.json"));
    human =
        clean(
            assistant,
            JsonLines.read(example.resolve("train.jsonl"), "train.jsonl").stream()
                .map(PlainRow::read)
                .limit(2_000)
                .toList());
  }

  /// What no rule names, asked until nothing more goes.
  private static List<Candidate> clean(ToolCatalog catalog, List<Candidate> rows) {
    Screening screening = Screening.of(catalog, rows);
    return screening.faults().isEmpty() ? rows : clean(catalog, screening.kept());
  }

  @Test
  void defectsOfSingleRowsAreFound() {
    Random random = new Random(1);
    for (Defects.Kind kind : Defects.kinds()) {
      List<Candidate> rows = new ArrayList<>(coding);
      Set<Integer> at = new HashSet<>();
      for (int row : shuffled(rows.size(), random)) {
        if (at.size() < OF_A_KIND) {
          kind.spoil()
              .apply(rows.get(row), random)
              .ifPresent(spoilt -> {
                rows.set(row, spoilt);
                at.add(row);
              });
        }
      }
      count(kind.name(), kind.rule(), at, Set.of(), Screening.of(RuleContract.CODING, rows));
    }
  }

  private static List<Integer> shuffled(int size, Random random) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    Collections.shuffle(order, random);
    return order;
  }

  @Test
  void aSentenceWithTwoLabelsIsFound() {
    twoLabels("another label", text -> text);
  }

  @Test
  void aWishInAnotherOrderWithTwoLabelsIsFound() {
    twoLabels(
        "another label, another order",
        text -> {
          int last = text.lastIndexOf(' ');
          return "could you please " + text.substring(last + 1) + " " + text.substring(0, last);
        });
  }

  private static void twoLabels(String name, UnaryOperator<String> otherwise) {
    Random random = new Random(2);
    List<Candidate> rows = new ArrayList<>(human);
    Set<Integer> at = new HashSet<>();
    for (int row : shuffled(human.size(), random).subList(0, OF_A_KIND)) {
      Candidate original = human.get(row);
      Candidate other = human.get((row + human.size() / 2) % human.size());
      if (!other.decision().equals(original.decision())) {
        at.add(row);
        at.add(rows.size());
        Candidate said = text(original, otherwise.apply(original.text()));
        rows.add(at(decided(said, other.decision()), rows.size()));
      }
    }
    count(name, "contradiction", at, Set.of(), Screening.of(assistant, rows));
  }

  @Test
  void sentencesInOtherLanguagesAreFound() {
    List<String> foreign =
        List.of(
            "kannst du mir bitte sagen ob das für uns noch geht: %s",
            "est-ce que tu peux me dire si on a encore ça pour nous: %s",
            "me puedes decir por favor si eso está todavía para mí: %s",
            "você pode me dizer se isso ainda é para mim: %s",
            "mi puoi dire se questo è ancora per me e non per te: %s",
            "kun je voor mij kijken of dat ook nog bij jou kan: %s",
            "kan du säga till mig om det här är för oss: %s",
            "czy możesz mi powiedzieć jak to jest dla mnie: %s",
            "скажи мне пожалуйста можно ли это сделать прямо сейчас для всех нас: %s",
            "今すぐこれをやってもらえますか、よろしくお願いします、どうもありがとうございます: %s");
    List<Candidate> rows = new ArrayList<>(human);
    Set<Integer> at = new HashSet<>();
    for (int row : shuffled(human.size(), new Random(6)).subList(0, OF_A_KIND)) {
      String values =
          human.get(row).decision().calls().stream()
              .flatMap(call -> JsonText.leaves(call.arguments()))
              .map(JsonNode::asString)
              .collect(Collectors.joining(", "));
      String frame = foreign.get(at.size() % foreign.size());
      rows.set(row, text(human.get(row), frame.formatted(values)));
      at.add(row);
    }
    count("another language", "language", at, Set.of(), Screening.of(assistant, rows));
  }

  @Test
  void rowsThatSayTheSameAreFound() {
    List<Candidate> rows = new ArrayList<>(human);
    Set<Integer> same = new HashSet<>();
    for (int row : shuffled(human.size(), new Random(3)).subList(0, OF_A_KIND)) {
      same.add(rows.size());
      rows.add(
          at(
              text(human.get(row), human.get(row).text().toUpperCase(Locale.ROOT) + "!"),
              rows.size()));
    }
    count("said again", "duplicate", same, Set.of(), Screening.of(assistant, rows));
  }

  @Test
  void rowsThatNearlySayTheSameAreFound() {
    List<Candidate> rows = new ArrayList<>(human);
    Set<Integer> near = new HashSet<>();
    for (int row : shuffled(human.size(), new Random(4))) {
      Candidate original = human.get(row);
      if (near.size() < OF_A_KIND && original.text().length() > 50) {
        near.add(rows.size());
        rows.add(at(text(original, original.text() + "s"), rows.size()));
      }
    }
    count("a letter more", "near-duplicate", near, Set.of(), Screening.of(assistant, rows));
  }

  @Test
  void rowsOfOneSkeletonAreFound() {
    List<Candidate> rows = new ArrayList<>(human);
    int allowed = Math.max(10, (human.size() + 2 * OF_A_KIND) / 100);
    Set<Integer> beyond = new HashSet<>();
    Set<Integer> first = new HashSet<>();
    for (int i = 0; i < allowed + OF_A_KIND; i++) {
      (i < allowed ? first : beyond).add(rows.size());
      String artist = "Band " + i * 7_919;
      rows.add(
          at(row("i would like to hear " + artist + " right away", music(artist)), rows.size()));
    }
    count("one skeleton", "template-collapse", beyond, first, Screening.of(assistant, rows));
  }

  private static Decision music(String artist) {
    return Fixtures.call("play_music", "{\"artist\": \"%s\"}".formatted(artist));
  }

  private static Candidate row(String text, Decision decision) {
    return Fixtures.candidate(text, decision);
  }

  @Test
  void aValueThatWasNotSaidIsFound() {
    Random random = new Random(5);
    List<Candidate> rows = new ArrayList<>(human);
    Set<Integer> at = new HashSet<>();
    for (int row : shuffled(human.size(), random)) {
      Candidate original = human.get(row);
      if (at.size() < OF_A_KIND && original.decision() instanceof Decision.Call call) {
        ToolCall first = call.calls().getFirst();
        String said = Defects.one(random, first.arguments().propertyNames().toArray(String[]::new));
        ObjectNode arguments = first.arguments().deepCopy();
        arguments.put(said, Defects.one(random, "Quorthon Zebu", "Wexley Phane", "Ulfbert Grix"));
        ToolCall invented = new ToolCall(first.name(), arguments);
        rows.set(row, decided(original, new Decision.Call(List.of(invented))));
        at.add(row);
      }
    }
    count("an invented value", "grounding", at, Set.of(), Screening.of(assistant, rows));
  }

  @Test
  void sentencesOfTheTestSideAreFound() {
    leak(
        "a sentence of the test side",
        day -> "a bit of Duo %d on day %1$d".formatted(day),
        day -> "A bit of Duo %d on day %1$d!".formatted(day),
        "Duo %d"::formatted,
        "Duo %d"::formatted);
  }

  @Test
  void skeletonsOfTheTestSideAreFound() {
    leak(
        "a skeleton of the test side",
        day -> "a bit of Duo %d on day %1$d".formatted(day),
        day -> "a bit of Trio %d on day %1$d".formatted(day),
        "Duo %d"::formatted,
        "Trio %d"::formatted);
  }

  @Test
  void longValuesOfTheTestSideAreFound() {
    String value = "The %d very best of us";
    leak(
        "a value of the test side",
        day -> ("a bit of " + value + " on day %1$d").formatted(day),
        day -> ("is there " + value + " somewhere").formatted(day),
        value::formatted,
        value::formatted);
  }

  private void leak(
      String name,
      IntFunction<String> held,
      IntFunction<String> learned,
      IntFunction<String> heldArtist,
      IntFunction<String> learnedArtist) {
    List<Candidate> test = new ArrayList<>();
    List<Candidate> train = new ArrayList<>(human);
    Set<Integer> at = new HashSet<>();
    for (int i = 0; i < OF_A_KIND; i++) {
      test.add(at(row(held.apply(i), music(heldArtist.apply(i))), i + 1));
      at.add(OF_A_KIND + train.size());
      train.add(at(row(learned.apply(i), music(learnedArtist.apply(i))), i + 1));
    }
    count(name, "leakage", at, Set.of(), Screening.ofSides(assistant, List.of(test, train)));
  }

  /// Counts what a screening found.
  ///
  /// @param at the rows that were planted
  /// @param allowed other rows that may be named
  private static synchronized void count(
      String name, String rule, Set<Integer> at, Set<Integer> allowed, Screening screening) {
    Set<Integer> byRule = new HashSet<>();
    Set<Integer> others = new HashSet<>();
    for (Fault fault : screening.faults()) {
      if (!at.contains(fault.row())) {
        others.add(fault.row());
      } else if (fault.rule().equals(rule)) {
        byRule.add(fault.row());
      }
    }
    others.removeAll(allowed);
    kinds++;
    planted += at.size();
    found += byRule.size();
    untouched += screening.rows() - at.size();
    raised += others.size();
    System.out.printf(
        "%-40s %-18s found %3d of %3d, falsely raised %d of %d%n",
        name, rule, byRule.size(), at.size(), others.size(), screening.rows() - at.size());
  }

  @AfterAll
  static void nearlyAllAreFoundAndNearlyNoneFalselyRaised() {
    System.out.printf(
        "%d kinds: found %d of %d, falsely raised %d of %d%n",
        kinds, found, planted, raised, untouched);
    assertThat(kinds).isGreaterThanOrEqualTo(25);
    assertThat(planted).isGreaterThanOrEqualTo(2_000);
    assertThat((double) found / planted).isGreaterThanOrEqualTo(FOUND);
    assertThat((double) raised / untouched).isLessThanOrEqualTo(FALSELY_RAISED);
  }
}
