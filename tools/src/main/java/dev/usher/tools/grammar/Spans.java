package dev.usher.tools.grammar;

import static java.util.Comparator.comparingInt;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/// The pieces of texts that begin and end at the edges of words: what an extractive value may be.
/// An edge lies wherever not both neighbours are letters or digits, and between the characters of
/// scripts that are written without spaces. No piece begins or ends with white space.
///
/// Such pieces are copied, so a model chooses where a value begins and ends, and cannot misspell it
/// (pointer networks: Vinyals, Fortunato and Jaitly, 2015).
public final class Spans {
  private final int[] codePoints;
  private final byte[] bytes;
  private final List<Edge> edges;

  /// A place between two characters.
  ///
  /// @param stretch where it lies, counted from 0: pieces do not reach from one into the next
  /// @param index how many code points of all texts are before it
  /// @param at how many of their canonical bytes are before it
  private record Edge(int stretch, int index, int at) {}

  private Spans(int[] codePoints, byte[] bytes, List<Edge> edges) {
    this.codePoints = codePoints;
    this.bytes = bytes;
    this.edges = List.copyOf(edges);
  }

  /// The pieces of texts. None reaches from one text into the next.
  ///
  /// @param texts any texts; half surrogate pairs in them count as question marks
  /// @return their pieces
  public static Spans of(List<String> texts) {
    return of(texts, _ -> true);
  }

  /// The pieces of texts that can be written. None reaches from one text into the next.
  ///
  /// @param texts any texts; half surrogate pairs in them count as question marks
  /// @param writable whether a character can be written, by its canonical bytes
  /// @return the pieces in which every character can be
  public static Spans of(List<String> texts, Predicate<byte[]> writable) {
    IntStream.Builder all = IntStream.builder();
    ByteArrayOutputStream canonical = new ByteArrayOutputStream();
    List<Edge> edges = new ArrayList<>();
    int stretch = 0;
    int before = 0;
    for (String text : texts) {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      int[] codePoints = new String(utf8, StandardCharsets.UTF_8).codePoints().toArray();
      for (int i = 0; i < codePoints.length; i++) {
        if (i == 0 || !inWord(codePoints[i - 1]) || !inWord(codePoints[i])) {
          edges.add(new Edge(stretch, before + i, canonical.size()));
        }
        byte[] written = written(codePoints[i]);
        stretch += writable.test(written) ? 0 : 1;
        canonical.writeBytes(written);
        all.add(codePoints[i]);
      }
      before += codePoints.length;
      edges.add(new Edge(stretch, before, canonical.size()));
      stretch++;
    }
    return new Spans(all.build().toArray(), canonical.toByteArray(), edges);
  }

  private static byte[] written(int codePoint) {
    String quoted = CanonicalJson.quote(Character.toString(codePoint));
    return quoted.substring(1, quoted.length() - 1).getBytes(StandardCharsets.UTF_8);
  }

  /// Whether a character makes one word with its neighbours.
  private static boolean inWord(int c) {
    int type = Character.getType(c);
    boolean mark = type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    return (Character.isLetterOrDigit(c) || mark) && !hasNoSpaces(Character.UnicodeScript.of(c));
  }

  private static boolean hasNoSpaces(Character.UnicodeScript script) {
    return switch (script) {
      case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
      default -> false;
    };
  }

  /// The byte at a place of the text's canonical form, without quotes around it.
  ///
  /// @param at from 0
  /// @return 0 to 255, -1 behind the end
  int byteAt(int at) {
    return at < bytes.length ? bytes[at] & 0xff : -1;
  }

  /// The canonical text between two places, a char for each byte.
  String between(int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
  }

  /// The code points between two edges, those outside ASCII as [TextRule#OTHER].
  ///
  /// @param from where a piece begins, as an index of bytes
  /// @param to where it ends
  int[] characters(int from, int to) {
    return Arrays.stream(codePoints, index(from), index(to))
        .map(c -> c < 0x80 && c >= 0x20 ? c : TextRule.OTHER)
        .toArray();
  }

  private int index(int at) {
    return edges
        .get(Collections.binarySearch(edges, new Edge(0, 0, at), comparingInt(Edge::at)))
        .index();
  }

  /// Where pieces may begin and, for each such place, where they may end, as indexes of bytes.
  ///
  /// @param shortest length in code points
  /// @param longest length in code points, if there is one
  List<Ends> pieces(int shortest, OptionalInt longest) {
    List<Ends> pieces = new ArrayList<>();
    for (int first = 0; first < edges.size() - 1; first++) {
      Edge begin = edges.get(first);
      if (begin.index() == codePoints.length || Character.isWhitespace(codePoints[begin.index()])) {
        continue;
      }
      BitSet ends = new BitSet();
      for (Edge end : edges.subList(first + 1, edges.size())) {
        int length = end.index() - begin.index();
        if (end.stretch() != begin.stretch() || length > longest.orElse(Integer.MAX_VALUE)) {
          break;
        }
        boolean blank = Character.isWhitespace(codePoints[end.index() - 1]);
        ends.set(end.at(), length >= shortest && !blank);
      }
      if (!ends.isEmpty()) {
        pieces.add(new Ends(begin.at(), ends));
      }
    }
    return pieces;
  }

  /// Where the pieces that begin at one place may end.
  ///
  /// @param begin index of a byte
  /// @param ends indexes of bytes, at least one
  record Ends(int begin, BitSet ends) {}
}
