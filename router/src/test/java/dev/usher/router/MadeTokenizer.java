package dev.usher.router;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.model.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;

/// A made vocabulary: all bytes, then fragments of one to six bytes that respect no boundary,
/// neither of words nor of characters, and two control tokens. The longest token that fits is
/// taken.
final class MadeTokenizer implements Tokenizer {
  private static final String[] PIECES = {
    "\"", "\\", ",", ":", "(", ")", "{", "}", "[", "]", "=", "\":\"", "\",\"", "=\"", "\")", "}}",
    "tool", "get", "_", "all", "name", "a", "b", "true", "null", "0", "1", "-", ".", "é", "日", "🙂",
    "\u00c3", "\u0080", "\u009f\u0099", "\\u00", "../", "/"
  };

  /// A character for each byte.
  private final List<String> texts = new ArrayList<>();

  private final Map<String, Integer> ids = new HashMap<>();

  private MadeTokenizer(Set<String> fragments) {
    for (int b = 0; b < 256; b++) {
      texts.add(String.valueOf((char) b));
    }
    texts.addAll(fragments);
    for (int id = 0; id < texts.size(); id++) {
      ids.put(texts.get(id), id);
    }
  }

  static MadeTokenizer bytes() {
    return new MadeTokenizer(Set.of());
  }

  static MadeTokenizer random(long seed, int fragments) {
    Random random = new Random(seed);
    Set<String> made = new LinkedHashSet<>();
    while (made.size() < fragments) {
      StringBuilder text = new StringBuilder();
      while (text.length() < 2) {
        text.append(piece(random)).append(random.nextInt(3) == 0 ? piece(random) : "");
      }
      int from = random.nextInt(text.length() - 1);
      int to = Math.min(text.length(), from + 2 + random.nextInt(5));
      made.add(text.substring(from, to));
    }
    return new MadeTokenizer(made);
  }

  private static String piece(Random random) {
    String piece = PIECES[random.nextInt(PIECES.length)];
    boolean text = piece.codePoints().anyMatch(c -> c > 0xFF) || piece.equals("é");
    return text ? new String(piece.getBytes(UTF_8), ISO_8859_1) : piece;
  }

  @Override
  public int[] encode(String text) {
    String bytes = new String(text.getBytes(UTF_8), ISO_8859_1);
    List<Integer> found = new ArrayList<>();
    for (int at = 0; at < bytes.length(); ) {
      int to = Math.min(bytes.length(), at + 6);
      while (!ids.containsKey(bytes.substring(at, to))) {
        to--;
      }
      found.add(ids.get(bytes.substring(at, to)));
      at = to;
    }
    return found.stream().mapToInt(Integer::intValue).toArray();
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
  public String decode(int... tokens) {
    StringBuilder text = new StringBuilder();
    for (int token : tokens) {
      text.append(isControl(token) ? "" : texts.get(token));
    }
    return new String(text.toString().getBytes(ISO_8859_1), UTF_8);
  }

  @Override
  public byte[] bytes(int id) {
    return isControl(id) ? new byte[0] : texts.get(id).getBytes(ISO_8859_1);
  }

  @Override
  public boolean isControl(int id) {
    return id >= texts.size();
  }

  @Override
  public OptionalInt control(String name) {
    return OptionalInt.empty();
  }

  @Override
  public String name(int id) {
    return isControl(id) ? "<" + id + ">" : texts.get(id);
  }

  @Override
  public int vocabularySize() {
    return texts.size() + 2;
  }

  @Override
  public int endOfTurn() {
    return texts.size();
  }

  @Override
  public OptionalInt beginning() {
    return OptionalInt.of(texts.size() + 1);
  }
}
