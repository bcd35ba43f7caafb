package dev.usher.model.kernels;

import static dev.usher.model.kernels.Lanes.COUNT;
import static dev.usher.model.kernels.Lanes.FLOATS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/// The kernels on `jdk.incubator.vector`; a panel is two vectors wide.
final class VectorKernels implements Kernels {
  private static final int PANEL = 2 * COUNT;

  /// Whether this machine's vectors have a width that the kernels know.
  static boolean supported() {
    return FloatVector.SPECIES_PREFERRED.vectorBitSize() >= 128;
  }

  @Override
  public String name() {
    return "vector " + FLOATS.vectorBitSize();
  }

  @Override
  public int panelRows() {
    return PANEL;
  }

  @Override
  public void multiply(
      PackedMatrix weights, int from, int to, Rows x, int xAt, Rows y, int count, float[] work) {
    if (count == 1) {
      VectorProducts.multiply(weights, from, to, x.data(), xAt, y.data(), work);
      return;
    }
    for (int panel = from; panel < to; panel++) {
      VectorUnpack.unpack(weights, panel, work);
      multiplyPanel(work, 0, weights.columns(), x, xAt, y, panel * PANEL, count);
    }
  }

  @Override
  public void unpack(PackedMatrix weights, int panel, float[] target) {
    VectorUnpack.unpack(weights, panel, target);
  }

  @Override
  public void multiplyPanel(
      float[] panel, int panelAt, int columns, Rows x, int xAt, Rows y, int yAt, int count) {
    if (count == 1) {
      one(panel, panelAt, columns, x.data(), xAt, y.data(), yAt);
      return;
    }
    for (int i = 0; i < count; i += 4) {
      int rows = Math.min(4, count - i);
      four(panel, panelAt, columns, x, xAt + i * x.stride(), y, yAt + i * y.stride(), rows);
    }
  }

  private static void one(
      float[] panel, int at, int columns, float[] x, int xAt, float[] y, int yAt) {
    FloatVector a0 = Lanes.zero();
    FloatVector a1 = Lanes.zero();
    for (int j = 0; j < columns; j++, at += PANEL) {
      FloatVector input = Lanes.all(x[xAt + j]);
      a0 = FloatVector.fromArray(FLOATS, panel, at).fma(input, a0);
      a1 = FloatVector.fromArray(FLOATS, panel, at + COUNT).fma(input, a1);
    }
    a0.intoArray(y, yAt);
    a1.intoArray(y, yAt + COUNT);
  }

  /// Up to four inputs at once, so that each weight is loaded once for four products. Where there
  /// are fewer, the last input is computed, and its output written, more than once.
  private static void four(
      float[] panel, int at, int columns, Rows in, int xAt, Rows out, int yAt, int rows) {
    float[] x = in.data();
    int x1 = xAt + Math.min(1, rows - 1) * in.stride();
    int x2 = xAt + Math.min(2, rows - 1) * in.stride();
    int x3 = xAt + Math.min(3, rows - 1) * in.stride();
    FloatVector a0 = Lanes.zero();
    FloatVector a1 = a0;
    FloatVector a2 = a0;
    FloatVector a3 = a0;
    FloatVector b0 = a0;
    FloatVector b1 = a0;
    FloatVector b2 = a0;
    FloatVector b3 = a0;
    for (int j = 0; j < columns; j++, at += PANEL) {
      FloatVector a = FloatVector.fromArray(FLOATS, panel, at);
      FloatVector b = FloatVector.fromArray(FLOATS, panel, at + COUNT);
      FloatVector input = Lanes.all(x[xAt + j]);
      a0 = a.fma(input, a0);
      b0 = b.fma(input, b0);
      input = Lanes.all(x[x1 + j]);
      a1 = a.fma(input, a1);
      b1 = b.fma(input, b1);
      input = Lanes.all(x[x2 + j]);
      a2 = a.fma(input, a2);
      b2 = b.fma(input, b2);
      input = Lanes.all(x[x3 + j]);
      a3 = a.fma(input, a3);
      b3 = b.fma(input, b3);
    }
    store(a0, b0, out, yAt);
    store(a1, b1, out, yAt + Math.min(1, rows - 1) * out.stride());
    store(a2, b2, out, yAt + Math.min(2, rows - 1) * out.stride());
    store(a3, b3, out, yAt + Math.min(3, rows - 1) * out.stride());
  }

  private static void store(FloatVector a, FloatVector b, Rows out, int at) {
    a.intoArray(out.data(), at);
    b.intoArray(out.data(), at + COUNT);
  }

  @Override
  public void normalize(float[] x, int xAt, float[] weight, float epsilon, float[] y, int yAt) {
    int size = weight.length;
    int whole = FLOATS.loopBound(size);
    float inverse = (float) (1 / Math.sqrt(squares(x, xAt, size) / size + epsilon));
    for (int i = 0; i < whole; i += COUNT) {
      FloatVector.fromArray(FLOATS, x, xAt + i)
          .mul(inverse)
          .mul(FloatVector.fromArray(FLOATS, weight, i))
          .intoArray(y, yAt + i);
    }
    for (int i = whole; i < size; i++) {
      y[yAt + i] = x[xAt + i] * inverse * weight[i];
    }
  }

  private static double squares(float[] x, int at, int size) {
    int whole = FLOATS.loopBound(size);
    FloatVector squares = Lanes.zero();
    for (int i = 0; i < whole; i += COUNT) {
      FloatVector value = FloatVector.fromArray(FLOATS, x, at + i);
      squares = value.fma(value, squares);
    }
    double sum = Lanes.sum(squares);
    for (int i = whole; i < size; i++) {
      sum += (double) x[at + i] * x[at + i];
    }
    return sum;
  }

  @Override
  public void softmax(float[] scores, int at, int count, float scale) {
    float largest = largest(scores, at, count);
    float inverse = 1 / exponentials(scores, at, count, scale, largest);
    int whole = FLOATS.loopBound(count);
    for (int i = at; i < at + whole; i += COUNT) {
      FloatVector.fromArray(FLOATS, scores, i).mul(inverse).intoArray(scores, i);
    }
    for (int i = at + whole; i < at + count; i++) {
      scores[i] *= inverse;
    }
  }

  private static float largest(float[] scores, int at, int count) {
    int whole = FLOATS.loopBound(count);
    FloatVector largest = Lanes.all(Float.NEGATIVE_INFINITY);
    for (int i = at; i < at + whole; i += COUNT) {
      largest = largest.max(FloatVector.fromArray(FLOATS, scores, i));
    }
    float result = largest.reduceLanes(VectorOperators.MAX);
    for (int i = at + whole; i < at + count; i++) {
      result = Math.max(result, scores[i]);
    }
    return result;
  }

  /// Replaces scores by their exponentials and gives the sum of these.
  private static float exponentials(float[] scores, int at, int count, float scale, float largest) {
    int whole = FLOATS.loopBound(count);
    FloatVector sums = Lanes.zero();
    for (int i = at; i < at + whole; i += COUNT) {
      FloatVector score = FloatVector.fromArray(FLOATS, scores, i).sub(largest).mul(scale);
      FloatVector power = Lanes.exp(score);
      power.intoArray(scores, i);
      sums = sums.add(power);
    }
    float sum = Lanes.sum(sums);
    for (int i = at + whole; i < at + count; i++) {
      scores[i] = (float) Math.exp(scale * (scores[i] - largest));
      sum += scores[i];
    }
    return sum;
  }

  @Override
  public void swiglu(float[] gate, float[] up, int at, int count) {
    int whole = FLOATS.loopBound(count);
    for (int i = at; i < at + whole; i += COUNT) {
      FloatVector value = FloatVector.fromArray(FLOATS, gate, i);
      FloatVector factor = FloatVector.fromArray(FLOATS, up, i);
      value.mul(factor).div(Lanes.exp(value.neg()).add(1)).intoArray(gate, i);
    }
    for (int i = at + whole; i < at + count; i++) {
      gate[i] = (float) (gate[i] / (1 + Math.exp(-gate[i]))) * up[i];
    }
  }

  @Override
  public void addScaled(float[] y, int yAt, float[] x, int xAt, int count, float scale) {
    int whole = FLOATS.loopBound(count);
    for (int i = 0; i < whole; i += COUNT) {
      FloatVector.fromArray(FLOATS, x, xAt + i)
          .fma(Lanes.all(scale), FloatVector.fromArray(FLOATS, y, yAt + i))
          .intoArray(y, yAt + i);
    }
    for (int i = whole; i < count; i++) {
      y[yAt + i] += scale * x[xAt + i];
    }
  }
}
