package dev.usher.dataset.source;

import dev.usher.dataset.JsonText;
import dev.usher.dataset.Provenance;
import dev.usher.tools.UsherException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/// A JSON text of the form `{"key": [item, …], …}`, read so that each item knows its line.
final class KeyedLists {

  /// An item of the list under a key.
  record Item(String key, JsonNode value, Provenance provenance) {}

  private KeyedLists() {}

  /// @throws UsherException if the text has another form
  static List<Item> read(String text, String name) {
    if (text.isBlank()) {
      throw new UsherException(name, "is empty; expected a JSON object of lists");
    }
    List<Item> items = new ArrayList<>();
    try (JsonParser parser = JsonText.mapper().createParser(text)) {
      expect(parser, parser.nextToken(), JsonToken.START_OBJECT, name);
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String key = parser.currentName();
        expect(parser, parser.nextToken(), JsonToken.START_ARRAY, name);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
          Provenance provenance = new Provenance(name, line(parser));
          items.add(new Item(key, parser.readValueAsTree(), provenance));
        }
      }
      expect(parser, parser.nextToken(), null, name);
    } catch (JacksonException e) {
      throw new UsherException(
          name + ":" + Math.max(1, e.getLocation().getLineNr()),
          "not valid JSON" + JsonText.fault(e));
    }
    return items;
  }

  private static int line(JsonParser parser) {
    return Math.max(1, parser.currentTokenLocation().getLineNr());
  }

  private static void expect(
      JsonParser parser, @Nullable JsonToken actual, @Nullable JsonToken expected, String name) {
    if (actual != expected) {
      throw new UsherException(
          name + ":" + line(parser), "expected one JSON object of lists, {\"key\": [item, …], …}");
    }
  }
}
