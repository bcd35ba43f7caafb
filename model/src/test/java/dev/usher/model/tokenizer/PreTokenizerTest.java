package dev.usher.model.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PreTokenizerTest {

  private static final String GPT_2 =
      "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";

  private static final String LLAMA_BPE =
      "(?iu:'s|'t|'re|'ve|'m|'ll|'d)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}{1,3}"
          + "| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+";

  private static final Map<String, Pattern> COMPILED = new ConcurrentHashMap<>();

  @ParameterizedTest
  @EnumSource(PreTokenizer.class)
  void cutsAsTheRegularExpressionDoes(PreTokenizer preTokenizer) {
    RandomTexts texts = new RandomTexts(42);
    for (int i = 0; i < 5_000; i++) {
      String text = texts.next();
      assertThat(cut(preTokenizer, text)).isEqualTo(cutByPattern(preTokenizer, text));
    }
  }

  @ParameterizedTest
  @EnumSource(PreTokenizer.class)
  void cutsRandomTextsAsTheReferenceDoes(PreTokenizer preTokenizer) {
    for (JsonNode vector : JsonMapper.shared().readTree(Vocabularies.resource("random.json.gz"))) {
      String text = vector.path("text").asString();
      int[] lengths =
          cut(preTokenizer, text).stream().mapToInt(s -> s.codePointCount(0, s.length())).toArray();
      JsonNode expected = vector.path("cuts").path(preTokenizer.ggufName());
      assertThat(lengths).as(text).isEqualTo(TokenizerVectorsTest.ints(expected));
    }
  }

  /// The vocabularies of these models are not among the resources, but their reference ids are. The
  /// first 256 ids of both are the single bytes in the order of the alphabet, and no token crosses
  /// a cut: so the number of ids and the places of the single bytes must fit into our pieces.
  @ParameterizedTest
  @CsvSource({"qwen2,QWEN2", "llama-bpe,LLAMA_BPE"})
  void cutsFitTheIdsOfTheReference(String vectors, PreTokenizer preTokenizer) {
    List<int[]> ids = TokenizerVectorsTest.ids(vectors);
    List<String> texts = TokenizerVectorsTest.texts();
    for (int i = 0; i < texts.size(); i++) {
      assertThat(fits(ids.get(i), texts.get(i), preTokenizer)).as(texts.get(i)).isTrue();
    }
  }

  /// The check above can tell one from the other.
  @Test
  void otherCutsDoNotFitTheIdsOfTheReference() {
    List<String> texts = TokenizerVectorsTest.texts();
    List<int[]> ids = TokenizerVectorsTest.ids("qwen2");
    for (PreTokenizer other : List.of(PreTokenizer.SMOLLM, PreTokenizer.GPT_2)) {
      assertThat(texts).anyMatch(text -> !fits(ids.get(texts.indexOf(text)), text, other));
    }
  }

  @Test
  void llama3CutsNumbersByThreeAndQwenByOne() {
    assertThat(cut(PreTokenizer.LLAMA_BPE, "12345678")).containsExactly("123", "456", "78");
    assertThat(cut(PreTokenizer.QWEN2, "123")).containsExactly("1", "2", "3");
    assertThat(cut(PreTokenizer.SMOLLM, "a 12")).containsExactly("a", " ", "1", "2");
    assertThat(cut(PreTokenizer.GPT_2, "a 12")).containsExactly("a", " 12");
  }

  @Test
  void onlyTheTiktokenPatternsIgnoreTheCaseOfContractions() {
    assertThat(cut(PreTokenizer.GPT_2, "we'Re I'll")).containsExactly("we", "'", "Re", " I", "'ll");
    assertThat(cut(PreTokenizer.QWEN2, "we'Re I'll")).containsExactly("we", "'Re", " I", "'ll");
  }

  @Test
  void whiteSpaceLeavesItsLastCharacterToWhatFollows() {
    assertThat(cut(PreTokenizer.GPT_2, "a   b  ")).containsExactly("a", "  ", " b", "  ");
    assertThat(cut(PreTokenizer.SMOLLM, "a   1")).containsExactly("a", "   ", "1");
    assertThat(cut(PreTokenizer.QWEN2, "a\n  b")).containsExactly("a", "\n", " ", " b");
    assertThat(cut(PreTokenizer.LLAMA_BPE, "a \n \nb")).containsExactly("a", " \n \n", "b");
  }

  @Test
  void nothingBehindTheLimitCounts() {
    assertThat(PreTokenizer.GPT_2.pieceEnd("abc", 0, 2)).isEqualTo(2);
    assertThat(PreTokenizer.GPT_2.pieceEnd("'re", 0, 2)).isEqualTo(1);
    assertThat(PreTokenizer.GPT_2.pieceEnd("  b", 0, 2)).isEqualTo(2);
    assertThat(PreTokenizer.QWEN2.pieceEnd("'ve", 0, 1)).isEqualTo(1);
    assertThat(PreTokenizer.QWEN2.pieceEnd("!\n\n", 0, 2)).isEqualTo(2);
  }

  private static List<String> cut(PreTokenizer preTokenizer, String text) {
    List<String> pieces = new ArrayList<>();
    for (int at = 0; at < text.length(); ) {
      int end = preTokenizer.pieceEnd(text, at, text.length());
      pieces.add(text.substring(at, end));
      at = end;
    }
    return pieces;
  }

  private static List<String> cutByPattern(PreTokenizer preTokenizer, String text) {
    return switch (preTokenizer) {
      case GPT_2 -> matches(GPT_2, text);
      case LLAMA_BPE -> matches(LLAMA_BPE, text);
      case QWEN2 -> matches(LLAMA_BPE.replace("{1,3}", ""), text);
      case SMOLLM ->
          matches("\\p{N}|\\P{N}+", text).stream()
              .flatMap(part -> matches(GPT_2, part).stream())
              .toList();
    };
  }

  private static List<String> matches(String pattern, String text) {
    Pattern compiled =
        COMPILED.computeIfAbsent(pattern, p -> Pattern.compile(p, Pattern.UNICODE_CHARACTER_CLASS));
    return compiled.matcher(text).results().map(MatchResult::group).toList();
  }

  /// Whether the bytes of the pieces can be dealt out to the ids, in order: one byte that is its
  /// own to an id below 256, at least two bytes of one piece to any other.
  private static boolean fits(int[] ids, String text, PreTokenizer preTokenizer) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int[] pieceEnds = pieceEnds(preTokenizer, text, bytes.length);
    BitSet reached = new BitSet();
    reached.set(0);
    for (int id : ids) {
      BitSet next = new BitSet();
      for (int at = reached.nextSetBit(0); at >= 0; at = reached.nextSetBit(at + 1)) {
        if (id >= 256 && at < bytes.length && pieceEnds[at] >= at + 2) {
          next.set(at + 2, pieceEnds[at] + 1);
        } else if (id < 256 && at < bytes.length && idOfByte(bytes[at] & 0xFF) == id) {
          next.set(at + 1);
        }
      }
      reached = next;
    }
    return reached.get(bytes.length);
  }

  /// For each byte, where the piece that it is in ends.
  private static int[] pieceEnds(PreTokenizer preTokenizer, String text, int length) {
    int[] ends = new int[length];
    int at = 0;
    for (String piece : cut(preTokenizer, text)) {
      int end = at + piece.getBytes(StandardCharsets.UTF_8).length;
      Arrays.fill(ends, at, end, end);
      at = end;
    }
    return ends;
  }

  private static int idOfByte(int value) {
    char own = ByteAlphabet.character(value);
    int before = 0;
    for (int other = 0; other < 256; other++) {
      before += ByteAlphabet.character(other) < own ? 1 : 0;
    }
    return before;
  }
}
