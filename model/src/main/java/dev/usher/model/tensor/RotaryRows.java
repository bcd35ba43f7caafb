package dev.usher.model.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/// The two orders in which the rows of query and key projections lie.
///
/// Rotary position embedding turns pairs of a head's values. Hugging Face files pair value `i` of a
/// head of size h with value `i + h/2`; GGUF files of the Llama family pair `2i` with `2i + 1`. The
/// same model needs its rows in the order that its reader turns them.
public final class RotaryRows {
  private RotaryRows() {}

  /// From Hugging Face's order to GGUF's.
  ///
  /// @param tensor whose first dimension is heads times head size
  /// @param heads that its rows make
  /// @return the same rows in another order, in memory of its own
  public static TensorData interleaved(TensorData tensor, int heads) {
    return reordered(tensor, heads, true);
  }

  /// From GGUF's order to Hugging Face's.
  ///
  /// @param tensor whose first dimension is heads times head size
  /// @param heads that its rows make
  /// @return the same rows in another order, in memory of its own
  public static TensorData halved(TensorData tensor, int heads) {
    return reordered(tensor, heads, false);
  }

  private static TensorData reordered(TensorData tensor, int heads, boolean interleave) {
    int rows = Math.toIntExact(tensor.shape().getFirst());
    if (heads < 1 || rows % (2 * heads) != 0) {
      throw new IllegalArgumentException(
          tensor.name() + ": " + rows + " rows are not " + heads + " heads of an even size");
    }
    int rowBytes = Math.toIntExact(tensor.bytes().byteSize() / rows);
    byte[] target = new byte[Math.multiplyExact(rows, rowBytes)];
    int size = rows / heads;
    for (int row = 0; row < rows; row++) {
      int within = row % size;
      int pair = within / 2 + within % 2 * (size / 2);
      int other = row - within + pair;
      long from = (interleave ? other : row) * (long) rowBytes;
      int to = (interleave ? row : other) * rowBytes;
      MemorySegment.copy(tensor.bytes(), ValueLayout.JAVA_BYTE, from, target, to, rowBytes);
    }
    return new TensorData(
        tensor.name(), tensor.shape(), tensor.format(), MemorySegment.ofArray(target));
  }
}
