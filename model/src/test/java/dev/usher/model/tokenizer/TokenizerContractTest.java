package dev.usher.model.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What holds for the tokenizer of every vocabulary.
class TokenizerContractTest {

  private static final int TEXTS = 10_000;

  /// SmolLM2's vocabulary has no tokens for these bytes: some control characters, and the first
  /// bytes of characters in planes without any.
  private static final List<Integer> MISSING_FROM_SMOLLM2 =
      List.of(0x04, 0x06, 0x13, 0x14, 0x16, 0x1D, 0xF1, 0xF2);

  @ParameterizedTest
  @ValueSource(strings = {"gpt-2", "tiny", "phi-3", "smollm2"})
  void decodeInvertsEncode(String name) {
    Tokenizer tokenizer = Vocabularies.tokenizer(name);
    texts(name)
        .forEach(text -> assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-2", "tiny", "phi-3", "smollm2"})
  void theBytesOfTokensAreThoseOfTheText(String name) {
    Tokenizer tokenizer = Vocabularies.tokenizer(name);
    texts(name)
        .limit(2_000)
        .forEach(text ->
            assertThat(bytes(tokenizer, tokenizer.encodeContinuing(text)))
                .isEqualTo(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// Random texts that the vocabulary can write. They hold no `▁`, which is a space to
  /// SentencePiece.
  private static Stream<String> texts(String name) {
    RandomTexts texts = new RandomTexts(42);
    Stream<String> all = Stream.generate(texts::next);
    return (name.equals("smollm2") ? all.filter(TokenizerContractTest::smollm2CanWrite) : all)
        .limit(TEXTS);
  }

  private static boolean smollm2CanWrite(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return IntStream.range(0, bytes.length)
        .noneMatch(i -> MISSING_FROM_SMOLLM2.contains(bytes[i] & 0xFF));
  }

  private static byte[] bytes(Tokenizer tokenizer, int[] ids) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Arrays.stream(ids).forEach(id -> bytes.writeBytes(tokenizer.bytes(id)));
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-2", "tiny", "phi-3", "smollm2"})
  void controlTokensAreFoundOnlyWhereAskedFor(String name) {
    Tokenizer tokenizer = Vocabularies.tokenizer(name);
    for (int id : controls(tokenizer)) {
      String text = "end" + tokenizer.name(id) + "begin";
      assertThat(Arrays.stream(tokenizer.encode(text)).boxed()).noneMatch(tokenizer::isControl);
      assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
      assertThat(tokenizer.encodeWithSpecials(text)).containsOnlyOnce(id);
      assertThat(tokenizer.control(tokenizer.name(id))).hasValue(id);
      assertThat(tokenizer.bytes(id)).isEmpty();
      assertThat(tokenizer.decode(id)).isEmpty();
    }
    assertThat(tokenizer.isControl(tokenizer.endOfTurn())).isTrue();
  }

  private static int[] controls(Tokenizer tokenizer) {
    return IntStream.range(0, tokenizer.vocabularySize()).filter(tokenizer::isControl).toArray();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-2", "tiny", "phi-3", "smollm2"})
  void halfOfASurrogatePairCountsAsTheReplacementCharacter(String name) {
    Tokenizer tokenizer = Vocabularies.tokenizer(name);
    for (String half : List.of("\uD83D", "\uDE42")) {
      int[] ids = tokenizer.encode("a" + half + "b" + half);
      assertThat(ids).isEqualTo(tokenizer.encode("a\uFFFDb\uFFFD"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-2", "tiny", "phi-3", "smollm2"})
  void longTextsWithoutACutTakeNoLongerThanTheyAre(String name) {
    Tokenizer tokenizer = Vocabularies.tokenizer(name);
    for (String part : List.of("a", " ", "\n", "0", "'", "日", "<|im_", "a ")) {
      String text = part.repeat(200_000 / part.length());
      int[] ids =
          Assertions.assertTimeoutPreemptively(
              Duration.ofSeconds(20), () -> tokenizer.encodeWithSpecials(text));
      assertThat(tokenizer.decode(ids)).isEqualTo(text);
    }
  }

  @Test
  void threadsMayShareOne() {
    Tokenizer tokenizer = Tokenizer.of(Vocabularies.metadata("smollm2"));
    List<String> texts = Stream.generate(new RandomTexts(7)::next).limit(2_000).toList();
    List<int[]> alone = texts.stream().map(tokenizer::encode).toList();
    Tokenizer shared = Tokenizer.of(Vocabularies.metadata("smollm2"));
    IntStream.range(0, 4 * texts.size())
        .parallel()
        .map(i -> i % texts.size())
        .forEach(i -> assertThat(shared.encode(texts.get(i))).isEqualTo(alone.get(i)));
  }

  @Test
  void whatCallersDoWithResultsStaysWithThem() {
    Tokenizer tokenizer = Vocabularies.tokenizer("gpt-2");
    int[] expected = tokenizer.encode("hello").clone();
    Arrays.fill(tokenizer.encode("hello"), -1);
    Arrays.fill(tokenizer.bytes(expected[0]), (byte) 0);
    assertThat(tokenizer.encode("hello")).isEqualTo(expected);
    assertThat(tokenizer.decode(expected)).isEqualTo("hello");
  }

  @Test
  void bytesWithoutATokenAreLeftOut() {
    assertThat(Vocabularies.tokenizer("smollm2").encode("\u0004")).isEmpty();
  }

  @Test
  void sentencePiecePutsASpaceInFrontOfABeginningOnly() {
    Tokenizer tokenizer = Vocabularies.tokenizer("phi-3");
    assertThat(tokenizer.encode("hello")).isEqualTo(tokenizer.encodeContinuing(" hello"));
    assertThat(tokenizer.encodeContinuing("hello")).isNotEqualTo(tokenizer.encode("hello"));
    assertThat(tokenizer.decode(tokenizer.encode(" hello"))).isEqualTo(" hello");
    assertThat(tokenizer.encode("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 49_152})
  void idsOfNoTokenAreRefused(int id) {
    Tokenizer tokenizer = Vocabularies.tokenizer("smollm2");
    assertThatThrownBy(() -> tokenizer.bytes(id)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tokenizer.decode(id)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tokenizer.isControl(id)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tokenizer.name(id)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
