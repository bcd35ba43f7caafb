package dev.usher.model.kernels;

/// A buffer of vectors that follow each other at a fixed distance: row `i` starts at `i * stride`.
///
/// The array is shared, not copied: kernels write into it.
///
/// @param data the values of all rows
/// @param stride distance between the starts of two rows, in floats
@SuppressWarnings("ArrayRecordComponent") // a view of a working buffer, never compared
public record Rows(float[] data, int stride) {
  /// A buffer of zeros.
  ///
  /// @param count of rows
  /// @param stride of a row in floats
  /// @return a new buffer
  public static Rows zeros(int count, int stride) {
    return new Rows(new float[Math.multiplyExact(count, stride)], stride);
  }
}
