package dev.usher.model.adapter;

import dev.usher.model.tensor.RotaryRows;
import dev.usher.model.tensor.TensorData;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A low-rank adapter (LoRA, rsLoRA): for some projections of a base model a pair of small matrices
/// whose product, times a scale, is added to the weights: `y = W x + scale * B (A x)`.
///
/// It knows nothing of the base model; whether it fits is checked where the two meet. Lies in
/// memory of its own: the files it was read from may be closed.
public final class LoraAdapter {
  /// How the rows of B lie for queries and keys.
  public enum RowOrder {
    /// As Hugging Face and PEFT have them.
    HUGGING_FACE,
    /// As GGUF files of the Llama family have them.
    GGUF
  }

  /// The place of a pair in the base model.
  ///
  /// @param layer from 0
  /// @param projection within the layer
  public record Target(int layer, Projection projection) {
    /// Checks the layer.
    public Target {
      if (layer < 0) {
        throw new IllegalArgumentException("layer " + layer);
      }
    }
  }

  /// A pair of small matrices.
  ///
  /// @param a (rank, in)
  /// @param b (out, rank)
  /// @param scale factor of the product: alpha / rank, for rsLoRA alpha / √rank
  public record Factors(TensorData a, TensorData b, float scale) {
    /// Checks that the two fit each other.
    public Factors {
      if (a.shape().size() != 2
          || b.shape().size() != 2
          || !a.shape().getFirst().equals(b.shape().getLast())) {
        throw new IllegalArgumentException(
            a.name()
                + " of shape "
                + a.shape()
                + " and "
                + b.name()
                + " of shape "
                + b.shape()
                + " have no rank in common, expected (rank, in) and (out, rank)");
      }
      if (!Float.isFinite(scale)) {
        throw new IllegalArgumentException(a.name() + ": scale " + scale);
      }
    }

    /// The rank.
    ///
    /// @return rows of A and columns of B
    public int rank() {
      return Math.toIntExact(a.shape().getFirst());
    }
  }

  private final String name;
  private final RowOrder rowOrder;
  private final Map<Target, Factors> factors;

  /// An adapter in memory.
  ///
  /// @param name for errors, such as its path
  /// @param rowOrder of the rows of B
  /// @param factors by place
  public LoraAdapter(String name, RowOrder rowOrder, Map<Target, Factors> factors) {
    this.name = name;
    this.rowOrder = rowOrder;
    this.factors = Collections.unmodifiableMap(new LinkedHashMap<>(factors));
  }

  /// Reads a PEFT directory: `adapter_config.json` and `adapter_model.safetensors`.
  ///
  /// @param directory that holds the two files
  /// @return the adapter, rows in Hugging Face's order
  /// @throws dev.usher.tools.UsherException if it is damaged, or no plain LoRA on a Llama's
  ///   projections
  public static LoraAdapter readPeft(Path directory) {
    return PeftReader.read(directory);
  }

  /// Reads a GGUF that holds a LoRA adapter, as llama.cpp has them.
  ///
  /// @param file to read
  /// @return the adapter, rows in GGUF's order
  /// @throws dev.usher.tools.UsherException if it is damaged, or no LoRA on a Llama's projections
  public static LoraAdapter readGguf(Path file) {
    return GgufLoraReader.read(file);
  }

  /// The same adapter with the rows of B in a given order.
  ///
  /// @param wanted order
  /// @param heads query heads of the base model
  /// @param keyValueHeads key-value heads of the base model
  /// @return this adapter, or a reordered copy
  public LoraAdapter ordered(RowOrder wanted, int heads, int keyValueHeads) {
    if (wanted == rowOrder) {
      return this;
    }
    Map<Target, Factors> reordered = new LinkedHashMap<>();
    factors.forEach((target, pair) -> {
      switch (target.projection()) {
        case QUERY -> reordered.put(target, ordered(pair, wanted, heads));
        case KEY -> reordered.put(target, ordered(pair, wanted, keyValueHeads));
        case VALUE, OUTPUT, GATE, UP, DOWN -> reordered.put(target, pair);
      }
    });
    return new LoraAdapter(name, wanted, reordered);
  }

  private static Factors ordered(Factors pair, RowOrder wanted, int heads) {
    TensorData b =
        switch (wanted) {
          case GGUF -> RotaryRows.interleaved(pair.b(), heads);
          case HUGGING_FACE -> RotaryRows.halved(pair.b(), heads);
        };
    return new Factors(pair.a(), b, pair.scale());
  }

  /// What it is called in errors.
  ///
  /// @return such as its path
  public String name() {
    return name;
  }

  /// How the rows of B lie for queries and keys.
  ///
  /// @return the order
  public RowOrder rowOrder() {
    return rowOrder;
  }

  /// The pairs.
  ///
  /// @return by place, in the order of the file
  public Map<Target, Factors> factors() {
    return factors;
  }
}
