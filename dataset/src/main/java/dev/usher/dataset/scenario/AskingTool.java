package dev.usher.dataset.scenario;

import dev.usher.tools.Tool;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.schema.Schema;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A tool that asks the person back. It is told by its words: it asks or clarifies, speaks of a
/// person or of what is unclear, and needs one text, the question.
///
/// @param tool the tool
/// @param question name of the argument
public record AskingTool(Tool tool, String question) {
  private static final Set<String> ASKS =
      Set.of("ask", "asks", "clarify", "clarifies", "clarification", "inquire", "question");
  private static final Set<String> PERSON =
      Set.of(
          "human",
          "user",
          "person",
          "customer",
          "caller",
          "back",
          "clarify",
          "clarifies",
          "clarification",
          "ambiguous",
          "unclear");
  private static final Set<String> QUESTIONS =
      Set.of("question", "message", "prompt", "text", "clarification");

  /// A tool as one that asks back.
  ///
  /// @param tool any
  /// @return empty if it does something else
  public static Optional<AskingTool> of(Tool tool) {
    List<String> name = words(tool.name());
    List<String> all = Stream.concat(name.stream(), words(tool.description()).stream()).toList();
    boolean asks = name.stream().anyMatch(ASKS::contains);
    return asks && all.stream().anyMatch(PERSON::contains)
        ? question(tool).map(question -> new AskingTool(tool, question))
        : Optional.empty();
  }

  /// The first tool of a catalogue that asks back.
  ///
  /// @param catalog any
  /// @return empty if there is none
  public static Optional<AskingTool> in(ToolCatalog catalog) {
    return catalog.tools().stream().flatMap(tool -> of(tool).stream()).findFirst();
  }

  private static List<String> words(String text) {
    return Arrays.stream(
            text.replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2")
                .toLowerCase(Locale.ROOT)
                .split("[^\\p{L}]+", -1))
        .toList();
  }

  /// The only argument that must be there, where it is a text that need not be the person's own.
  private static Optional<String> question(Tool tool) {
    List<String> required =
        tool.shapes().getFirst().properties().entrySet().stream()
            .filter(each -> each.getValue().required())
            .map(Map.Entry::getKey)
            .toList();
    return tool.shapes().size() == 1 && required.size() == 1
        ? required.stream().filter(name -> isQuestion(tool, name)).findFirst()
        : Optional.empty();
  }

  private static boolean isQuestion(Tool tool, String name) {
    Schema.Property property = tool.shapes().getFirst().properties().get(name);
    return property != null
        && property.schema() instanceof Schema.StringSchema text
        && !text.extractive()
        && !text.relativePath()
        && words(name).stream().anyMatch(QUESTIONS::contains);
  }
}
