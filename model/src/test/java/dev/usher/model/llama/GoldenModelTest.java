package dev.usher.model.llama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.model.adapter.LoraAdapter;
import dev.usher.model.kernels.Kernels;
import dev.usher.tools.UsherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// The forward pass against the Hugging Face library and PEFT in float32.
class GoldenModelTest {
  private static final int VOCABULARY = 160;

  static Stream<Arguments> models() {
    return Stream.of("llama", "llama3_rope_scaled")
        .flatMap(model ->
            Stream.of(Kernels.scalar(), Kernels.best())
                .flatMap(kernels ->
                    Stream.of(1, 3)
                        .map(threads ->
                            Arguments.of(model, new ModelOptions(threads, kernels, 256)))));
  }

  @ParameterizedTest
  @MethodSource("models")
  void logitsAgree(String name, ModelOptions options) {
    Golden.Expected expected = Golden.expected(name);
    try (LanguageModel model = LanguageModel.load(Golden.path(name), options)) {
      for (int row = 0; row < 2; row++) {
        float[] logits = model.session(40).allLogits(expected.inputs()[row]);
        assertThat(difference(logits, expected, row)).isLessThan(1e-4f);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void tokenByTokenIsTheSameAsABatch(String name, ModelOptions options) {
    Golden.Expected expected = Golden.expected(name);
    try (LanguageModel model = LanguageModel.load(Golden.path(name), options)) {
      Session session = model.session(40);
      float[] logits = new float[40 * VOCABULARY];
      for (int i = 0; i < 40; i++) {
        session.feed(expected.inputs()[1], i, 1);
        System.arraycopy(session.logits(), 0, logits, i * VOCABULARY, VOCABULARY);
      }
      assertThat(difference(logits, expected, 1)).isLessThan(1e-4f);
    }
  }

  @ParameterizedTest
  @MethodSource("models")
  void greedyTokensAreTheSame(String name, ModelOptions options) {
    JsonNode greedy = Golden.json(name + "/greedy.json");
    int[] prompt = Golden.ints(greedy.get("prompt"));
    try (LanguageModel model = LanguageModel.load(Golden.path(name), options)) {
      Session session = model.session(64);
      session.feed(prompt, 0, prompt.length);
      List<Integer> tokens = new ArrayList<>();
      for (int i = 0; i < 24; i++) {
        int token = Golden.argMax(session.logits());
        tokens.add(token);
        session.feed(new int[] {token}, 0, 1);
      }
      assertThat(tokens.stream().mapToInt(Integer::intValue).toArray())
          .isEqualTo(Golden.ints(greedy.get("greedy")));
    }
  }

  static Stream<Arguments> adapters() {
    return Stream.of("lora", "rslora", "lora_qv")
        .flatMap(name ->
            Stream.of(Kernels.scalar(), Kernels.best())
                .map(kernels -> Arguments.of(name, new ModelOptions(2, kernels, 64))));
  }

  @ParameterizedTest
  @MethodSource("adapters")
  void unmergedAdaptersGiveTheLogitsOfPeft(String name, ModelOptions options) {
    Golden.Expected expected = Golden.expected("adapters/" + name);
    LoraAdapter adapter = LoraAdapter.readPeft(Golden.path("adapters/" + name));
    try (LanguageModel model = LanguageModel.load(Golden.path("llama"), options)) {
      for (int row = 0; row < 2; row++) {
        float[] logits = model.session(40, adapter).allLogits(expected.inputs()[row]);
        assertThat(difference(logits, expected, row)).isLessThan(1e-4f);
      }
      Session single = model.session(40, adapter);
      float[] logits = new float[40 * VOCABULARY];
      for (int i = 0; i < 40; i++) {
        single.feed(expected.inputs()[0], i, 1);
        System.arraycopy(single.logits(), 0, logits, i * VOCABULARY, VOCABULARY);
      }
      assertThat(difference(logits, expected, 0)).isLessThan(1e-4f);
    }
  }

  @Test
  void interleavedSessionsWithDifferentAdaptersDoNotMixUp() {
    List<String> names = List.of("lora", "rslora", "lora_qv");
    int[] input = Golden.expected("llama").inputs()[0];
    ModelOptions options = new ModelOptions(2, Kernels.best(), 64);
    try (LanguageModel model = LanguageModel.load(Golden.path("llama"), options)) {
      List<Session> sessions = new ArrayList<>();
      List<float[]> alone = new ArrayList<>();
      for (String name : names) {
        LoraAdapter adapter = LoraAdapter.readPeft(Golden.path("adapters/" + name));
        sessions.add(model.session(40, adapter));
        alone.add(tokenByToken(model.session(40, adapter), input));
      }
      sessions.add(model.session(40));
      alone.add(tokenByToken(model.session(40), input));
      for (int token : input) {
        sessions.forEach(session -> session.feed(new int[] {token}, 0, 1));
      }
      for (int i = 0; i < sessions.size(); i++) {
        assertThat(sessions.get(i).logits()).isEqualTo(alone.get(i));
        assertThat(alone.get(i)).isNotEqualTo(alone.get((i + 1) % alone.size()));
      }
    }
  }

  private static float[] tokenByToken(Session session, int[] tokens) {
    for (int i = 0; i < tokens.length; i++) {
      session.feed(tokens, i, 1);
    }
    return session.logits().clone();
  }

  @Test
  void doraIsRefusedByName() {
    assertThatThrownBy(() -> LoraAdapter.readPeft(Golden.path("adapters/dora")))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("adapter_config.json#/use_dora");
  }

  @Test
  void theMaskedHeadGivesTheRowsOfTheFullHead() {
    int[] input = Golden.expected("llama").inputs()[0];
    for (Kernels kernels : List.of(Kernels.scalar(), Kernels.best())) {
      ModelOptions options = new ModelOptions(2, kernels, 64);
      try (LanguageModel model = LanguageModel.load(Golden.path("llama"), options)) {
        Session session = model.session(40);
        session.feed(input, 0, 40);
        float[] all = session.logits();
        int[] ids = new Random(7).ints(57, 0, VOCABULARY).toArray();
        float[] some = new float[60];
        session.logits(ids, ids.length, some);
        for (int i = 0; i < ids.length; i++) {
          assertThat(some[i]).isCloseTo(all[ids[i]], within());
        }
        session.logits(ids, 0, some);
      }
    }
  }

  private static org.assertj.core.data.Offset<Float> within() {
    return org.assertj.core.data.Offset.offset(1e-5f);
  }

  @Test
  void truncatedAndReadAgainIsTheSame() {
    int[] input = Golden.expected("llama").inputs()[0];
    int[] other = Golden.expected("llama").inputs()[1];
    ModelOptions options = new ModelOptions(2, Kernels.best(), 64);
    try (LanguageModel model = LanguageModel.load(Golden.path("llama"), options)) {
      Session session = model.session(40);
      session.feed(input, 0, 25);
      float[] expected = session.logits().clone();
      session.feed(other, 0, 15);
      session.truncate(20);
      assertThatThrownBy(session::logits).isInstanceOf(IllegalStateException.class);
      session.feed(input, 20, 5);
      assertThat(session.position()).isEqualTo(25);
      assertThat(session.logits()).containsExactly(expected, within());
    }
  }

  private static float difference(float[] logits, Golden.Expected expected, int row) {
    float largest = 0;
    for (int i = 0; i < logits.length; i++) {
      float difference = Math.abs(logits[i] - expected.logits()[row * logits.length + i]);
      largest = Math.max(largest, difference);
    }
    return largest;
  }
}
