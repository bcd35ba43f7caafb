package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.tools.ToolCatalog;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.treesitter.TSNode;
import org.treesitter.TSParser;
import org.treesitter.TSTree;
import org.treesitter.TreeSitterPython;
import tools.jackson.databind.JsonNode;

/// A value that is Python source parses: an argument whose schema has the JSON Schema annotation
/// `contentMediaType` of `text/x-python`. Judged by the Python grammar of tree-sitter, which knows
/// version 3.
final class PythonRule implements Rule {
  private static final String PYTHON = "text/x-python";

  private final Set<String> arguments = new HashSet<>();

  PythonRule(ToolCatalog catalog) {
    for (JsonNode function : catalog.functions()) {
      for (JsonNode properties : function.path("parameters").findValues("properties")) {
        properties.properties().stream()
            .filter(each -> each.getValue().path("contentMediaType").asString("").equals(PYTHON))
            .forEach(each -> arguments.add(function.path("name").asString() + "." + each.getKey()));
      }
    }
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
