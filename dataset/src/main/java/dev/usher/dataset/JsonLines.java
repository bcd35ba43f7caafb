package dev.usher.dataset;

import dev.usher.tools.UsherException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/// JSON lines: UTF-8, one object a line, blank lines ignored, a byte-order mark at the start
/// ignored. Everything else is refused with file and line, and so is a line of more than 64 MiB:
/// what has one is no such file, and would fill the memory.
public final class JsonLines {

  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final int LONGEST = 64 << 20; // bytes of a line

  /// One line's object.
  ///
  /// @param json the object
  /// @param provenance file and line
  public record Row(ObjectNode json, Provenance provenance) {}

  private JsonLines() {}

  /// Reads a whole file.
  ///
  /// @param file the file
  /// @param name the name that rows and messages carry
  /// @return the rows, at least one
  /// @throws UsherException if the file cannot be read, is not UTF-8, has a line that is not a JSON
  ///   object or is longer than 64 MiB, or has no rows
  public static List<Row> read(Path file, String name) {
    List<Row> rows = readOrEmpty(file, name);
    if (rows.isEmpty()) {
      throw new UsherException(name, "is empty; expected one JSON object a line");
    }
    return rows;
  }

  /// Reads a whole file, which may be empty.
  ///
  /// @param file the file
  /// @param name the name that rows and messages carry
  /// @return the rows
  /// @throws UsherException if the file cannot be read, is not UTF-8, or has a line that is not a
  ///   JSON object or is longer than 64 MiB
  public static List<Row> readOrEmpty(Path file, String name) {
    try (InputStream in = Files.newInputStream(file)) {
      return rows(in, name);
    } catch (IOException e) {
      throw unreadable(name, e);
    }
  }

  static List<Row> rows(InputStream stream, String name) throws IOException {
    return rows(stream, name, LONGEST);
  }

  /// @param longest bytes that a line may have
  static List<Row> rows(InputStream stream, String name, int longest) throws IOException {
    InputStream in = new BufferedInputStream(stream);
    List<Row> rows = new ArrayList<>();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long number = 0;
    for (boolean more = true; more; ) {
      bytes.reset();
      Provenance provenance = new Provenance(name, ++number);
      more = readLine(in, bytes, longest, provenance);
      String line = decode(bytes.toByteArray(), provenance);
      if (!line.isBlank()) {
        rows.add(new Row(JsonText.parseObject(line, provenance.where()), provenance));
      }
    }
    return rows;
  }

  /// The message for a file that cannot be opened or read.
  ///
  /// @param name the file as the user knows it
  /// @param e what the system said
  /// @return an exception to throw
  public static UsherException unreadable(String name, IOException e) {
    return new UsherException(
        name, "cannot be read (" + e.getClass().getSimpleName() + "); check that it is there");
  }

  private static boolean readLine(
      InputStream in, ByteArrayOutputStream line, int longest, Provenance provenance)
      throws IOException {
    for (int b = in.read(); b >= 0; b = in.read()) {
      if (b == '\n') {
        return true;
      }
      if (line.size() == longest) {
        throw new UsherException(
            provenance.where(),
            "the line has more than %,d bytes; expected one JSON object a line: write each row of a JSON array on a line of its own"
                .formatted(longest));
      }
      line.write(b);
    }
    return false;
  }

  private static String decode(byte[] bytes, Provenance provenance) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult result = decoder.decode(in, out, true);
    if (result.isError()) {
      throw new UsherException(
          provenance.where(),
          "not UTF-8 at byte %d of the line (0x%02x); convert the file to UTF-8, for example by iconv"
              .formatted(in.position() + 1, bytes[in.position()] & 0xff));
    }
    String line = out.flip().toString();
    boolean marked = provenance.line() == 1 && line.indexOf(BYTE_ORDER_MARK) == 0;
    return marked ? line.substring(1) : line;
  }
}
