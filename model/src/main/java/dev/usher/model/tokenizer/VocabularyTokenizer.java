package dev.usher.model.tokenizer;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/// The tokenizer of one vocabulary. Tokens that the model's makers added to the text vocabulary
/// (user-defined ones) are found in any text; control tokens only where the caller asks for it.
final class VocabularyTokenizer implements Tokenizer {

  private final Vocabulary vocabulary;
  private final TextModel model;
  private final NamedTokens added;
  private final NamedTokens addedAndControl;
  private final int endOfTurn;
  private final OptionalInt beginning;

  VocabularyTokenizer(
      Vocabulary vocabulary, TextModel model, int endOfTurn, OptionalInt beginning) {
    this.vocabulary = vocabulary;
    this.model = model;
    this.endOfTurn = endOfTurn;
    this.beginning = beginning;
    this.added = new NamedTokens(vocabulary, this::isAdded);
    this.addedAndControl =
        new NamedTokens(vocabulary, id -> isAdded(id) || vocabulary.isControl(id));
  }

  private boolean isAdded(int id) {
    return vocabulary.kind(id) == TokenKind.USER_DEFINED;
  }

  @Override
  public int[] encode(String text) {
    return encode(text, added, true);
  }

  @Override
  public int[] encodeContinuing(String text) {
    return encode(text, added, false);
  }

  @Override
  public int[] encodeWithSpecials(String text) {
    return encode(text, addedAndControl, true);
  }

  private int[] encode(String text, NamedTokens named, boolean begins) {
    TokenIds ids = new TokenIds(text.length() / 3);
    boolean beginning = begins;
    for (int at = 0; at < text.length(); ) {
      NamedTokens.Match match = named.next(text, at);
      if (match.start() > at) {
        model.encode(text, at, match.start(), beginning, ids);
      }
      if (match.id() >= 0) {
        ids.add(match.id());
      }
      beginning = match.id() >= 0;
      at = match.end();
    }
    return ids.toArray();
  }

  @Override
  public String decode(int... ids) {
    ByteArrayOutputStream text = new ByteArrayOutputStream(ids.length * 4);
    boolean beginning = true;
    for (int id : ids) {
      byte[] bytes = vocabulary.bytes(id);
      boolean addedSpace =
          beginning && model.addsSpace() && bytes.length > 0 && bytes[0] == ' ' && !isAdded(id);
      int skipped = addedSpace ? 1 : 0;
      text.write(bytes, skipped, bytes.length - skipped);
      beginning = isAdded(id) || vocabulary.isControl(id);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] bytes(int id) {
    return vocabulary.bytes(id).clone();
  }

  @Override
  public boolean isControl(int id) {
    return vocabulary.isControl(id);
  }

  @Override
  public OptionalInt control(String name) {
    return vocabulary.control(name);
  }

  @Override
  public String name(int id) {
    return vocabulary.text(id);
  }

  @Override
  public int vocabularySize() {
    return vocabulary.size();
  }

  @Override
  public int endOfTurn() {
    return endOfTurn;
  }

  @Override
  public OptionalInt beginning() {
    return beginning;
  }
}
