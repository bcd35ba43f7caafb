package dev.usher.dataset;

import dev.usher.tools.UsherException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// Records to and from JSON documents: component names in snake_case, a line a field, the same
/// bytes on every platform; unknown, missing and doubled fields are refused.
public final class RecordJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final PrettyPrinter PRINTER =
      new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));

  private RecordJson() {}

  /// Writes a record.
  ///
  /// @param value a record
  /// @return the document, with a line end
  public static String write(Object value) {
    return MAPPER.writer().with(PRINTER).writeValueAsString(value) + "\n";
  }

  /// Reads a record.
  ///
  /// @param <T> the record's type
  /// @param text the document
  /// @param type the record's class
  /// @param where how messages name the document
  /// @param what what the document should be, as messages say it
  /// @return the record
  /// @throws UsherException if the text is not such a document
  public static <T> T read(String text, Class<T> type, String where, String what) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JacksonException e) {
      throw new UsherException(where, "is not " + what + JsonText.fault(e));
    }
  }
}
