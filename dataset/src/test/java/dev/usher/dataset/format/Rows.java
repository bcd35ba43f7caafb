package dev.usher.dataset.format;

import dev.usher.dataset.Example;
import dev.usher.dataset.Fixtures;
import dev.usher.dataset.JsonLines;
import dev.usher.dataset.JsonText;
import dev.usher.dataset.Provenance;
import dev.usher.tools.Decision;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;

/// Short ways to write and to read one row.
final class Rows {

  static final String STOP =
      "{\"name\": \"stop\", \"description\": \"Stop.\", \"parameters\": {\"type\": \"object\","
          + " \"properties\": {}, \"additionalProperties\": false}}";

  private Rows() {}

  static JsonLines.Row row(String json) {
    return new JsonLines.Row(JsonText.parseObject(json, "test"), new Provenance("rows.jsonl", 7));
  }

  static JsonLines.Row text(String text) {
    return row(JsonText.line(JsonNodeFactory.instance.objectNode().put("text", text)));
  }

  static RowReading read(RowFormat format, JsonLines.Row row) {
    return format.form().read(row);
  }

  static RowReading.Turn turn(RowFormat format, JsonLines.Row row) {
    return (RowReading.Turn) read(format, row);
  }

  static Decision decision(RowFormat format, JsonLines.Row row) {
    return turn(format, row).candidate().decision();
  }

  /// The line of one row that calls or declares Fixtures' tools.
  static String line(RowFormat format, String text, Decision decision) {
    Example example = Fixtures.example(text, decision);
    return new RowWriter(format, Fixtures.catalog()).text(List.of(example)).stripTrailing();
  }

  /// The rendered text of one row.
  static String rendered(RowFormat format, String text, Decision decision) {
    return row(line(format, text, decision)).json().path("text").stringValue();
  }
}
