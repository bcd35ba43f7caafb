package dev.usher.dataset.yaml;

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

/// Reads a list of entries from YAML, each with the keys that its type has. Errors name the file,
/// the line and the key.
public final class YamlList {
  private static final YAMLMapper YAML =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private YamlList() {}

  /// Reads a file.
  ///
  /// @param <T> what an entry becomes
  /// @param file in UTF-8
  /// @param type takes the keys of an entry
  /// @return the entries, none if the file is empty
  /// @throws UsherException if the file cannot be read, or has a mistake
  public static <T> List<T> read(Path file, Function<YamlFields, T> type) {
    String source = file.toString();
    List<T> entries = new ArrayList<>();
    try (JsonParser parser = YAML.createParser(TextFile.read(file))) {
      JsonToken start = parser.nextToken();
      if (start != null && start != JsonToken.START_ARRAY) {
        throw new UsherException(
            source + at(parser.currentTokenLocation()),
            "expected a list of entries, each with a name");
      }
      while (start != null && parser.nextToken() != JsonToken.END_ARRAY) {
        String place = source + at(parser.currentTokenLocation());
        JsonNode entry = parser.readValueAsTree();
        entries.add(YamlFields.read(entry, place, type));
      }
    } catch (JacksonException e) {
      String reason = e.getOriginalMessage().lines().findFirst().orElse("it ends too early");
      throw new UsherException(source + at(e.getLocation()), "is no valid YAML: " + reason);
    }
    return entries;
  }

  private static String at(@Nullable TokenStreamLocation location) {
    return location == null ? "" : ":" + location.getLineNr();
  }
}
