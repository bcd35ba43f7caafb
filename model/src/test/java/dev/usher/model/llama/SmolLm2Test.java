package dev.usher.model.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.usher.model.gguf.GgufFile;
import dev.usher.model.store.DownloadProgress;
import dev.usher.model.store.ModelStore;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// The default base model against the Hugging Face library in float32 on the same dequantised
/// weights.
@Tag("slow")
class SmolLm2Test {
  private static final double TOLERANCE = 2e-3;

  @Test
  void logitsAndGreedyTokensAgree() {
    Path base =
        ModelStore.standard().resolve(ModelStore.DEFAULT_BASE, DownloadProgress.NONE).path();
    try (GgufFile file = GgufFile.open(base);
        LanguageModel model = LanguageModel.load(file, ModelOptions.defaults())) {
      for (JsonNode prompt : Golden.json("smollm2/logits.json")) {
        int[] ids = Golden.ints(prompt.get("ids"));
        checkLogits(model.session(ids.length).allLogits(ids), ids.length, prompt);
        assertThat(greedy(model, ids, prompt.get("greedy_32").size()))
            .isEqualTo(Golden.ints(prompt.get("greedy_32")));
      }
    }
  }

  private static void checkLogits(float[] logits, int positions, JsonNode expected) {
    int vocabulary = logits.length / positions;
    float[] last = Arrays.copyOfRange(logits, logits.length - vocabulary, logits.length);
    for (int i = 0; i < expected.get("top_ids").size(); i++) {
      assertThat((double) last[expected.get("top_ids").get(i).asInt()])
          .isCloseTo(expected.get("top_logits").get(i).asDouble(), within(TOLERANCE));
    }
    double sum = IntStream.range(0, vocabulary).mapToDouble(i -> last[i]).sum();
    assertThat(sum / vocabulary)
        .isCloseTo(expected.get("logit_sum_last").asDouble() / vocabulary, within(TOLERANCE));
    int[] argMax =
        IntStream.range(0, positions)
            .map(i -> Golden.argMax(logits, i * vocabulary, vocabulary))
            .toArray();
    assertThat(argMax).isEqualTo(Golden.ints(expected.get("argmax_each_position")));
  }

  private static int[] greedy(LanguageModel model, int[] prompt, int count) {
    Session session = model.session(prompt.length + count);
    session.feed(prompt, 0, prompt.length);
    int[] tokens = new int[count];
    for (int i = 0; i < count; i++) {
      float[] logits = session.logits();
      tokens[i] = Golden.argMax(logits);
      session.feed(tokens, i, 1);
    }
    return tokens;
  }
}
