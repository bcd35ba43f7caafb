package dev.usher.dataset.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.scenario.Intent;
import dev.usher.dataset.scenario.ScenarioSampler;
import dev.usher.dataset.scenario.Scenarios;
import dev.usher.tools.Decision;
import dev.usher.tools.ToolCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnplannedTest {
  private static final int DRAWS = 600;

  private static final Map<String, ToolCatalog> CATALOGS =
      Map.of(
          "assistant", ToolCatalog.read(Path.of("../examples/assistant/tools.json")),
          "household", ToolCatalog.read(Path.of("../examples/household/tools.json")),
          "coding agent", ToolCatalog.builtIn());

  /// By catalogue, what its tools do: none of it may be said to be done by none.
  private static final Map<String, List<String>> DONE =
      Map.of(
          "assistant",
              List.of(
                  "(play|sing|put on|let me hear) .*",
                  "(what is|what's|how is|tell me) the weather.*",
                  "(will|is) it .*\\b(rain|snow|sunny|cold|warm|hot).*",
                  "(rate|give) .* (stars|points|out of .*)",
                  "(book|reserve) .*",
                  "(find|search for|look up|show me) .*",
                  "add .*",
                  "who (painted|wrote) .*",
                  "(when|where) is .* (on|shown|playing)"),
          "household",
              List.of(
                  "how do you say .* in .*",
                  "what does .* mean in .*",
                  "translate .*",
                  "how far is it .*",
                  "(send|text|message|call|ring|phone) .*",
                  "tell (?!me).*",
                  "what (is|are) .* (euros|dollars|pounds) .*",
                  "(sing|play) .*",
                  "(lock|unlock) .*",
                  "(is it|it is) (cold|warm|dark) .*",
                  "(remind|don't let me forget) .*",
                  "what is in the news.*",
                  "(buy|order) .*"),
          "coding agent",
              List.of(
                  "what is the square root of \\d+",
                  "is \\d+ a prime.*",
                  "what comes after \\d+.*",
                  "what is \\d+ .*",
                  "how many .*",
                  "(calculate|compute|count|sort|convert|reverse|spell) .*",
                  "explain (how|where|the code) .*",
                  "(find|search|read|open|write|run|delete|list) .*",
                  "(that|this) was not what I meant",
                  "not like that",
                  "no, not the .*"));

  @TempDir private Path folder;

  private static Intent intent(boolean vague) {
    return new Intent(
        "none",
        "none",
        OptionalDouble.empty(),
        List.of(),
        Map.of(),
        1,
        false,
        vague,
        "intents.yaml:1");
  }

  private static List<String> drawn(ToolCatalog catalog, boolean vague, Manner manner) {
    Unplanned unplanned = new Unplanned(catalog, Gazetteer.standard());
    Random random = new Random(42);
    List<String> drawn = new ArrayList<>();
    for (int i = 0; i < DRAWS; i++) {
      drawn.add(Sentence.join(unplanned.draw(intent(vague), manner, random).segments()));
    }
    return drawn;
  }

  @Test
  void nothingThatAToolDoesIsSaidToBeDoneByNone() {
    CATALOGS.forEach((name, catalog) -> {
      List<Pattern> requests = catalog.names().stream().flatMap(RequestTemplate::shapes).toList();
      for (Manner manner : Manner.values()) {
        for (String sentence : drawn(catalog, false, manner)) {
          assertThat(DONE.getOrDefault(name, List.of()))
              .as(name + ": " + sentence)
              .noneMatch(done ->
                  Pattern.compile(done, Pattern.CASE_INSENSITIVE).matcher(sentence).matches());
          assertThat(requests)
              .as(name + ": " + sentence)
              .noneMatch(request -> request.matcher(sentence).matches());
        }
      }
    });
  }

  @Test
  void whatOneCatalogueDoesIsRightForAnotherThatDoesNot() {
    List<String> assistant = drawn(CATALOGS.get("assistant"), false, Manner.ANY);
    assertThat(assistant).anyMatch(text -> text.matches("what is the square root of \\d+"));
    assertThat(assistant).anyMatch(text -> text.startsWith("how do you say "));
  }

  @Test
  void aboutHalfOfThemSpeakOfATool() {
    CATALOGS.forEach((name, catalog) -> {
      List<String> words =
          ToolWords.symbols(catalog).values().stream().flatMap(Collection::stream).toList();
      assertThat(words).as(name).hasSizeGreaterThan(3);
      for (Manner manner : Manner.values()) {
        List<String> drawn = drawn(catalog, false, manner);
        long near = drawn.stream().filter(text -> words.stream().anyMatch(text::contains)).count();
        assertThat((double) near / drawn.size()).as(name).isBetween(.4, .6);
        assertThat(drawn.stream().distinct().count()).as(name).isGreaterThan(DRAWS / 2);
      }
    });
  }

  @Test
  void thingsAndDeedsAreWhatNamesAndDescriptionsSay() {
    Map<String, List<String>> household = ToolWords.symbols(CATALOGS.get("household"));
    assertThat(household.get("tool-thing"))
        .contains("the timer", "the calendar", "my phone", "the photo library")
        .doesNotContain("the amount", "the lock doors", "the mislaid phone ring");
    assertThat(household.get("tool-deed"))
        .contains("book the table", "track the package", "find my phone", "send the message");
    Map<String, List<String>> assistant = ToolWords.symbols(CATALOGS.get("assistant"));
    assertThat(assistant.get("tool-thing")).contains("the playlist", "the weather");
    assertThat(assistant.get("tool-deed")).contains("add to the playlist", "play the music");
    assertThat(ToolWords.symbols(ToolCatalog.builtIn()).toString()).doesNotContain("human");
  }

  private List<Candidate> rows(ToolCatalog catalog, String intent) {
    Scenarios.write(folder, catalog);
    Scenarios scenarios = Scenarios.read(folder);
    ScenarioSampler sampler = new ScenarioSampler(scenarios, catalog, 42);
    OfflineTeacher teacher = new OfflineTeacher(catalog, scenarios);
    return LongStream.range(0, DRAWS)
        .filter(id -> sampler.draw(id).intent().name().equals(intent))
        .mapToObj(id -> teacher.write(sampler.draw(id), sampler.random(id)))
        .toList();
  }

  @Test
  void whatNoToolDoesIsAnswered() {
    assertThat(rows(CATALOGS.get("household"), "no tool"))
        .hasSizeGreaterThan(30)
        .allMatch(row -> row.decision().equals(new Decision.Answer("No tool does that.")));
  }

  @Test
  void aVagueRequestIsAskedAboutInWordsOrByTheToolThatAsks() {
    String question = "What exactly do you want me to do?";
    assertThat(rows(CATALOGS.get("household"), "too vague"))
        .hasSizeGreaterThan(12)
        .allMatch(row -> row.decision().equals(new Decision.Answer(question)));
    ToolCatalog asking =
        ToolCatalog.parse(
            """
            [{"name": "play_music", "description": "Play music.", "parameters": {"type": "object",
               "properties": {"artist": {"type": "string"}}, "additionalProperties": false}},
             {"name": "ask_user", "description": "Ask the user back.", "parameters": {"type": "object",
               "properties": {"question": {"type": "string"}, "context": {"type": "string"}},
               "required": ["question"], "additionalProperties": false}}]
            """,
            "test");
    assertThat(rows(asking, "too vague"))
        .hasSizeGreaterThan(12)
        .allMatch(row -> row.decision().calls().size() == 1)
        .extracting(row -> row.decision().calls().getFirst())
        .allMatch(call -> call.name().equals("ask_user"))
        .allMatch(
            call -> call.arguments().toString().equals("{\"question\":\"" + question + "\"}"));
  }

  @Test
  void aCatalogueThatDoesEverythingIsAskedWhatItCanDo() {
    String all = String.join(" ", Words.tree("answers.yaml").toString().split("[^\\p{L}]+", -1));
    ToolCatalog catalog =
        ToolCatalog.parse("[{\"name\": \"do\", \"description\": \"" + all + "\"}]", "test");
    assertThat(drawn(catalog, false, Manner.PARTS)).contains("what can you do");
    assertThat(drawn(catalog, false, Manner.ANY)).noneMatch(text -> text.contains("poem"));
  }
}
