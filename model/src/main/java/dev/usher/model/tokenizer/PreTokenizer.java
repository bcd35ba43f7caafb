package dev.usher.model.tokenizer;

import java.util.Arrays;
import java.util.Optional;

/// Cuts text into the pieces that byte-level BPE merges within.
///
/// Each reads as one regular expression, but is written by hand: one look ahead, no backtracking,
/// no objects.
///
/// - `gpt-2`: `'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`
/// - `smollm`: every `\p{N}` apart, then `gpt-2` within what lies between
/// - `llama-bpe`: `(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}|
///   ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+`
/// - `qwen2`: the same with `\p{N}` for `\p{N}{1,3}`
enum PreTokenizer {
  SMOLLM("smollm") {
    @Override
    int pieceEnd(String text, int from, int limit) {
      return gpt2PieceEnd(text, from, limit, true);
    }
  },
  GPT_2("gpt-2") {
    @Override
    int pieceEnd(String text, int from, int limit) {
      return gpt2PieceEnd(text, from, limit, false);
    }
  },
  LLAMA_BPE("llama-bpe") {
    @Override
    int pieceEnd(String text, int from, int limit) {
      return tiktokenPieceEnd(text, from, limit, 3);
    }
  },
  QWEN2("qwen2") {
    @Override
    int pieceEnd(String text, int from, int limit) {
      return tiktokenPieceEnd(text, from, limit, 1);
    }
  };

  private final String ggufName;

  PreTokenizer(String ggufName) {
    this.ggufName = ggufName;
  }

  /// The name that `tokenizer.ggml.pre` gives it.
  String ggufName() {
    return ggufName;
  }

  static Optional<PreTokenizer> of(String ggufName) {
    return Arrays.stream(values()).filter(known -> known.ggufName.equals(ggufName)).findFirst();
  }

  /// Whether a piece that is a token as a whole is taken unmerged.
  boolean takesWholePieces() {
    return this == LLAMA_BPE;
  }

  /// Whether inputs begin with the beginning token where the file does not say.
  boolean beginsByDefault() {
    return this == LLAMA_BPE;
  }

  /// Where the piece that begins at `from` ends; `from < limit`, and nothing from `limit` on
  /// counts.
  abstract int pieceEnd(String text, int from, int limit);

  private static int gpt2PieceEnd(String text, int from, int limit, boolean numbersApart) {
    int first = text.codePointAt(from);
    CharacterKind kind = CharacterKind.of(first);
    if (numbersApart && kind == CharacterKind.NUMBER) {
      return from + Character.charCount(first);
    }
    int contraction = first == '\'' ? contractionLength(text, from + 1, limit, false) : 0;
    if (contraction > 0) {
      return from + 1 + contraction;
    }
    int start = from;
    if (first == ' ' && from + 1 < limit) {
      CharacterKind second = CharacterKind.of(text.codePointAt(from + 1));
      if (second != CharacterKind.SPACE && !(numbersApart && second == CharacterKind.NUMBER)) {
        start = from + 1;
        kind = second;
      }
    }
    int end = runEnd(text, start, limit, kind);
    return kind == CharacterKind.SPACE ? spacePieceEnd(text, from, end, limit, numbersApart) : end;
  }

  private static int tiktokenPieceEnd(String text, int from, int limit, int numbers) {
    int first = text.codePointAt(from);
    int second = from + Character.charCount(first);
    CharacterKind kind = CharacterKind.of(first);
    int contraction = first == '\'' ? contractionLength(text, second, limit, true) : 0;
    if (contraction > 0) {
      return second + contraction;
    }
    if (kind == CharacterKind.NUMBER) {
      return numberEnd(text, from, limit, numbers);
    }
    CharacterKind next =
        second < limit ? CharacterKind.of(text.codePointAt(second)) : CharacterKind.SPACE;
    if (kind == CharacterKind.LETTER || (next == CharacterKind.LETTER && !isNewline(first))) {
      return runEnd(text, second, limit, CharacterKind.LETTER);
    }
    if (kind == CharacterKind.OTHER || (first == ' ' && next == CharacterKind.OTHER)) {
      int end = runEnd(text, second, limit, CharacterKind.OTHER);
      return newlinesEnd(text, end, limit);
    }
    int end = runEnd(text, from, limit, CharacterKind.SPACE);
    int afterNewline = afterLastNewline(text, from, end);
    return afterNewline > from ? afterNewline : spacePieceEnd(text, from, end, limit, false);
  }

  /// White space that goes before something leaves its last character to it: `\s+(?!\S)|\s+`. All
  /// white space is one char wide.
  private static int spacePieceEnd(
      String text, int from, int end, int limit, boolean numbersApart) {
    boolean lastOfItsPart =
        end == limit
            || (numbersApart && CharacterKind.of(text.codePointAt(end)) == CharacterKind.NUMBER);
    return lastOfItsPart || end - from == 1 ? end : end - 1;
  }

  private static int runEnd(String text, int from, int limit, CharacterKind kind) {
    int end = from;
    while (end < limit) {
      int codePoint = text.codePointAt(end);
      if (CharacterKind.of(codePoint) != kind) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return end;
  }

  private static int numberEnd(String text, int from, int limit, int most) {
    int end = from;
    for (int count = 0; count < most && end < limit; count++) {
      int codePoint = text.codePointAt(end);
      if (CharacterKind.of(codePoint) != CharacterKind.NUMBER) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return end;
  }

  private static int newlinesEnd(String text, int from, int limit) {
    int end = from;
    while (end < limit && isNewline(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static int afterLastNewline(String text, int from, int end) {
    int after = end;
    while (after > from && !isNewline(text.charAt(after - 1))) {
      after--;
    }
    return after;
  }

  private static boolean isNewline(int codePoint) {
    return codePoint == '\n' || codePoint == '\r';
  }

  /// How many chars from `from` on complete an English contraction, 0 where none does. The long s
  /// (U+017F) is an s where case does not matter.
  private static int contractionLength(String text, int from, int limit, boolean anyCase) {
    if (from >= limit) {
      return 0;
    }
    char first = folded(text.charAt(from), anyCase);
    if (first == 's' || first == 't' || first == 'm' || first == 'd') {
      return 1;
    }
    if (from + 1 >= limit) {
      return 0;
    }
    char second = folded(text.charAt(from + 1), anyCase);
    boolean two = second == 'e' ? first == 'r' || first == 'v' : second == 'l' && first == 'l';
    return two ? 2 : 0;
  }

  private static char folded(char character, boolean anyCase) {
    if (!anyCase) {
      return character;
    }
    if (character == 'ſ') {
      return 's';
    }
    return character >= 'A' && character <= 'Z' ? (char) (character + 32) : character;
  }
}
