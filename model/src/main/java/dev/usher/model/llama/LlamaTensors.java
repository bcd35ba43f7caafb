package dev.usher.model.llama;

import dev.usher.model.adapter.Projection;
import dev.usher.model.gguf.GgufFile;
import dev.usher.model.gguf.HuggingFaceLayout;
import dev.usher.model.safetensors.SafetensorsFile;
import dev.usher.model.tensor.RotaryRows;
import dev.usher.model.tensor.TensorData;
import dev.usher.tools.UsherException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tensors of a Llama by their names in a GGUF, rows in GGUF's order, every shape checked
/// against the configuration, none missing and none left over.
final class LlamaTensors {
  static final String EMBEDDING = "token_embd.weight";
  static final String HEAD = "output.weight";
  static final String OUTPUT_NORM = "output_norm.weight";
  static final String ROPE_DIVISORS = "rope_freqs.weight";

  private final String file;
  private final LlamaConfig config;
  private final Map<String, TensorData> tensors = new LinkedHashMap<>();

  private LlamaTensors(String file, LlamaConfig config, Collection<TensorData> all) {
    this.file = file;
    this.config = config;
    Map<String, TensorData> left = new LinkedHashMap<>();
    all.forEach(tensor -> left.put(tensor.name(), tensor));
    claim(left);
    if (!left.isEmpty()) {
      throw new UsherException(
          file,
          "tensor '" + left.keySet().iterator().next() + "' is no part of a plain Llama model");
    }
  }

  static LlamaTensors of(GgufFile file) {
    return new LlamaTensors(file.path().toString(), LlamaConfig.of(file), file.tensors());
  }

  /// From a Hugging Face folder.
  ///
  /// @param weights its open `model.safetensors`
  static LlamaTensors of(Path folder, SafetensorsFile weights) {
    HuggingFaceConfig.Contents contents = HuggingFaceConfig.read(folder.resolve("config.json"));
    String file = weights.path().toString();
    List<TensorData> renamed = new ArrayList<>();
    for (TensorData tensor : weights.tensors()) {
      String name = HuggingFaceLayout.ggufName(tensor.name()).orElse(tensor.name());
      if (!(contents.tied() && name.equals(HEAD))) {
        renamed.add(tensor.withName(name));
      }
    }
    LlamaTensors tensors = new LlamaTensors(file, contents.config(), renamed);
    if (!contents.tied() && tensors.find(HEAD).isEmpty()) {
      throw new UsherException(
          file, "tensor 'lm_head.weight' is missing, and config.json does not tie it");
    }
    tensors.interleave();
    return tensors;
  }

  /// Brings the rows of queries and keys from Hugging Face's order into GGUF's.
  private void interleave() {
    for (int layer = 0; layer < config.layers(); layer++) {
      interleave(Projection.QUERY.ggufTensor(layer), config.heads());
      interleave(Projection.KEY.ggufTensor(layer), config.keyValueHeads());
    }
  }

  private void interleave(String name, int heads) {
    tensors.put(name, RotaryRows.interleaved(get(name), heads));
  }

  /// Moves the tensors of the model from the ones that are left into this table.
  private void claim(Map<String, TensorData> left) {
    claim(left, EMBEDDING, config.vocabulary(), config.hidden());
    claim(left, OUTPUT_NORM, config.hidden());
    if (left.containsKey(HEAD)) {
      claim(left, HEAD, config.vocabulary(), config.hidden());
    }
    if (left.containsKey(ROPE_DIVISORS)) {
      claim(left, ROPE_DIVISORS, config.headSize() / 2);
    }
    for (int layer = 0; layer < config.layers(); layer++) {
      claim(left, attentionNorm(layer), config.hidden());
      claim(left, feedForwardNorm(layer), config.hidden());
      for (Projection projection : Projection.values()) {
        String name = projection.ggufTensor(layer);
        claim(left, name, outputs(config, projection), inputs(config, projection));
      }
    }
  }

  private void claim(Map<String, TensorData> left, String name, long... shape) {
    List<Long> expected = Arrays.stream(shape).boxed().toList();
    TensorData tensor = left.remove(name);
    if (tensor == null) {
      throw new UsherException(file, "tensor '" + name + "' of shape " + expected + " is missing");
    }
    if (!tensor.shape().equals(expected)) {
      throw new UsherException(
          file, "tensor '" + name + "' has the shape " + tensor.shape() + ", expected " + expected);
    }
    if (shape.length == 2 && shape[1] % tensor.format().blockSize() != 0) {
      throw new UsherException(
          file, "tensor '" + name + "': rows of " + shape[1] + " are no whole blocks");
    }
    tensors.put(name, tensor);
  }

  static int outputs(LlamaConfig config, Projection projection) {
    return switch (projection) {
      case QUERY -> config.querySize();
      case KEY, VALUE -> config.keyValueSize();
      case OUTPUT, DOWN -> config.hidden();
      case GATE, UP -> config.feedForward();
    };
  }

  static int inputs(LlamaConfig config, Projection projection) {
    return switch (projection) {
      case QUERY, KEY, VALUE, GATE, UP -> config.hidden();
      case OUTPUT -> config.querySize();
      case DOWN -> config.feedForward();
    };
  }

  static String attentionNorm(int layer) {
    return "blk." + layer + ".attn_norm.weight";
  }

  static String feedForwardNorm(int layer) {
    return "blk." + layer + ".ffn_norm.weight";
  }

  String file() {
    return file;
  }

  LlamaConfig config() {
    return config;
  }

  Optional<TensorData> find(String name) {
    return Optional.ofNullable(tensors.get(name));
  }

  /// A tensor that was checked to be there.
  TensorData get(String name) {
    return find(name).orElseThrow();
  }
}
