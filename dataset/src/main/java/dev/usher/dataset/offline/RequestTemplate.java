package dev.usher.dataset.offline;

import dev.usher.dataset.offline.Placeholders.Place;
import dev.usher.dataset.scenario.CallPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A way to ask for a tool in which words and arguments hang together: "what is 12 times 7" for
/// `print(12 * 7)`.
///
/// @param tool its name
/// @param commands sentences that go with "please"
/// @param others sentences that stand alone
/// @param parts the same in parts
/// @param arguments what to write, with the names that the sentence draws
record RequestTemplate(
    String tool,
    List<String> commands,
    List<String> others,
    Parts parts,
    Map<String, String> arguments) {
  private static final List<RequestTemplate> ALL =
      Words.tree("requests.yaml").valueStream().map(RequestTemplate::of).toList();

  private static RequestTemplate of(JsonNode entry) {
    Map<String, String> arguments = new LinkedHashMap<>();
    entry
        .path("arguments")
        .properties()
        .forEach(each -> arguments.put(each.getKey(), each.getValue().asString()));
    return new RequestTemplate(
        entry.path("tool").asString(),
        Words.texts(entry.path("do")),
        Words.texts(entry.path("say")),
        Parts.of(entry),
        arguments);
  }

  /// Those that can ask for a planned call.
  static List<RequestTemplate> of(CallPlan plan) {
    return ALL.stream().filter(each -> each.fits(plan)).toList();
  }

  /// What the sentences look like that ask for a tool.
  static Stream<Pattern> shapes(String tool) {
    return ALL.stream()
        .filter(each -> each.tool().equals(tool))
        .flatMap(each -> Stream.concat(each.commands().stream(), each.others().stream()))
        .map(Placeholders::shape);
  }

  private boolean fits(CallPlan plan) {
    Set<String> there = plan.shape().properties().keySet();
    return tool.equals(plan.tool().name())
        && there.containsAll(arguments.keySet())
        && arguments.entrySet().stream().allMatch(each -> admits(plan, each))
        && plan.shape().properties().entrySet().stream()
            .filter(each -> each.getValue().required())
            .allMatch(each -> arguments.containsKey(each.getKey()));
  }

  /// Whether an argument may be what the template writes, as far as that is known beforehand.
  private static boolean admits(CallPlan plan, Map.Entry<String, String> argument) {
    return argument.getValue().contains("{")
        || plan.schema(argument.getKey())
            .accepts(JsonNodeFactory.instance.stringNode(argument.getValue()));
  }

  /// What was drawn.
  ///
  /// @param request with its values
  /// @param arguments as they are to be written
  /// @param symbols of the [Gazetteer] for arguments that were drawn by themselves
  record Filled(Phrasing request, Map<String, JsonNode> arguments, Map<String, String> symbols) {}

  /// Draws one of the sentences, or the parts, and what they need.
  Filled fill(Gazetteer gazetteer, Manner manner, Random random) {
    Drawing drawing = new Drawing(gazetteer, random, new LinkedHashMap<>(), new LinkedHashMap<>());
    Phrasing request =
        manner == Manner.PARTS
            ? parts.phrasing(place -> value(place, drawing))
            : Phrasing.whole(
                Placeholders.segments(
                    Words.one(sentences(manner), random), place -> value(place, drawing)));
    Map<String, JsonNode> written = new LinkedHashMap<>();
    arguments.forEach((name, text) ->
        written.put(
            name,
            JsonNodeFactory.instance.stringNode(gazetteer.fill(text, random, drawing.drawn()))));
    return new Filled(request, written, drawing.symbols());
  }

  private List<String> sentences(Manner manner) {
    List<String> sentences = new ArrayList<>(commands);
    if (!manner.imperative()) {
      sentences.addAll(others);
    }
    return sentences;
  }

  /// What is drawn for a sentence.
  ///
  /// @param drawn texts by the names of their places
  /// @param symbols by argument
  private record Drawing(
      Gazetteer gazetteer, Random random, Map<String, String> drawn, Map<String, String> symbols) {}

  private Segment value(Place place, Drawing drawing) {
    String text = drawing.gazetteer().value(place.symbol(), drawing.random());
    drawing.drawn().put(place.name(), text);
    String other = drawing.gazetteer().other(place.symbol(), text, drawing.random());
    Segment segment = segment(place, text, other);
    drawing.symbols().put(segment.argument(), place.symbol());
    return segment;
  }

  /// A value that is an argument as it is, or one that its sentence hangs together with.
  private Segment segment(Place place, String text, String other) {
    for (Map.Entry<String, String> argument : arguments.entrySet()) {
      boolean itself = argument.getValue().equals("{" + place.name() + "}");
      if (itself && place.ending().isEmpty()) {
        return new Segment(text, argument.getKey(), true, other);
      }
    }
    return new Segment(text + place.ending(), "#" + parts.label(place), false, other);
  }
}
