package dev.usher.model.tensor;

import java.lang.foreign.MemorySegment;
import java.util.List;

/// A named tensor as it lies in a file or in memory.
///
/// @param name as the file has it
/// @param shape rows first, as in PyTorch: a matrix is (out, in)
/// @param format how the values lie in the bytes
/// @param bytes the blocks; valid as long as the file they come from is open
public record TensorData(String name, List<Long> shape, BlockFormat format, MemorySegment bytes) {

  /// Checks that the rows are whole blocks, and the bytes as many as shape and format need.
  public TensorData {
    shape = List.copyOf(shape);
    if (!shape.isEmpty() && shape.getLast() % format.blockSize() != 0) {
      throw new IllegalArgumentException(
          name + ": rows of " + shape.getLast() + " are no whole blocks of " + format);
    }
    long needed = format.bytes(count(shape));
    if (bytes.byteSize() != needed) {
      throw new IllegalArgumentException(
          name + ": " + bytes.byteSize() + " bytes, expected " + needed + " for " + shape);
    }
  }

  /// A tensor in memory.
  ///
  /// @param name of the tensor
  /// @param shape rows first
  /// @param values as many as the shape says, a multiple of the format's block size
  /// @param format to encode to
  /// @return the encoded tensor
  public static TensorData of(String name, List<Long> shape, float[] values, BlockFormat format) {
    MemorySegment bytes =
        MemorySegment.ofArray(new byte[Math.toIntExact(format.bytes(values.length))]);
    format.encode(values, 0, values.length, bytes, 0);
    return new TensorData(name, shape, format, bytes);
  }

  /// How many values it has.
  ///
  /// @return product of the shape
  public long size() {
    return count(shape);
  }

  /// All values, decoded.
  ///
  /// @return a new array
  public float[] toFloats() {
    float[] values = new float[Math.toIntExact(size())];
    format.decode(bytes, 0, values, 0, values.length);
    return values;
  }

  /// The same values under another name.
  ///
  /// @param newName of the tensor
  /// @return a tensor over the same bytes
  public TensorData withName(String newName) {
    return new TensorData(newName, shape, format, bytes);
  }

  /// The same values in another block format; lossy where that has fewer bits.
  ///
  /// @param target format to encode to, whose blocks divide the rows
  /// @return this tensor if it has the format already, else a copy in memory of its own
  public TensorData withFormat(BlockFormat target) {
    return target == format ? this : of(name, shape, toFloats(), target);
  }

  private static long count(List<Long> shape) {
    return shape.stream().reduce(1L, Math::multiplyExact);
  }
}
