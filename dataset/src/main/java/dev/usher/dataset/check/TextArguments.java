package dev.usher.dataset.check;

import dev.usher.tools.Tool;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.schema.Schema;
import dev.usher.tools.schema.Schema.AnySchema;
import dev.usher.tools.schema.Schema.ArraySchema;
import dev.usher.tools.schema.Schema.BooleanSchema;
import dev.usher.tools.schema.Schema.ConstantSchema;
import dev.usher.tools.schema.Schema.IntegerSchema;
import dev.usher.tools.schema.Schema.NothingSchema;
import dev.usher.tools.schema.Schema.NullSchema;
import dev.usher.tools.schema.Schema.NumberSchema;
import dev.usher.tools.schema.Schema.ObjectSchema;
import dev.usher.tools.schema.Schema.StringSchema;
import dev.usher.tools.schema.Schema.UnionSchema;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a catalogue says of the texts in its arguments.
final class TextArguments {
  private final Map<String, List<StringSchema>> texts = new HashMap<>(); // by tool and argument

  TextArguments(ToolCatalog catalog) {
    for (Tool tool : catalog.tools()) {
      for (ObjectSchema shape : tool.shapes()) {
        shape
            .properties()
            .forEach((name, property) ->
                texts
                    .computeIfAbsent(tool.name() + "." + name, _ -> new ArrayList<>())
                    .addAll(texts(property.schema()).toList()));
      }
    }
  }

  private static Stream<StringSchema> texts(Schema schema) {
    return switch (schema) {
      case StringSchema text -> Stream.of(text);
      case ArraySchema array -> texts(array.items());
      case UnionSchema union -> union.alternatives().stream().flatMap(TextArguments::texts);
      case ObjectSchema object ->
          Stream.concat(
                  object.properties().values().stream().map(Schema.Property::schema),
                  object.additional().stream())
              .flatMap(TextArguments::texts);
      case AnySchema _,
          NothingSchema _,
          ConstantSchema _,
          IntegerSchema _,
          NumberSchema _,
          BooleanSchema _,
          NullSchema _ ->
          Stream.empty();
    };
  }

  private List<StringSchema> of(Values.Leaf leaf) {
    return texts.getOrDefault(leaf.where(), List.of());
  }

  /// Whether an argument is for paths inside a folder.
  boolean isPath(Values.Leaf leaf) {
    return of(leaf).stream().anyMatch(StringSchema::relativePath);
  }

  /// Whether all texts of an argument are copied from the request.
  boolean isExtractive(Values.Leaf leaf) {
    return !of(leaf).isEmpty() && of(leaf).stream().allMatch(StringSchema::extractive);
  }
}
