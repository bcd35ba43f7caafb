package dev.usher.dataset.offline;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.Provenance;
import dev.usher.dataset.scenario.CallPlan;
import dev.usher.dataset.scenario.Scenario;
import dev.usher.dataset.scenario.Scenarios;
import dev.usher.dataset.scenario.Style;
import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import dev.usher.tools.Tool;
import dev.usher.tools.ToolCall;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Writes the sentence that goes with a wanted decision, without a language model: it says the
/// tools and arguments by grammar, and then puts it as the scenario's style does.
///
/// The label is right by construction. The values are said word for word, but for what a schema
/// spells otherwise (`five` for 5, `hot dog` for `hot_dog`).
public final class OfflineTeacher {
  /// The source that its rows name.
  public static final String SOURCE = "offline";

  private static final Pattern ENDS_IN_A_WORD = Pattern.compile("[\\p{L}\\p{N}'’]$");

  private final ArgumentNotes notes;
  private final Gazetteer gazetteer = Gazetteer.standard();
  private final List<String> answered;
  private final String answer;

  /// A teacher for a catalogue.
  ///
  /// @param catalog whose tools are wanted
  /// @param scenarios whose styles it will be asked for
  /// @throws UsherException if a style asks for an edit that there is not
  public OfflineTeacher(ToolCatalog catalog, Scenarios scenarios) {
    this.notes = new ArgumentNotes(catalog);
    JsonNode answers = Words.tree("answers.yaml");
    this.answered =
        Words.texts(answers.path("say")).stream().filter(each -> !names(each, catalog)).toList();
    this.answer = answers.path("answer").asString();
    scenarios.styles().entries().forEach(OfflineTeacher::requireEdits);
  }

  private static void requireEdits(Style style) {
    for (String edit : style.edits()) {
      if (Edit.of(edit).isEmpty()) {
        throw new UsherException(
            "style '" + style.name() + "'",
            "no edit '" + edit + "'; expected some of " + String.join(", ", Edit.names()));
      }
    }
  }

  /// Whether a sentence has a word of a tool's name.
  private static boolean names(String sentence, ToolCatalog catalog) {
    List<String> words = List.of(sentence.toLowerCase(Locale.ROOT).split("[^\\p{L}]+"));
    return catalog.tools().stream()
        .map(Tool::name)
        .flatMap(name -> List.of(ArgumentKind.words(name).split(" ")).stream())
        .anyMatch(words::contains);
  }

  /// Writes a row.
  ///
  /// @param scenario what is wanted
  /// @param random decides the rest
  /// @return text and decision, not yet judged
  public Candidate write(Scenario scenario, Random random) {
    RequestWriter writer = new RequestWriter(notes, gazetteer, random);
    return scenario.intent().follows() && !scenario.calls().isEmpty()
        ? new FollowUpWriter(writer, random)
            .write(scenario.calls().getFirst())
            .map(written -> followUp(scenario, written, random))
            .orElseGet(() -> request(scenario, writer, random))
        : request(scenario, writer, random);
  }

  private Candidate request(Scenario scenario, RequestWriter writer, Random random) {
    Style style = scenario.style();
    String before = before(scenario.calls().isEmpty(), style, random);
    boolean imperative = ENDS_IN_A_WORD.matcher(before).find();
    List<Map<String, JsonNode>> arguments = new ArrayList<>();
    List<Segment> sentence = new ArrayList<>();
    for (CallPlan plan : scenario.calls()) {
      RequestWriter.Written written = writer.write(plan, imperative);
      if (!sentence.isEmpty()) {
        sentence.add(
            Segment.words(Words.one(List.of("and", "and then", ", then", ", after that"), random)));
      }
      int call = arguments.size();
      arranged(written.request(), style, random)
          .forEach(each -> sentence.add(numbered(each, call)));
      arguments.add(written.values());
    }
    if (scenario.calls().isEmpty()) {
      sentence.add(
          Segment.words(gazetteer.fill(Words.one(answered, random), random, new HashMap<>())));
    }
    List<Segment> said = changed(framed(sentence, before, style, random), style, random);
    return new Candidate(
        Sentence.join(said).strip(),
        decision(scenario, arguments, said),
        new Provenance(SOURCE, scenario.id() + 1));
  }

  /// The first request is plain; the second is put as the style does.
  private Candidate followUp(Scenario scenario, FollowUpWriter.FollowUp written, Random random) {
    Style style = scenario.style();
    List<Segment> first = written.first().request().segments();
    Tool tool = scenario.calls().getFirst().tool();
    Decision before = new Decision.Call(call(tool, written.first().values()));
    List<Segment> words = written.words().stream().map(each -> numbered(each, 0)).toList();
    List<Segment> said =
        changed(framed(words, before(true, style, random), style, random), style, random);
    return new Candidate(
        new Request(Sentence.join(random.nextBoolean() ? capitalised(first) : first).strip())
            .then(before, Sentence.join(said).strip()),
        decision(scenario, List.of(written.values()), said),
        new Provenance(SOURCE, scenario.id() + 1),
        Optional.empty());
  }

  /// A phrase in front.
  ///
  /// @param any whether it has to go with every sentence, not only with a request
  private static String before(boolean any, Style style, Random random) {
    List<String> phrases =
        style.before().stream()
            .filter(each -> !any || !ENDS_IN_A_WORD.matcher(each).find())
            .toList();
    return phrases.isEmpty() ? "" : Words.one(phrases, random);
  }

  private static List<Segment> arranged(Phrasing request, Style style, Random random) {
    for (String edit : style.edits()) {
      if (!request.whole() && Edit.of(edit).orElseThrow() instanceof Edit.Arrangement arrangement) {
        List<Segment> arranged = arrangement.arranged().of(request, random);
        return arranged.isEmpty() ? request.segments() : arranged;
      }
    }
    return request.segments();
  }

  /// Values of several calls are told apart by the call's number.
  private static Segment numbered(Segment segment, int call) {
    return segment.isValue()
        ? new Segment(
            segment.text(), call + "/" + segment.argument(), segment.free(), segment.other())
        : segment;
  }

  private static List<Segment> framed(
      List<Segment> sentence, String before, Style style, Random random) {
    List<Segment> all = new ArrayList<>();
    if (!before.isEmpty()) {
      all.add(Segment.words(before));
    }
    all.addAll(sentence);
    if (!style.after().isEmpty()) {
      String after = Words.one(style.after(), random);
      boolean apart = Character.isLetter(after.charAt(0)) && random.nextBoolean();
      all.add(Segment.words((apart ? ", " : "") + after));
    }
    if (random.nextBoolean()) {
      all.add(Segment.words(Sentence.isQuestion(Sentence.join(sentence)) ? "?" : "."));
    }
    return random.nextBoolean() ? capitalised(all) : all;
  }

  private static List<Segment> capitalised(List<Segment> sentence) {
    Segment first = sentence.getFirst();
    if (first.isValue() || first.text().isEmpty()) {
      return sentence;
    }
    List<Segment> all = new ArrayList<>(sentence);
    all.set(
        0,
        first.with(
            first.text().substring(0, 1).toUpperCase(Locale.ROOT) + first.text().substring(1)));
    return all;
  }

  private static List<Segment> changed(List<Segment> sentence, Style style, Random random) {
    List<Segment> changed = sentence;
    for (String edit : style.edits()) {
      if (Edit.of(edit).orElseThrow() instanceof Edit.Change change) {
        changed = change.changed().of(changed, random);
      }
    }
    return changed;
  }

  private Decision decision(
      Scenario scenario, List<Map<String, JsonNode>> arguments, List<Segment> said) {
    if (scenario.calls().isEmpty()) {
      return new Decision.Answer(answer);
    }
    Map<String, String> free =
        said.stream()
            .filter(each -> each.isValue() && each.free())
            .collect(Collectors.toMap(Segment::argument, Segment::text, (first, _) -> first));
    List<ToolCall> calls = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      Map<String, JsonNode> values = new LinkedHashMap<>();
      int call = i;
      arguments
          .get(i)
          .forEach((name, value) -> {
            String text = free.get(call + "/" + name);
            values.put(name, text == null ? value : JsonNodeFactory.instance.stringNode(text));
          });
      calls.add(call(scenario.calls().get(i).tool(), values));
    }
    return new Decision.Call(calls);
  }

  private static ToolCall call(Tool tool, Map<String, JsonNode> values) {
    ObjectNode arguments = JsonNodeFactory.instance.objectNode();
    values.forEach(arguments::set);
    return new ToolCall(tool.name(), arguments);
  }
}
