package dev.usher.model.tokenizer;

/// Byte-level BPE: cuts text into pieces, then merges the bytes of each by a merge list.
final class ByteLevelBpe implements TextModel {

  private final PreTokenizer preTokenizer;
  private final MergeTable merges;
  private final int[] byteTokens;
  private final PieceTable wholePieces;
  private final PieceCache cache = new PieceCache();

  ByteLevelBpe(Vocabulary vocabulary, PreTokenizer preTokenizer, MergeTable merges) {
    this.preTokenizer = preTokenizer;
    this.merges = merges;
    this.byteTokens = byteTokens(vocabulary);
    this.wholePieces =
        new PieceTable(
            vocabulary,
            id -> preTokenizer.takesWholePieces() && vocabulary.kind(id) == TokenKind.NORMAL);
  }

  /// The token of each byte, -1 where the vocabulary has none.
  private static int[] byteTokens(Vocabulary vocabulary) {
    int[] tokens = new int[256];
    for (int value = 0; value < 256; value++) {
      String text = String.valueOf(ByteAlphabet.character(value));
      tokens[value] = vocabulary.textToken(text).orElse(-1);
    }
    return tokens;
  }

  @Override
  public void encode(String text, int from, int to, boolean beginning, TokenIds ids) {
    Utf8Buffer piece = new Utf8Buffer();
    Merger merger = new Merger(merges);
    for (int at = from; at < to; ) {
      int end = preTokenizer.pieceEnd(text, at, to);
      piece.clear();
      piece.append(text, at, end);
      encode(piece, merger, ids);
      at = end;
    }
  }

  @Override
  public boolean addsSpace() {
    return false;
  }

  private void encode(Utf8Buffer piece, Merger merger, TokenIds ids) {
    int[] known = cache.find(piece);
    if (known != null) {
      ids.addAll(known);
      return;
    }
    int start = ids.size();
    int whole = wholePieces.find(piece.bytes(), 0, piece.length());
    if (whole >= 0) {
      ids.add(whole);
    } else {
      merge(piece, merger, ids);
    }
    cache.remember(piece, ids.from(start));
  }

  private void merge(Utf8Buffer piece, Merger merger, TokenIds ids) {
    byte[] bytes = piece.bytes();
    merger.begin(bytes);
    for (int i = 0; i < piece.length(); i++) {
      int token = byteTokens[bytes[i] & 0xFF];
      if (token >= 0) {
        merger.add(token, i, i + 1);
      }
    }
    merger.merge();
    for (int symbol = 0; symbol < merger.count(); symbol = merger.next(symbol)) {
      ids.add(merger.id(symbol));
    }
  }
}
