package dev.usher.model.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.model.tensor.BlockFormat;
import dev.usher.model.tensor.TensorData;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Random;

/// What every tier of kernels must do, over awkward sizes and all block formats: agree with plain
/// double-precision arithmetic on the decoded values.
///
/// Not a base class of tests, because a vector width can be chosen only once per process: see
/// [KernelsTest].
final class KernelsContract {
  private static final int[] SIZES = {1, 2, 7, 8, 15, 16, 17, 31, 33, 100, 576};
  private static final int[] ROWS = {1, 15, 33, 70};
  private static final int[] COUNTS = {1, 2, 4, 7};

  private final Kernels kernels;
  private final Random random = new Random(42);

  KernelsContract(Kernels kernels) {
    this.kernels = kernels;
  }

  /// Runs the whole contract; the command line for a process with another vector width.
  public static void main(String[] arguments) {
    Kernels kernels = Kernels.best();
    assertThat(kernels.name()).isEqualTo(arguments[0]);
    new KernelsContract(kernels).check();
  }

  void check() {
    assertThat(Integer.bitCount(kernels.panelRows())).isEqualTo(1);
    assertThat(kernels.panelRows()).isBetween(1, 32);
    for (BlockFormat format : BlockFormat.values()) {
      productsAgree(format);
      panelsUnpack(format);
    }
    panelProductsAgree();
    normalizationAgrees();
    softmaxAgrees();
    extremesStayFinite();
    swigluAgrees();
    additionAgrees();
  }

  private void productsAgree(BlockFormat format) {
    for (int size : SIZES) {
      int columns = Math.ceilDiv(size, format.blockSize()) * format.blockSize();
      for (int rows : ROWS) {
        for (int count : COUNTS) {
          if (count <= 2 || columns < 100) {
            productAgrees(format, rows, columns, count);
          }
        }
      }
    }
  }

  private void productAgrees(BlockFormat format, int rows, int columns, int count) {
    TensorData tensor = tensor(format, rows, columns);
    float[] values = tensor.toFloats();
    try (Arena arena = Arena.ofConfined()) {
      PackedMatrix weights = packed(tensor, arena);
      Rows x = new Rows(floats(count * (columns + 5)), columns + 5);
      Rows y = Rows.zeros(count, weights.panels() * kernels.panelRows());
      int middle = weights.panels() / 2;
      float[] work = new float[weights.workspace()];
      kernels.multiply(weights, 0, middle, x, 3, y, count, work);
      kernels.multiply(weights, middle, weights.panels(), x, 3, y, count, work);
      for (int i = 0; i < count; i++) {
        for (int row = 0; row < y.stride(); row++) {
          double expected = row < rows ? dot(values, row * columns, x, i, columns) : 0;
          close(
              y.data()[i * y.stride() + row],
              expected,
              columns,
              format + " " + rows + " x " + columns + ", input " + i + ", row " + row);
        }
      }
    }
  }

  private static double dot(float[] matrix, int at, Rows x, int i, int columns) {
    double sum = 0;
    for (int j = 0; j < columns; j++) {
      sum += (double) matrix[at + j] * x.data()[i * x.stride() + 3 + j];
    }
    return sum;
  }

  private void panelsUnpack(BlockFormat format) {
    int columns = 2 * format.blockSize();
    int rows = 2 * kernels.panelRows() + 1;
    TensorData tensor = tensor(format, rows, columns);
    float[] values = tensor.toFloats();
    try (Arena arena = Arena.ofConfined()) {
      PackedMatrix weights = packed(tensor, arena);
      float[] target = new float[weights.workspace()];
      float[] decoded = new float[columns];
      for (int row = 0; row < rows; row++) {
        kernels.unpack(weights, row / kernels.panelRows(), target);
        weights.decodeRow(row, decoded, 0);
        int lane = row % kernels.panelRows();
        for (int j = 0; j < columns; j++) {
          float expected = values[row * columns + j];
          assertThat(decoded[j]).isEqualTo(expected);
          close(target[j * kernels.panelRows() + lane], expected, 1, format + " unpacked");
        }
      }
    }
  }

  private void panelProductsAgree() {
    int width = kernels.panelRows();
    for (int columns : SIZES) {
      for (int count : COUNTS) {
        float[] panel = floats(11 + columns * width);
        Rows x = new Rows(floats(count * columns + 3), columns);
        Rows y = Rows.zeros(count + 1, width + 3);
        kernels.multiplyPanel(panel, 11, columns, x, 3, y, 2, count);
        for (int i = 0; i < count; i++) {
          for (int lane = 0; lane < width; lane++) {
            double expected = 0;
            for (int j = 0; j < columns; j++) {
              expected += (double) panel[11 + j * width + lane] * x.data()[3 + i * columns + j];
            }
            close(y.data()[2 + i * y.stride() + lane], expected, columns, "panel " + columns);
          }
          assertThat(y.data()[2 + i * y.stride() + width]).isZero();
        }
      }
    }
  }

  private void normalizationAgrees() {
    for (int size : SIZES) {
      float[] x = floats(size + 3);
      float[] weight = floats(size);
      float[] y = new float[size + 2];
      kernels.normalize(x, 3, weight, 1e-5f, y, 1);
      double squares = 0;
      for (int i = 0; i < size; i++) {
        squares += (double) x[3 + i] * x[3 + i];
      }
      for (int i = 0; i < size; i++) {
        double expected = x[3 + i] / Math.sqrt(squares / size + 1e-5) * weight[i];
        close(y[1 + i], expected, 1, "normalize " + size);
      }
      assertThat(y[size + 1]).isZero();
    }
  }

  private void softmaxAgrees() {
    for (int size : SIZES) {
      float[] scores = floats(size + 4);
      for (int i = 0; i < size; i++) {
        scores[3 + i] *= 20;
      }
      float[] before = scores.clone();
      kernels.softmax(scores, 3, size, 0.25f);
      double sum = 0;
      for (int i = 0; i < size; i++) {
        sum += Math.exp(0.25 * before[3 + i]);
      }
      for (int i = 0; i < size; i++) {
        close(scores[3 + i], Math.exp(0.25 * before[3 + i]) / sum, 1, "softmax " + size);
      }
      assertThat(scores[2]).isEqualTo(before[2]);
      assertThat(scores[size + 3]).isEqualTo(before[size + 3]);
    }
  }

  private void extremesStayFinite() {
    float[] scores = new float[40];
    scores[0] = 3e38f;
    scores[39] = -3e38f;
    kernels.softmax(scores, 0, 40, 1);
    assertThat(scores[0]).isEqualTo(1);
    assertThat(scores[1]).isBetween(0f, 1e-30f);
    float[] gate = new float[40];
    float[] up = new float[40];
    java.util.Arrays.fill(gate, 0, 20, -1e4f);
    java.util.Arrays.fill(gate, 20, 40, 1e4f);
    java.util.Arrays.fill(up, 2);
    kernels.swiglu(gate, up, 0, 40);
    for (int i = 0; i < 40; i++) {
      close(gate[i], i < 20 ? 0 : 2e4, 1, "swiglu of an extreme");
    }
  }

  private void swigluAgrees() {
    for (int size : SIZES) {
      float[] gate = floats(size + 4);
      float[] up = floats(size + 4);
      for (int i = 0; i < gate.length; i++) {
        gate[i] *= 10;
      }
      float[] before = gate.clone();
      kernels.swiglu(gate, up, 3, size);
      for (int i = 3; i < size + 3; i++) {
        double expected = before[i] / (1 + Math.exp(-before[i])) * up[i];
        close(gate[i], expected, 1, "swiglu " + size);
      }
      assertThat(gate[2]).isEqualTo(before[2]);
      assertThat(gate[size + 3]).isEqualTo(before[size + 3]);
    }
  }

  private void additionAgrees() {
    for (int size : SIZES) {
      float[] y = floats(size + 4);
      float[] x = floats(size + 4);
      float[] before = y.clone();
      kernels.addScaled(y, 3, x, 1, size, 0.3f);
      for (int i = 0; i < size; i++) {
        close(y[3 + i], before[3 + i] + 0.3f * (double) x[1 + i], 1, "addScaled " + size);
      }
      assertThat(y[2]).isEqualTo(before[2]);
      assertThat(y[size + 3]).isEqualTo(before[size + 3]);
    }
  }

  private PackedMatrix packed(TensorData tensor, Arena arena) {
    long bytes = PackedMatrix.packedBytes(tensor, kernels.panelRows());
    PackedMatrix matrix =
        PackedMatrix.reserve(tensor, kernels.panelRows(), arena.allocate(bytes, 64));
    matrix.pack(tensor, 0, matrix.panels());
    return matrix;
  }

  private TensorData tensor(BlockFormat format, int rows, int columns) {
    float[] values = floats(rows * columns);
    values[0] = 1e-6f; // a subnormal number in half precision
    return TensorData.of("weights", List.of((long) rows, (long) columns), values, format);
  }

  private float[] floats(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  private static void close(float actual, double expected, int size, String what) {
    double bound = 4e-6 * Math.max(1, Math.abs(expected)) * Math.sqrt(size + 4.0);
    if (!(Math.abs(actual - expected) <= bound)) {
      throw new AssertionError(what + ": " + actual + ", expected " + expected + " ± " + bound);
    }
  }
}
