package dev.usher.training.torch;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.args.CacheType;
import de.kherud.llama.args.LogFormat;
import dev.usher.model.TinyModel;
import dev.usher.model.adapter.Projection;
import dev.usher.model.gguf.GgufFile;
import dev.usher.model.gguf.HuggingFaceLayout;
import dev.usher.model.kernels.Kernels;
import dev.usher.model.llama.LanguageModel;
import dev.usher.model.llama.ModelOptions;
import dev.usher.model.llama.Session;
import dev.usher.model.tensor.BlockFormat;
import dev.usher.model.tensor.TensorData;
import dev.usher.model.tokenizer.TinyVocabulary;
import dev.usher.model.tokenizer.Tokenizer;
import dev.usher.training.LoraOptions;
import dev.usher.training.RunFolder;
import dev.usher.training.TrainedModel;
import dev.usher.training.TrainingMethod;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// llama.cpp loads what a run leaves, and says what our own engine says.
@Tag("slow")
class LlamaCppTest {
  private static final TinyModel TINY =
      TinyModel.of(7).withFormats(BlockFormat.F32, BlockFormat.F32);
  private static final TinyModel OTHER =
      TinyModel.of(8).withFormats(BlockFormat.F32, BlockFormat.F32);
  private static final int RANK = 4;
  private static final int TOKENS = 24;
  private static final List<String> PROMPTS =
      List.of(
          "play some music in Oslo",
          "<|im_start|>user\nwhat weather tomorrow<|im_end|>\n<|im_start|>assistant\n",
          "{\"name\":\"get",
          "é 東京 😀",
          "book");

  @TempDir private Path folder;
  private Path base;
  private RunFolder run;

  @BeforeAll
  static void silence() {
    LlamaModel.setLogger(LogFormat.TEXT, (level, message) -> {});
  }

  @BeforeEach
  void train() {
    base = folder.resolve("base.gguf");
    TINY.write(base);
    run =
        FinishedRun.write(
            folder.resolve("run"),
            base,
            TrainingMethod.LORA,
            new LoraOptions(RANK, 2 * RANK, 0, LoraOptions.ALL_PROJECTIONS),
            adapter());
  }

  /// Random pairs, large enough to change what the model says.
  private static List<TensorData> adapter() {
    Random random = new Random(3);
    List<TensorData> tensors = new ArrayList<>();
    Map<String, TensorData> base =
        TINY.tensors().stream().collect(toMap(TensorData::name, tensor -> tensor));
    for (int layer = 0; layer < TINY.layers(); layer++) {
      for (Projection projection : Projection.values()) {
        List<Long> shape = base.get(projection.ggufTensor(layer)).shape();
        String name =
            "base_model.model.model.layers.%d.%s.lora_"
                .formatted(layer, projection.huggingFaceName());
        tensors.add(random(random, name + "A.weight", RANK, shape.getLast()));
        tensors.add(random(random, name + "B.weight", shape.getFirst(), RANK));
      }
    }
    return tensors;
  }

  private static TensorData random(Random random, String name, long rows, long columns) {
    float[] values = new float[(int) (rows * columns)];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() / 6);
    }
    return TensorData.of(name, List.of(rows, columns), values, BlockFormat.F32);
  }

  @ParameterizedTest
  @EnumSource(
      value = BlockFormat.class,
      names = {"F32", "F16"})
  void aMergedModelSaysTheSame(BlockFormat format) {
    Path merged = folder.resolve("merged.gguf");
    write(run, merged, format);
    List<String> ours = ours(merged);
    assertThat(theirs(parameters(merged))).isEqualTo(ours);
    assertThat(ours).isNotEqualTo(ours(base));
  }

  @Test
  void aModelThatWasTrainedWholeSaysTheSame() {
    Path file = folder.resolve("model.gguf");
    write(trainedWhole(), file, BlockFormat.F32);
    List<String> ours = ours(file);
    assertThat(theirs(parameters(file))).isEqualTo(ours);
    assertThat(ours).isNotEqualTo(ours(base));
  }

  /// llama.cpp rounds what enters a product with q8_0 to eight bits too, so it may prefer another
  /// token where two are about as likely.
  @ParameterizedTest
  @EnumSource(TrainingMethod.class)
  void inQ8WhatItSaysNextIsNearlyAsLikelyAsWhatWeSay(TrainingMethod method) {
    Path file = folder.resolve("model.gguf");
    write(
        switch (method) {
          case FULL -> trainedWhole();
          case LORA -> run;
        },
        file,
        BlockFormat.Q8_0);
    List<String> prompts = PROMPTS.stream().flatMap(LlamaCppTest::beginnings).toList();
    List<String> theirs = theirs(parameters(file), prompts, 1);
    List<float[]> ours = logits(file, prompts);
    for (int i = 0; i < prompts.size(); i++) {
      assertThat(shortfall(ours.get(i), theirs.get(i)))
          .as("'%s' after '%s'", theirs.get(i), prompts.get(i))
          .isLessThan(0.05);
    }
  }

  private static List<float[]> logits(Path file, List<String> prompts) {
    Tokenizer tokenizer = Tokenizer.of(TINY.metadata());
    List<float[]> logits = new ArrayList<>();
    try (GgufFile gguf = GgufFile.open(file);
        LanguageModel model = LanguageModel.load(gguf, new ModelOptions(2, Kernels.best(), 512))) {
      for (String prompt : prompts) {
        Session session = model.session(256);
        int[] ids = tokenizer.encodeWithSpecials(prompt);
        session.feed(ids, 0, ids.length);
        logits.add(Arrays.copyOf(session.logits(), TinyVocabulary.size()));
      }
    }
    return logits;
  }

  /// How far the score of a token of this text is below the best, as a share of all scores' range.
  private static double shortfall(float[] logits, String text) {
    Tokenizer tokenizer = Tokenizer.of(TINY.metadata());
    double best = Double.NEGATIVE_INFINITY;
    double worst = Double.POSITIVE_INFINITY;
    double said = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < logits.length; i++) {
      best = Math.max(best, logits[i]);
      worst = Math.min(worst, logits[i]);
      said = tokenizer.decode(new int[] {i}).equals(text) ? Math.max(said, logits[i]) : said;
    }
    return (best - said) / (best - worst);
  }

  private static Stream<String> beginnings(String text) {
    int[] characters = text.codePoints().toArray();
    return IntStream.iterate(characters.length, length -> length > 0, length -> length - 3)
        .mapToObj(length -> new String(characters, 0, length));
  }

  /// Another model's weights over the base's embedding.
  private RunFolder trainedWhole() {
    HuggingFaceLayout layout = HuggingFaceLayout.of(OTHER.metadata());
    List<TensorData> weights =
        OTHER.tensors().stream()
            .filter(tensor -> !tensor.name().equals("token_embd.weight"))
            .map(layout::toHuggingFace)
            .toList();
    LoraOptions none = LoraOptions.ofRank(RANK);
    return FinishedRun.write(folder.resolve("full"), base, TrainingMethod.FULL, none, weights);
  }

  private static void write(RunFolder run, Path file, BlockFormat format) {
    try (TrainedModel model = TrainedModel.open(run)) {
      model.writeGguf(file, format);
    }
  }

  @Test
  void theAdapterBesideItsBaseSaysTheSame() {
    Path merged = folder.resolve("merged.gguf");
    Path adapter = folder.resolve("adapter.gguf");
    try (TrainedModel model = TrainedModel.open(run)) {
      model.writeGguf(merged, BlockFormat.F32);
      model.writeGgufLora(adapter);
    }
    assertThat(theirs(parameters(base).addLoraAdapter(adapter.toString()))).isEqualTo(ours(merged));
  }

  @Test
  void tokensAreTheSame() {
    Tokenizer tokenizer = Tokenizer.of(TINY.metadata());
    try (LlamaModel model = new LlamaModel(parameters(base))) {
      for (String prompt : PROMPTS) {
        assertThat(model.encode(prompt)).as(prompt).isEqualTo(tokenizer.encodeWithSpecials(prompt));
      }
    }
  }

  private static ModelParameters parameters(Path model) {
    return new ModelParameters()
        .setModel(model.toString())
        .setCtxSize(512)
        .setThreads(1)
        .setGpuLayers(0)
        .setCacheTypeK(CacheType.F32)
        .setCacheTypeV(CacheType.F32);
  }

  private static List<String> theirs(ModelParameters parameters) {
    return theirs(parameters, PROMPTS, TOKENS);
  }

  private static List<String> theirs(ModelParameters parameters, List<String> prompts, int tokens) {
    List<String> answers = new ArrayList<>();
    try (LlamaModel model = new LlamaModel(parameters)) {
      for (String prompt : prompts) {
        answers.add(
            model.complete(
                new InferenceParameters(prompt)
                    .setTemperature(0)
                    .setCachePrompt(false) // what it kept of another prompt changes what it says
                    .setIgnoreEos(true)
                    .setNPredict(tokens)));
      }
    }
    return answers;
  }

  private static List<String> ours(Path file) {
    return ours(file, PROMPTS, TOKENS);
  }

  private static List<String> ours(Path file, List<String> prompts, int tokens) {
    Tokenizer tokenizer = Tokenizer.of(TINY.metadata());
    List<String> answers = new ArrayList<>();
    try (GgufFile gguf = GgufFile.open(file);
        LanguageModel model = LanguageModel.load(gguf, new ModelOptions(2, Kernels.best(), 512))) {
      for (String prompt : prompts) {
        Session session = model.session(256);
        int[] ids = tokenizer.encodeWithSpecials(prompt);
        session.feed(ids, 0, ids.length);
        int[] answer = new int[tokens];
        for (int i = 0; i < tokens; i++) {
          answer[i] = argMax(session.logits());
          session.feed(answer, i, 1);
        }
        answers.add(tokenizer.decode(answer));
      }
    }
    return answers;
  }

  private static int argMax(float[] logits) {
    int best = 0;
    for (int i = 0; i < TinyVocabulary.size(); i++) {
      best = logits[i] > logits[best] ? i : best;
    }
    return best;
  }
}
