package dev.usher.model.kernels;

/// The arithmetic of a language model: a dozen operations on floats and packed weights.
///
/// All implementations agree up to the order of additions; sums are in single precision on
/// dequantised weights, activations are never quantised. Implementations have no state: any thread
/// may call them. Buffers must have room for whole panels where a method writes panels.
public sealed interface Kernels permits ScalarKernels, VectorKernels {
  /// The fastest kernels of this machine: vector kernels where the module `jdk.incubator.vector` is
  /// there and the processor has vectors of 128 bits or more, else scalar ones.
  ///
  /// @return kernels to use
  static Kernels best() {
    boolean present = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    return present && VectorKernels.supported() ? new VectorKernels() : scalar();
  }

  /// Kernels in plain Java, which run anywhere.
  ///
  /// @return kernels without vectors
  static Kernels scalar() {
    return new ScalarKernels();
  }

  /// What they are, for reports.
  ///
  /// @return such as `scalar` or `vector 256`
  String name();

  /// Rows of a panel, the unit in which matrices are packed and split between threads.
  ///
  /// @return a power of two, at most 32
  int panelRows();

  /// Products with some panels of a matrix: `y[i] = W x[i]`, rows `from * panelRows()` up to `to *
  /// panelRows()` of each.
  ///
  /// @param weights the matrix W (rows, columns)
  /// @param from first panel
  /// @param to last panel, exclusive
  /// @param x inputs
  /// @param xAt index of the first column of the first input
  /// @param y outputs, from index 0 on, with room for whole panels
  /// @param count of inputs
  /// @param work at least [PackedMatrix#workspace()] floats that no other thread uses
  void multiply(
      PackedMatrix weights, int from, int to, Rows x, int xAt, Rows y, int count, float[] work);

  /// Decodes a panel to floats.
  ///
  /// @param weights the matrix
  /// @param panel its index
  /// @param target receives (columns, panelRows) values
  void unpack(PackedMatrix weights, int panel, float[] target);

  /// Products with a panel of floats: `y[i][lane] = sum over j of panel[j][lane] * x[i][j]`.
  ///
  /// @param panel values, (columns, panelRows) from `panelAt` on
  /// @param panelAt index of its first value
  /// @param columns of the panel
  /// @param x inputs
  /// @param xAt index of the first column of the first input
  /// @param y outputs; panelRows values of each are written
  /// @param yAt index of the first value of the first output
  /// @param count of inputs
  void multiplyPanel(
      float[] panel, int panelAt, int columns, Rows x, int xAt, Rows y, int yAt, int count);

  /// Root-mean-square normalisation: `y = x / sqrt(mean(x²) + epsilon) * weight`.
  ///
  /// @param x input
  /// @param xAt index of its first value
  /// @param weight as many values as are normalised
  /// @param epsilon added to the mean
  /// @param y output
  /// @param yAt index of its first value
  void normalize(float[] x, int xAt, float[] weight, float epsilon, float[] y, int yAt);

  /// Softmax in place: `s = exp(scale * s) / sum(exp(scale * s))`.
  ///
  /// @param scores in and out
  /// @param at index of the first
  /// @param count of scores, at least 1
  /// @param scale positive factor
  void softmax(float[] scores, int at, int count, float scale);

  /// The gate of the feed-forward block: `gate = gate / (1 + exp(-gate)) * up`.
  ///
  /// @param gate in and out
  /// @param up other factor
  /// @param at index of the first value in both
  /// @param count of values
  void swiglu(float[] gate, float[] up, int at, int count);

  /// Adds a multiple: `y += scale * x`.
  ///
  /// @param y in and out
  /// @param yAt index of its first value
  /// @param x summand
  /// @param xAt index of its first value
  /// @param count of values
  /// @param scale factor of x
  void addScaled(float[] y, int yAt, float[] x, int xAt, int count, float scale);
}
