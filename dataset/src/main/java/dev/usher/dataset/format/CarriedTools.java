package dev.usher.dataset.format;

import dev.usher.dataset.JsonText;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The tools that rows carry: their union, in the order in which they first stand.
public final class CarriedTools {

  private record Definition(JsonNode tool, String where) {
    boolean sameAs(JsonNode other) {
      return ToolList.function(tool).equals(ToolList.function(other));
    }
  }

  private final SequencedMap<String, List<Definition>> tools = new LinkedHashMap<>();

  CarriedTools() {}

  /// Keeps one of each definition that a name is given.
  void note(JsonNode tool, String where) {
    String name = ToolList.function(tool).path("name").asString("");
    List<Definition> known = tools.computeIfAbsent(name, _ -> new ArrayList<>());
    if (known.stream().noneMatch(each -> each.sameAs(tool))) {
      known.add(new Definition(tool, where));
    }
  }

  /// The tools of several files.
  ///
  /// @param files what the rows of each carry
  /// @return what all of them carry
  public static CarriedTools union(List<CarriedTools> files) {
    CarriedTools union = new CarriedTools();
    for (CarriedTools file : files) {
      file.tools.values().stream()
          .flatMap(List::stream)
          .forEach(each -> union.note(each.tool(), each.where()));
    }
    return union;
  }

  /// Whether no row carried any.
  ///
  /// @return true if so
  public boolean isEmpty() {
    return tools.isEmpty();
  }

  /// The catalogue of all that were carried.
  ///
  /// @param source named in errors
  /// @return the catalogue
  /// @throws UsherException if two rows define a tool differently, or one is no tool
  public ToolCatalog catalog(String source) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    tools.forEach((name, definitions) -> {
      if (definitions.size() > 1) {
        throw new UsherException(
            definitions.get(1).where(),
            "tool \"%s\" is defined otherwise at %s; make them agree, or name one catalogue for all rows"
                .formatted(name, definitions.getFirst().where()));
      }
      list.add(definitions.getFirst().tool());
    });
    return ToolCatalog.parse(JsonText.line(list), source);
  }
}
