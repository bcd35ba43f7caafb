package dev.usher.dataset.offline;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.Provenance;
import dev.usher.dataset.scenario.AskingTool;
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

  private static final List<String> CONNECTIVES =
      List.of("and", "and then", "and also", ", then", ", after that");

  private static final Pattern ENDS_IN_A_WORD = Pattern.compile("[\\p{L}\\p{N}'’]$");

  private final ArgumentNotes notes;
  private final Gazetteer gazetteer = Gazetteer.standard();
  private final Unplanned unplanned;

  /// A teacher for a catalogue.
  ///
  /// @param catalog whose tools are wanted
  /// @param scenarios whose styles it will be asked for
  /// @throws UsherException if a style asks for an edit that there is not
  public OfflineTeacher(ToolCatalog catalog, Scenarios scenarios) {
    this.notes = new ArgumentNotes(catalog);
    this.unplanned = new Unplanned(catalog, gazetteer);
    scenarios.styles().entries().forEach(OfflineTeacher::requireEdits);
  }

  private static void requireEdits(Style style) {
    for (String edit : style.edits()) {
      if (Edit.of(edit).isEmpty()) {
        throw new UsherException(
            style.place(),
            "style '%s': no edit '%s'; expected some of %s"
                .formatted(style.name(), edit, String.join(", ", Edit.names())));
      }
    }
  }

  /// Writes a row.
  ///
  /// @param scenario what is wanted
  /// @param random decides the rest
  /// @return text and decision, not yet judged
  /// @throws UsherException if no value fits an argument
  public Candidate write(Scenario scenario, Random random) {
    if (scenario.intent().vague() || scenario.calls().isEmpty()) {
      return unplanned(scenario, random);
    }
    RequestWriter writer = new RequestWriter(notes, gazetteer, random);
    return scenario.intent().follows()
        ? new FollowUpWriter(writer, random)
            .write(scenario.calls().getFirst(), manner("", scenario.style()))
            .map(written -> followUp(scenario, written, random))
            .orElseGet(() -> request(scenario, writer, random))
        : request(scenario, writer, random);
  }

  /// How a request has to be written, to stand behind a phrase and be edited as a style does.
  private static Manner manner(String before, Style style) {
    if (arrangement(style).isPresent()) {
      return Manner.PARTS;
    }
    return ENDS_IN_A_WORD.matcher(before).find() ? Manner.COMMAND : Manner.ANY;
  }

  private Candidate request(Scenario scenario, RequestWriter writer, Random random) {
    Style style = scenario.style();
    String before = before(false, style, random);
    List<Map<String, JsonNode>> arguments = new ArrayList<>();
    List<Segment> sentence = new ArrayList<>();
    for (CallPlan plan : scenario.calls()) {
      RequestWriter.Written written = writer.write(plan, manner(before, style));
      if (!sentence.isEmpty()) {
        sentence.add(Segment.words(Words.one(CONNECTIVES, random)));
      }
      int call = arguments.size();
      arranged(written.request(), style, random)
          .forEach(each -> sentence.add(numbered(each, call)));
      arguments.add(written.values());
    }
    List<Segment> said = put(sentence, before, style, random);
    return row(scenario, new Request(text(said)), decision(scenario, arguments, said));
  }

  /// What no tool is right for, or what is so vague that a tool has to ask.
  private Candidate unplanned(Scenario scenario, Random random) {
    Style style = scenario.style();
    String before = before(true, style, random);
    Phrasing request = unplanned.draw(scenario.intent(), manner(before, style), random);
    List<Segment> said = put(arranged(request, style, random), before, style, random);
    return row(scenario, new Request(text(said)), asked(scenario));
  }

  private Decision asked(Scenario scenario) {
    return scenario.calls().stream()
        .flatMap(plan -> AskingTool.of(plan.tool()).stream())
        .<Decision>map(asking ->
            new Decision.Call(
                List.of(
                    call(
                        asking.tool(),
                        Map.of(
                            asking.question(),
                            JsonNodeFactory.instance.stringNode(unplanned.question()))))))
        .findFirst()
        .orElseGet(() -> new Decision.Answer(unplanned.answer(scenario.intent())));
  }

  /// The earlier requests are plain; the last is put as the style does.
  private Candidate followUp(Scenario scenario, FollowUpWriter.FollowUp written, Random random) {
    Style style = scenario.style();
    Tool tool = scenario.calls().getFirst().tool();
    List<Segment> words =
        arranged(written.request(), style, random).stream().map(each -> numbered(each, 0)).toList();
    List<Segment> said = put(words, before(true, style, random), style, random);
    List<Request.Turn> turns = new ArrayList<>();
    for (FollowUpWriter.Turn turn : written.before()) {
      List<Segment> spoken = random.nextBoolean() ? capitalised(turn.words()) : turn.words();
      turns.add(
          new Request.Turn(text(spoken), new Decision.Call(List.of(call(tool, turn.values())))));
    }
    return row(
        scenario,
        new Request(turns, text(said)),
        decision(scenario, List.of(written.values()), said));
  }

  private static Candidate row(Scenario scenario, Request request, Decision decision) {
    return new Candidate(
        request, decision, new Provenance(SOURCE, scenario.id() + 1), Optional.empty());
  }

  private static String text(List<Segment> said) {
    return Sentence.join(said).strip();
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

  private static Optional<Edit.Arrangement> arrangement(Style style) {
    return style.edits().stream()
        .flatMap(name -> Edit.of(name).stream())
        .filter(Edit.Arrangement.class::isInstance)
        .map(Edit.Arrangement.class::cast)
        .findFirst();
  }

  private static List<Segment> arranged(Phrasing request, Style style, Random random) {
    return arrangement(style)
        .map(each -> each.arranged().of(request, random))
        .filter(each -> !each.isEmpty())
        .orElseGet(request::segments);
  }

  /// A sentence as a style puts it.
  private static List<Segment> put(
      List<Segment> sentence, String before, Style style, Random random) {
    return changed(framed(sentence, before, style, random), style, random);
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

  private static Decision decision(
      Scenario scenario, List<Map<String, JsonNode>> arguments, List<Segment> said) {
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
