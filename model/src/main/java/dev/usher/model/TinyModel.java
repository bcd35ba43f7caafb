package dev.usher.model;

import dev.usher.model.adapter.LoraAdapter;
import dev.usher.model.adapter.LoraAdapter.Factors;
import dev.usher.model.adapter.LoraAdapter.Target;
import dev.usher.model.adapter.Projection;
import dev.usher.model.gguf.GgufMetadata;
import dev.usher.model.gguf.GgufWriter;
import dev.usher.model.tensor.BlockFormat;
import dev.usher.model.tensor.TensorData;
import dev.usher.model.tokenizer.TinyVocabulary;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A Llama of random weights and a vocabulary of a few hundred tokens, made in memory: for tests
/// that need a model but not its knowledge. The same values give the same bytes.
///
/// @param layers blocks
/// @param hidden size of the hidden state
/// @param feedForward size of the feed-forward block
/// @param heads query heads
/// @param keyValueHeads key-value heads
/// @param headSize size of a head
/// @param matrices format of the projections
/// @param embedding format of the embedding, and of the head if there is one
/// @param tied whether the head is the embedding
/// @param seed of the random numbers
public record TinyModel(
    int layers,
    int hidden,
    int feedForward,
    int heads,
    int keyValueHeads,
    int headSize,
    BlockFormat matrices,
    BlockFormat embedding,
    boolean tied,
    long seed) {
  private static final int CONTEXT = 1024;

  /// A model of 2 layers and a hidden size of 64, in q8_0, tied.
  ///
  /// @param seed of the random numbers
  /// @return what to write
  public static TinyModel of(long seed) {
    return new TinyModel(2, 64, 96, 4, 2, 16, BlockFormat.Q8_0, BlockFormat.Q8_0, true, seed);
  }

  /// The same in other formats.
  ///
  /// @param newMatrices format of the projections
  /// @param newEmbedding format of the embedding
  /// @return a changed model
  public TinyModel withFormats(BlockFormat newMatrices, BlockFormat newEmbedding) {
    return new TinyModel(
        layers,
        hidden,
        feedForward,
        heads,
        keyValueHeads,
        headSize,
        newMatrices,
        newEmbedding,
        tied,
        seed);
  }

  /// Writes the model as a GGUF.
  ///
  /// @param file to write
  public void write(Path file) {
    GgufWriter.write(file, metadata(), tensors());
  }

  /// The metadata of the file, tokenizer and chat template included.
  ///
  /// @return as a GGUF holds it
  public GgufMetadata metadata() {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("general.architecture", "llama");
    values.put("general.name", "tiny");
    values.put("llama.block_count", (long) layers);
    values.put("llama.context_length", (long) CONTEXT);
    values.put("llama.embedding_length", (long) hidden);
    values.put("llama.feed_forward_length", (long) feedForward);
    values.put("llama.attention.head_count", (long) heads);
    values.put("llama.attention.head_count_kv", (long) keyValueHeads);
    values.put("llama.attention.key_length", (long) headSize);
    values.put("llama.attention.value_length", (long) headSize);
    values.put("llama.rope.dimension_count", (long) headSize);
    values.put("llama.attention.layer_norm_rms_epsilon", 1e-5);
    values.put("llama.rope.freq_base", 10_000.0);
    values.putAll(TinyVocabulary.metadata());
    return new GgufMetadata("tiny model", values);
  }

  /// The weights.
  ///
  /// @return by their names in a GGUF, in the order of a file
  public List<TensorData> tensors() {
    Random random = new Random(seed);
    int vocabulary = TinyVocabulary.size();
    List<TensorData> tensors = new ArrayList<>();
    tensors.add(matrix(random, "token_embd.weight", vocabulary, hidden, embedding));
    for (int layer = 0; layer < layers; layer++) {
      tensors.add(norm(random, "blk." + layer + ".attn_norm.weight"));
      tensors.add(norm(random, "blk." + layer + ".ffn_norm.weight"));
      for (Projection projection : Projection.values()) {
        String name = projection.ggufTensor(layer);
        tensors.add(matrix(random, name, outputs(projection), inputs(projection), matrices));
      }
    }
    tensors.add(norm(random, "output_norm.weight"));
    if (!tied) {
      tensors.add(matrix(random, "output.weight", vocabulary, hidden, embedding));
    }
    return tensors;
  }

  private int outputs(Projection projection) {
    return switch (projection) {
      case QUERY -> heads * headSize;
      case KEY, VALUE -> keyValueHeads * headSize;
      case OUTPUT, DOWN -> hidden;
      case GATE, UP -> feedForward;
    };
  }

  private int inputs(Projection projection) {
    return switch (projection) {
      case QUERY, KEY, VALUE, GATE, UP -> hidden;
      case OUTPUT -> heads * headSize;
      case DOWN -> feedForward;
    };
  }

  /// A random adapter on all projections of this model, large enough to change what it says.
  ///
  /// @param rank of every pair
  /// @param adapterSeed of the random numbers
  /// @return an adapter in memory, rows in GGUF's order
  public LoraAdapter adapter(int rank, long adapterSeed) {
    Random random = new Random(adapterSeed);
    Map<Target, Factors> factors = new LinkedHashMap<>();
    for (int layer = 0; layer < layers; layer++) {
      for (Projection projection : Projection.values()) {
        String name = projection.ggufTensor(layer);
        TensorData a = matrix(random, name + ".lora_a", rank, inputs(projection), BlockFormat.F32);
        TensorData b = matrix(random, name + ".lora_b", outputs(projection), rank, BlockFormat.F32);
        factors.put(new Target(layer, projection), new Factors(a, b, 0.5f));
      }
    }
    return new LoraAdapter("tiny adapter", LoraAdapter.RowOrder.GGUF, factors);
  }

  /// Random values that keep the size of what they are multiplied with.
  private static TensorData matrix(
      Random random, String name, int rows, int columns, BlockFormat format) {
    float[] values = new float[rows * columns];
    double size = 1 / Math.sqrt(columns);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * size);
    }
    return TensorData.of(name, List.of((long) rows, (long) columns), values, format);
  }

  private TensorData norm(Random random, String name) {
    float[] values = new float[hidden];
    for (int i = 0; i < hidden; i++) {
      values[i] = (float) (1 + 0.1 * random.nextGaussian());
    }
    return TensorData.of(name, List.of((long) hidden), values, BlockFormat.F32);
  }
}
