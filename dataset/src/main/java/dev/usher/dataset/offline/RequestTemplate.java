package dev.usher.dataset.offline;

import dev.usher.dataset.scenario.CallPlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// A way to ask for a tool in which words and arguments hang together: "what is 12 times 7" for
/// `print(12 * 7)`.
///
/// @param tool its name
/// @param commands sentences that go with "please"
/// @param others sentences that stand alone
/// @param arguments what to write, with the names that the sentence draws
record RequestTemplate(
    String tool, List<String> commands, List<String> others, Map<String, String> arguments) {
  private static final Pattern DRAW = Pattern.compile("\\{([^{}=]+)=([^{}]+)}");

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
        arguments);
  }

  /// Those that can ask for a planned call.
  static List<RequestTemplate> of(CallPlan plan) {
    return ALL.stream().filter(each -> each.fits(plan)).toList();
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
  /// @param sentence with its values
  /// @param arguments as they are to be written
  /// @param symbols of the [Gazetteer] for arguments that were drawn by themselves
  record Filled(
      List<Segment> sentence, Map<String, JsonNode> arguments, Map<String, String> symbols) {}

  /// Draws one of the sentences and what it needs.
  Filled fill(Gazetteer gazetteer, boolean imperative, Random random) {
    List<String> choices = new ArrayList<>(commands);
    if (!imperative) {
      choices.addAll(others);
    }
    Map<String, String> drawn = new LinkedHashMap<>();
    Map<String, String> symbols = new LinkedHashMap<>();
    List<Segment> sentence =
        sentence(Words.one(choices, random), gazetteer, drawn, symbols, random);
    Map<String, JsonNode> written = new LinkedHashMap<>();
    arguments.forEach((name, text) ->
        written.put(
            name, JsonNodeFactory.instance.stringNode(gazetteer.fill(text, random, drawn))));
    return new Filled(sentence, written, symbols);
  }

  private List<Segment> sentence(
      String pattern,
      Gazetteer gazetteer,
      Map<String, String> drawn,
      Map<String, String> symbols,
      Random random) {
    List<Segment> sentence = new ArrayList<>();
    Matcher matcher = DRAW.matcher(pattern);
    int at = 0;
    while (matcher.find()) {
      words(pattern.substring(at, matcher.start()), sentence, true);
      String name = matcher.group(1);
      String value = gazetteer.value(matcher.group(2), random);
      drawn.put(name, value);
      Segment segment = value(name, value);
      symbols.put(segment.argument(), matcher.group(2));
      sentence.add(segment);
      at = matcher.end();
    }
    words(pattern.substring(at), sentence, false);
    return sentence;
  }

  /// Words that stick to a value stay stuck: "12%".
  private static void words(String text, List<Segment> sentence, boolean valueFollows) {
    if (text.isBlank()) {
      return;
    }
    String start = sentence.isEmpty() || text.startsWith(" ") ? "" : Sentence.GLUE;
    String end = text.endsWith(" ") || !valueFollows ? "" : Sentence.GLUE;
    sentence.add(Segment.words(start + text.strip() + end));
  }

  private Segment value(String name, String value) {
    for (Map.Entry<String, String> argument : arguments.entrySet()) {
      if (argument.getValue().equals("{" + name + "}")) {
        return new Segment(value, argument.getKey(), true, "");
      }
    }
    return new Segment(value, "#" + name, false, "");
  }
}
