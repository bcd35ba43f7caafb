package dev.usher.model.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Ids of the reference implementation, for every text of its own tests.
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
  @ValueSource(strings = {"smollm2.json", "smollm2_special.json"})
  void idsOfTheDefaultBaseModelAreThoseOfTheReference(String file) {
    Tokenizer tokenizer = Vocabularies.tokenizer("smollm2");
    JsonNode vectors = JsonMapper.shared().readTree(Vocabularies.resource(file));
    assertThat(vectors.size()).isPositive();
    for (JsonNode vector : vectors) {
      String text = vector.path("text").asString();
      int[] expected =
          IntStream.range(0, vector.path("ids").size())
              .map(i -> vector.path("ids").path(i).asInt())
              .toArray();
      boolean special = file.contains("special");
      int[] actual = special ? tokenizer.encodeWithSpecials(text) : tokenizer.encode(text);
      assertThat(actual).as(text).isEqualTo(expected);
    }
  }

  static List<String> texts() {
    String all = Vocabularies.resource("texts.inp");
    String[] parts = all.split("\n__ggml_vocab_test__\n", -1);
    return List.of(parts).subList(0, parts.length - 1);
  }

  static List<int[]> ids(String vectors) {
    return Stream.of(Vocabularies.resource(vectors + ".out").split("\n", -1))
        .limit(46)
        .map(line ->
            Arrays.stream(line.strip().split(" "))
                .filter(id -> !id.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray())
        .toList();
  }
}
