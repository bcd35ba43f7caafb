package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.tools.ToolCatalog;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TSTree;
import org.treesitter.TreeSitterPython;
import tools.jackson.databind.JsonNode;

/// A value that is Python source parses: an argument whose schema has the JSON Schema annotation
/// `contentMediaType` of `text/x-python`, or whose name says so: `python_code`, or `code` where the
/// tool or the argument is described as Python alone. Judged by the Python grammar of tree-sitter,
/// which knows version 3.
final class PythonRule implements Rule {
  private static final String PYTHON = "text/x-python";
  private static final String MEDIA_TYPE = "contentMediaType";
  private static final Set<String> NAMES = Set.of("python", "python_code", "python_source");
  private static final String ANY_CODE = "code";
  private static final Pattern DESCRIBED =
      Pattern.compile("\\bpython\\b", Pattern.CASE_INSENSITIVE);
  private static final Pattern OTHERS =
      Pattern.compile(
          "\\b(languages?|javascript|typescript|java|bash|shell|sql|ruby|rust|go|php)\\b",
          Pattern.CASE_INSENSITIVE);

  private final Set<String> arguments = new HashSet<>();

  PythonRule(ToolCatalog catalog) {
    for (JsonNode function : catalog.functions()) {
      for (JsonNode properties : function.path("parameters").findValues("properties")) {
        properties.properties().stream()
            .filter(each -> isPython(each.getKey(), each.getValue(), function))
            .forEach(each -> arguments.add(function.path("name").asString() + "." + each.getKey()));
      }
    }
  }

  private static boolean isPython(String name, JsonNode schema, JsonNode function) {
    if (schema.has(MEDIA_TYPE)) {
      return schema.path(MEDIA_TYPE).asString("").equals(PYTHON);
    }
    return NAMES.contains(name)
        || (name.equals(ANY_CODE)
            && isDescribed(description(schema) + " " + description(function)));
  }

  private static String description(JsonNode node) {
    return node.path("description").asString("");
  }

  private static boolean isDescribed(String text) {
    return DESCRIBED.matcher(text).find() && !OTHERS.matcher(text).find();
  }

  @Override
  public String name() {
    return "python";
  }

  @Override
  public Layer layer() {
    return Layer.SAFETY;
  }

  @Override
  public Optional<String> fault(Candidate row) {
    return Values.texts(row)
        .filter(leaf -> arguments.contains(leaf.where()))
        .flatMap(leaf -> fault(leaf).stream())
        .findFirst();
  }

  private static Optional<String> fault(Values.Leaf leaf) {
    try (TSParser parser = new TSParser()) {
      parser.setLanguage(new TreeSitterPython());
      try (TSTree tree = parser.parseString(null, leaf.text())) {
        TSNode root = tree.getRootNode();
        return firstError(root).map(error -> reason(leaf, error));
      }
    }
  }

  private static String reason(Values.Leaf leaf, TSNode error) {
    return "%s is no Python 3: wrong in line %d; mend it"
        .formatted(leaf.where(), error.getStartPoint().getRow() + 1);
  }

  /// A part that does not parse, or a block without a statement, as a wrong indentation leaves it.
  private static Optional<TSNode> firstError(TSNode node) {
    boolean wrong = node.isError() || node.isMissing();
    if (wrong || (node.getType().equals("block") && node.getNamedChildCount() == 0)) {
      return Optional.of(node);
    }
    return IntStream.range(0, node.getChildCount())
        .mapToObj(node::getChild)
        .flatMap(child -> firstError(child).stream())
        .findFirst();
  }
}
