package dev.usher.model.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.model.gguf.GgufMetadata;
import dev.usher.tools.UsherException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokenizerReaderTest {

  private static final int LAST = TinyVocabulary.size() - 1;

  private final GgufMetadata tiny = Vocabularies.metadata("tiny");

  static Stream<Arguments> contradictions() {
    return Stream.of(
        Arguments.of("tokenizer.ggml.model", "bert", "\"bert\"; known are \"gpt2\""),
        Arguments.of(
            "tokenizer.ggml.pre",
            "tekken",
            "\"tekken\"; known are smollm, gpt-2, llama-bpe, qwen2"),
        Arguments.of(
            "tokenizer.ggml.pre",
            "starcoder",
            "\"starcoder\"; known are smollm, gpt-2, llama-bpe, qwen2"),
        Arguments.of("tokenizer.ggml.tokens", List.of(), "is empty"),
        Arguments.of("tokenizer.ggml.token_type", List.of(1L), "has 1 entries, expected 4"),
        Arguments.of("tokenizer.ggml.eos_token_id", 70_000L, "is 70000, expected 0 to " + LAST),
        Arguments.of("tokenizer.ggml.bos_token_id", -1L, "is -1, expected 0 to " + LAST),
        Arguments.of("tokenizer.ggml.merges", List.of("ab"), "merges[0]: \"ab\" is not two"),
        Arguments.of("tokenizer.ggml.merges", List.of("a "), "merges[0]: \"a \" is not two"),
        Arguments.of(
            "tokenizer.ggml.merges", List.of("a qqq"), "merges[0]: \"qqq\" is not a token"),
        Arguments.of("tokenizer.ggml.merges", List.of("q q"), "merges[0]: \"qq\" is not a token"));
  }

  @ParameterizedTest
  @MethodSource("contradictions")
  void contradictionsAreRefusedByName(String key, Object value, String message) {
    assertThatThrownBy(() -> Tokenizer.of(tiny.with(key, value)))
        .isInstanceOf(UsherException.class)
        .hasMessageStartingWith("tiny.gguf")
        .hasMessageContaining(key)
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @MethodSource("neededKeys")
  void aMissingKeyIsNamed(String key) {
    Map<String, Object> values = new LinkedHashMap<>(tiny.values());
    values.remove(key);
    assertThatThrownBy(() -> Tokenizer.of(new GgufMetadata("tiny.gguf", values)))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining(key);
  }

  static Stream<String> neededKeys() {
    return Stream.of("model", "pre", "tokens", "token_type", "merges")
        .map("tokenizer.ggml."::concat);
  }

  @Test
  void aTokenTypeOutsideTheFormatIsRefused() {
    List<Long> types = tiny.integers("tokenizer.ggml.token_type").stream().map(_ -> 9L).toList();
    assertThatThrownBy(() -> Tokenizer.of(tiny.with("tokenizer.ggml.token_type", types)))
        .hasMessageContaining("token_type holds 9, expected 1 to 6");
  }

  @Test
  void scoresMustMatchTheTokens() {
    GgufMetadata broken =
        Vocabularies.metadata("phi-3").with("tokenizer.ggml.scores", List.of(0.0));
    assertThatThrownBy(() -> Tokenizer.of(broken)).hasMessageContaining("scores has 1 entries");
  }

  @Test
  void aByteTokenMustNameAByte() {
    assertThatThrownBy(
            () -> Tokenizer.of(sentencePiece(List.of("<unk>", "<0xZZ>"), List.of(2L, 6L))))
        .hasMessageContaining("tokens[1] is \"<0xZZ>\", expected a byte such as");
  }

  @Test
  void aCharacterThatNothingStandsForIsUnknown() {
    Tokenizer tokenizer =
        Tokenizer.of(sentencePiece(List.of("<unk>", "a", "▁"), List.of(2L, 1L, 1L)));
    assertThat(tokenizer.encode("aéa")).containsExactly(2, 1, 0, 1);
  }

  /// A token with a space inside lets merges cross words, so words may not be cut apart.
  @Test
  void tokensMayHoldSpacesInside() {
    Tokenizer tokenizer =
        Tokenizer.of(
            sentencePiece(
                List.of("<unk>", "a", "▁", "b", "a▁", "a▁b"), List.of(2L, 1L, 1L, 1L, 1L, 1L)));
    assertThat(tokenizer.encodeContinuing("a ba b")).containsExactly(5, 5);
  }

  private static GgufMetadata sentencePiece(List<String> tokens, List<Long> types) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("tokenizer.ggml.model", "llama");
    values.put("tokenizer.ggml.tokens", tokens);
    values.put("tokenizer.ggml.token_type", types);
    values.put("tokenizer.ggml.scores", tokens.stream().map(_ -> -1.0).toList());
    values.put("tokenizer.ggml.eos_token_id", 0L);
    values.put("tokenizer.ggml.unknown_token_id", 0L);
    return new GgufMetadata("spm.gguf", values);
  }

  @Test
  void theBeginningIsSaidByTheFile() {
    assertThat(Vocabularies.tokenizer("smollm2").beginning()).isEmpty();
    assertThat(Vocabularies.tokenizer("phi-3").beginning()).hasValue(1);
    assertThat(tokenizer("tokenizer.ggml.add_bos_token", true).beginning()).hasValue(1);
  }

  /// Llama 3's files need not say it.
  @Test
  void whereTheFileDoesNotSayThePreTokeniserDoes() {
    Map<String, Object> values = new LinkedHashMap<>(tiny.values());
    values.remove("tokenizer.ggml.add_bos_token");
    GgufMetadata silent = new GgufMetadata("tiny.gguf", values);
    assertThat(Tokenizer.of(silent).beginning()).isEmpty();
    assertThat(Tokenizer.of(silent.with("tokenizer.ggml.pre", "llama-bpe")).beginning())
        .hasValue(1);
  }

  @Test
  void llama3TakesPiecesThatAreTokensUnmerged() {
    List<String> tokens = new ArrayList<>(tiny.strings("tokenizer.ggml.tokens"));
    List<Long> types = new ArrayList<>(tiny.integers("tokenizer.ggml.token_type"));
    tokens.add("zqz");
    types.add((long) TokenKind.NORMAL.ggufType());
    GgufMetadata unmerged =
        tiny.with("tokenizer.ggml.tokens", tokens).with("tokenizer.ggml.token_type", types);
    Tokenizer llama3 = Tokenizer.of(unmerged.with("tokenizer.ggml.pre", "llama-bpe"));
    assertThat(llama3.encode("zqz")).containsExactly(tokens.size() - 1);
    assertThat(llama3.encode("zqzq")).hasSize(4);
    assertThat(Tokenizer.of(unmerged).encode("zqz")).hasSize(3);
  }

  /// Merged, this text is ` in`, `a`, `m`, `e`.
  @Test
  void userDefinedTokensAreFoundInText() {
    GgufMetadata added =
        tiny.with("tokenizer.ggml.token_type", withKind("name", TokenKind.USER_DEFINED));
    Tokenizer tokenizer = Tokenizer.of(added);
    int id = tiny.strings("tokenizer.ggml.tokens").indexOf("name");
    assertThat(tokenizer.encode(" iname")).contains(id);
    assertThat(Vocabularies.tokenizer("tiny").encode(" iname")).doesNotContain(id);
    assertThat(tokenizer.decode(tokenizer.encode(" iname"))).isEqualTo(" iname");
  }

  @Test
  void whatEndsATurnIsControlEvenWhereTheFileCallsItText() {
    GgufMetadata loose =
        tiny.with("tokenizer.ggml.token_type", withKind("<|im_end|>", TokenKind.USER_DEFINED));
    Tokenizer tokenizer = Tokenizer.of(loose);
    assertThat(tokenizer.isControl(2)).isTrue();
    assertThat(tokenizer.encode("<|im_end|>")).doesNotContain(2);
  }

  private List<Long> withKind(String token, TokenKind kind) {
    List<Long> types = new ArrayList<>(tiny.integers("tokenizer.ggml.token_type"));
    int id = tiny.strings("tokenizer.ggml.tokens").indexOf(token);
    types.set(id, (long) kind.ggufType());
    return types;
  }

  @Test
  void theEndOfTurnIsSaidByTheFileOrKnownByName() {
    assertThat(tokenizer("tokenizer.ggml.eot_token_id", 0L).endOfTurn()).isZero();
    assertThat(tokenizer("tokenizer.ggml.eos_token_id", 0L).endOfTurn()).isEqualTo(2);
    assertThat(Vocabularies.tokenizer("gpt-2").endOfTurn()).isEqualTo(50_256);
  }

  private Tokenizer tokenizer(String key, Object value) {
    return Tokenizer.of(tiny.with(key, value));
  }
}
