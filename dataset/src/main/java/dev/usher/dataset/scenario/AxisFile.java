package dev.usher.dataset.scenario;

import dev.usher.tools.UsherException;
import dev.usher.tools.file.TextFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// Reads an axis from YAML: a list of entries, each with the keys that its type has. Errors name
/// the file, the line and the key.
final class AxisFile {
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private AxisFile() {}

  static <T extends Entry> Axis<T> read(Path file, Function<EntryFields, T> type) {
    return parse(TextFile.read(file), file.toString(), type);
  }

  static <T extends Entry> Axis<T> parse(
      String text, String source, Function<EntryFields, T> type) {
    List<T> entries = new ArrayList<>();
    try (JsonParser parser = YAML.createParser(text)) {
      JsonToken start = parser.nextToken();
      if (start != null && start != JsonToken.START_ARRAY) {
        throw new UsherException(
            source + at(parser.currentTokenLocation()),
            "expected a list of entries, each with a name");
      }
      while (start != null && parser.nextToken() != JsonToken.END_ARRAY) {
        String place = source + at(parser.currentTokenLocation());
        JsonNode entry = parser.readValueAsTree();
        entries.add(EntryFields.read(entry, place, type));
      }
    } catch (JacksonException e) {
      String reason = e.getOriginalMessage().lines().findFirst().orElse("it ends too early");
      throw new UsherException(source + at(e.getLocation()), "is no valid YAML: " + reason);
    }
    return Axis.of(source, entries);
  }

  private static String at(@Nullable TokenStreamLocation location) {
    return location == null ? "" : ":" + location.getLineNr();
  }
}
