package dev.usher.model.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Ids of the reference implementation, for every text of its own tests and for random ones.
class TokenizerVectorsTest {

  /// Phi-3 extends the vocabulary of Llama 2, so both ask for the same ids.
  @ParameterizedTest
  @CsvSource({"gpt-2,gpt-2", "phi-3,phi-3", "phi-3,llama-spm"})
  void idsAreThoseOfTheReference(String vocabulary, String vectors) {
    Tokenizer tokenizer = Vocabularies.tokenizer(vocabulary);
    List<String> texts = texts();
    List<int[]> expected = ids(vectors);
    assertThat(texts).hasSameSizeAs(expected).hasSize(46);
    for (int i = 0; i < texts.size(); i++) {
      assertThat(tokenizer.encode(texts.get(i))).as(texts.get(i)).isEqualTo(expected.get(i));
      assertThat(tokenizer.decode(expected.get(i))).isEqualTo(texts.get(i));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"gpt-2", "phi-3", "smollm2"})
  void idsOfRandomTextsAreThoseOfTheReference(String vocabulary) {
    Tokenizer tokenizer = Vocabularies.tokenizer(vocabulary);
    for (JsonNode vector : JsonMapper.shared().readTree(Vocabularies.resource("random.json.gz"))) {
      String text = vector.path("text").asString();
      assertThat(tokenizer.encode(text)).as(text).isEqualTo(ints(vector.path(vocabulary)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"smollm2.json", "smollm2_special.json"})
  void idsOfTheDefaultBaseModelAreThoseOfTheReference(String file) {
    Tokenizer tokenizer = Vocabularies.tokenizer("smollm2");
    boolean specials = file.contains("special");
    JsonNode vectors = JsonMapper.shared().readTree(Vocabularies.resource(file));
    assertThat(vectors.size()).isPositive();
    for (JsonNode vector : vectors) {
      String text = vector.path("text").asString();
      int[] ids = specials ? tokenizer.encodeWithSpecials(text) : tokenizer.encode(text);
      assertThat(ids).as(text).isEqualTo(ints(vector.path("ids")));
    }
  }

  static List<String> texts() {
    String[] parts = Vocabularies.resource("texts.inp").split("\n__ggml_vocab_test__\n", -1);
    return List.of(parts).subList(0, parts.length - 1);
  }

  static List<int[]> ids(String vectors) {
    return Vocabularies.resource(vectors + ".out")
        .lines()
        .map(TokenizerVectorsTest::idsOfLine)
        .toList();
  }

  private static int[] idsOfLine(String line) {
    Stream<String> ids = Arrays.stream(line.strip().split(" ")).filter(id -> !id.isEmpty());
    return ids.mapToInt(Integer::parseInt).toArray();
  }

  static int[] ints(JsonNode list) {
    return list.valueStream().mapToInt(JsonNode::asInt).toArray();
  }
}
