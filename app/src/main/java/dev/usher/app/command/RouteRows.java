package dev.usher.app.command;

import dev.usher.app.terminal.Console;
import dev.usher.app.terminal.ProgressBar;
import dev.usher.dataset.PlainRow;
import dev.usher.router.Router;
import dev.usher.tools.Request;
import dev.usher.tools.UsherException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Routes JSON lines one by one; a bad row is answered and the next one is taken.
final class RouteRows {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  private final Router router;
  private final Console console;
  private final String source;
  private final boolean explain;
  private int line;
  private int rows;
  private int failed;

  RouteRows(Router router, Console console, String source, boolean explain) {
    this.router = router;
    this.console = console;
    this.source = source;
    this.explain = explain;
  }

  /// How many rows there were; blank lines are none.
  int rows() {
    return rows;
  }

  /// Routes to the end of the input, and says how many rows failed.
  int routeAll(InputStream input) throws IOException {
    InputStream buffered = new BufferedInputStream(input);
    try (ProgressBar bar = console.progress("routing")) {
      for (byte[] bytes = line(buffered); bytes.length > 0; bytes = line(buffered)) {
        line++;
        String answer = answer(bytes);
        if (!answer.isEmpty()) {
          rows++;
          console.print(answer);
        }
        bar.update(-1, "%,d rows, %,d failed".formatted(rows, failed));
      }
    }
    if (rows == 0) {
      throw new UsherException(source, "has no rows; expected JSON lines such as {\"text\":\"…\"}");
    }
    return failed;
  }

  private String answer(byte[] bytes) {
    String raw = new String(bytes, StandardCharsets.UTF_8).strip();
    if (raw.isEmpty()) {
      return "";
    }
    String text = raw;
    try {
      Request request = request(bytes);
      text = request.text();
      return RouteRow.of(request, router.route(request), explain);
    } catch (UsherException refused) {
      failed++;
      return RouteRow.error(text, String.valueOf(refused.getMessage()));
    }
  }

  private Request request(byte[] bytes) {
    if (!(parse(decode(bytes)) instanceof ObjectNode row) || !row.path("text").isString()) {
      throw new UsherException(where(), "expected an object with a string \"text\"");
    }
    return PlainRow.request(row, where());
  }

  private String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UsherException(where(), "is not UTF-8; convert the file first");
    }
  }

  private JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JacksonException e) {
      throw new UsherException(where(), "is no JSON: " + e.getOriginalMessage());
    }
  }

  private String where() {
    return source + ":" + line;
  }

  /// The next line with its end; empty at the end of the input.
  private static byte[] line(InputStream input) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = input.read(); next >= 0; next = input.read()) {
      line.write(next);
      if (next == '\n') {
        break;
      }
    }
    return line.toByteArray();
  }
}
