package dev.usher.model.constraint;

import dev.usher.model.tokenizer.Tokenizer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalInt;

/// A vocabulary by enumeration. Tokens in angle brackets are control tokens, `<end>` ends a turn.
record ListTokenizer(List<String> names) implements Tokenizer {
  static ListTokenizer of(String... names) {
    return new ListTokenizer(List.of(names));
  }

  /// All printable ASCII characters as tokens, then these.
  static ListTokenizer withAscii(String... more) {
    List<String> names = new java.util.ArrayList<>();
    for (char c = ' '; c < 0x7f; c++) {
      names.add(String.valueOf(c));
    }
    names.addAll(List.of(more));
    return new ListTokenizer(names);
  }

  int id(String name) {
    return names.indexOf(name);
  }

  @Override
  public int[] encode(String text) {
    throw new UnsupportedOperationException("not needed");
  }

  @Override
  public int[] encodeContinuing(String text) {
    return encode(text);
  }

  @Override
  public int[] encodeWithSpecials(String text) {
    return encode(text);
  }

  @Override
  public String decode(int... ids) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    for (int id : ids) {
      text.writeBytes(bytes(id));
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] bytes(int id) {
    return isControl(id) ? new byte[0] : names.get(id).getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean isControl(int id) {
    return names.get(id).length() > 1 && names.get(id).startsWith("<");
  }

  @Override
  public OptionalInt control(String name) {
    return names.contains(name) ? OptionalInt.of(id(name)) : OptionalInt.empty();
  }

  @Override
  public String name(int id) {
    return names.get(id);
  }

  @Override
  public int vocabularySize() {
    return names.size();
  }

  @Override
  public int endOfTurn() {
    return id("<end>");
  }

  @Override
  public OptionalInt beginning() {
    return OptionalInt.empty();
  }
}
