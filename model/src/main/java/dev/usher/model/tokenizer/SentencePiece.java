package dev.usher.model.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// SentencePiece by scores (SPM): merges the characters of a text, the best-scored token first; a
/// character that is no token is written as its bytes.
///
/// Where no token holds a space after something else, no merge crosses from a word to the space in
/// front of the next, so the text is cut there and words are remembered. Spaces are `▁` in the file
/// and plain spaces in [Vocabulary#bytes].
final class SentencePiece implements TextModel {

  private final PieceTable pieces;
  private final int[] ranks;
  private final int[] byteTokens;
  private final OptionalInt unknown;
  private final boolean addsSpace;
  private final boolean cutsWords;
  private final PieceCache cache = new PieceCache();

  /// One score for each token.
  SentencePiece(
      Vocabulary vocabulary, List<Double> scores, OptionalInt unknown, boolean addsSpace) {
    this.pieces = new PieceTable(vocabulary, id -> vocabulary.kind(id) == TokenKind.NORMAL);
    this.ranks = ranks(scores);
    this.byteTokens = byteTokens(vocabulary);
    this.unknown = unknown;
    this.addsSpace = addsSpace;
    this.cutsWords = !anyCrossesWords(vocabulary);
  }

  /// The bytes of a token as the file writes it.
  static byte[] bytes(String text, TokenKind kind) {
    return kind == TokenKind.BYTE
        ? new byte[] {(byte) byteValue(text)}
        : text.replace('▁', ' ').getBytes(StandardCharsets.UTF_8);
  }

  /// The unsigned byte that a text such as `<0x0A>` names, or -1.
  static int byteValue(String text) {
    boolean named = text.length() == 6 && text.startsWith("<0x") && text.endsWith(">");
    int high = named ? Character.digit(text.charAt(3), 16) : -1;
    int low = named ? Character.digit(text.charAt(4), 16) : -1;
    return high < 0 || low < 0 ? -1 : high << 4 | low;
  }

  /// Dense ranks: 0 for the highest score, equal for equal scores.
  private static int[] ranks(List<Double> scores) {
    List<Double> descending = scores.stream().distinct().sorted(Comparator.reverseOrder()).toList();
    Map<Double, Integer> rankOf = new HashMap<>();
    descending.forEach(score -> rankOf.put(score, rankOf.size()));
    return scores.stream().mapToInt(rankOf::get).toArray();
  }

  private static int[] byteTokens(Vocabulary vocabulary) {
    int[] tokens = new int[256];
    Arrays.fill(tokens, -1);
    for (int id = 0; id < vocabulary.size(); id++) {
      if (vocabulary.kind(id) == TokenKind.BYTE) {
        tokens[vocabulary.bytes(id)[0] & 0xFF] = id;
      }
    }
    return tokens;
  }

  private static boolean anyCrossesWords(Vocabulary vocabulary) {
    for (int id = 0; id < vocabulary.size(); id++) {
      byte[] bytes = vocabulary.bytes(id);
      for (int i = 1; vocabulary.kind(id) == TokenKind.NORMAL && i < bytes.length; i++) {
        if (bytes[i] == ' ' && bytes[i - 1] != ' ') {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public boolean addsSpace() {
    return addsSpace;
  }

  @Override
  public void encode(String text, int from, int to, boolean beginning, TokenIds ids) {
    Utf8Buffer piece = new Utf8Buffer();
    Merger merger = new Merger(this::pair);
    if (beginning && addsSpace) {
      piece.append(' ');
    }
    for (int at = from; at < to; ) {
      int end = cutsWords ? wordEnd(text, at, to) : to;
      append(text, at, end, piece);
      encode(piece, merger, ids);
      piece.clear();
      at = end;
    }
  }

  private static int wordEnd(String text, int from, int limit) {
    int end = from;
    while (end < limit && isSpace(text.charAt(end))) {
      end++;
    }
    while (end < limit && !isSpace(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isSpace(char character) {
    return character == ' ' || character == '▁';
  }

  private static void append(String text, int from, int to, Utf8Buffer piece) {
    for (int i = from; i < to; ) {
      int codePoint = text.codePointAt(i);
      piece.append(codePoint == '▁' ? ' ' : codePoint);
      i += Character.charCount(codePoint);
    }
  }

  private void encode(Utf8Buffer piece, Merger merger, TokenIds ids) {
    int[] known = cache.find(piece);
    if (known != null) {
      ids.addAll(known);
      return;
    }
    int start = ids.size();
    merge(piece, merger, ids);
    cache.remember(piece, ids.from(start));
  }

  private void merge(Utf8Buffer piece, Merger merger, TokenIds ids) {
    byte[] bytes = piece.bytes();
    merger.begin(bytes);
    for (int from = 0; from < piece.length(); ) {
      int to = from + characterLength(bytes[from]);
      merger.add(pieces.find(bytes, from, to), from, to);
      from = to;
    }
    merger.merge();
    for (int symbol = 0; symbol < merger.count(); symbol = merger.next(symbol)) {
      if (merger.id(symbol) >= 0) {
        ids.add(merger.id(symbol));
      } else {
        addBytes(bytes, merger.start(symbol), merger.end(symbol), ids);
      }
    }
  }

  private long pair(int left, int right, byte[] bytes, int from, int to) {
    int id = pieces.find(bytes, from, to);
    return id < 0 ? Merges.NONE : Merges.pack(ranks[id], id);
  }

  /// Writes a character that is no token: its bytes, or the unknown token where they are no tokens.
  private void addBytes(byte[] bytes, int from, int to, TokenIds ids) {
    for (int i = from; i < to; i++) {
      int token = byteTokens[bytes[i] & 0xFF];
      if (token >= 0) {
        ids.add(token);
      } else if (i == from) {
        unknown.ifPresent(ids::add);
      }
    }
  }

  private static int characterLength(byte first) {
    int ones = Integer.numberOfLeadingZeros(~((int) first << 24));
    return ones == 0 ? 1 : ones;
  }
}
