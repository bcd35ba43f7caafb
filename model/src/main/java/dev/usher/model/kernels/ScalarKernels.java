package dev.usher.model.kernels;

/// The kernels in plain Java, written for the reader. A panel is one row: there are no lanes.
final class ScalarKernels implements Kernels {
  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public int panelRows() {
    return 1;
  }

  @Override
  public void multiply(
      PackedMatrix weights, int from, int to, Rows x, int xAt, Rows y, int count, float[] work) {
    for (int row = from; row < to; row++) {
      unpack(weights, row, work);
      multiplyPanel(work, 0, weights.columns(), x, xAt, y, row, count);
    }
  }

  @Override
  public void unpack(PackedMatrix weights, int panel, float[] target) {
    weights.format().decode(weights.data(), weights.panelAt(panel), target, 0, weights.columns());
  }

  @Override
  public void multiplyPanel(
      float[] panel, int panelAt, int columns, Rows x, int xAt, Rows y, int yAt, int count) {
    for (int i = 0; i < count; i++) {
      y.data()[yAt + i * y.stride()] = dot(panel, panelAt, x.data(), xAt + i * x.stride(), columns);
    }
  }

  /// Four sums, because each addition has to wait for the last one to its sum.
  private static float dot(float[] a, int aAt, float[] b, int bAt, int count) {
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    int i = 0;
    for (; i < count - 3; i += 4) {
      sum0 += a[aAt + i] * b[bAt + i];
      sum1 += a[aAt + i + 1] * b[bAt + i + 1];
      sum2 += a[aAt + i + 2] * b[bAt + i + 2];
      sum3 += a[aAt + i + 3] * b[bAt + i + 3];
    }
    for (; i < count; i++) {
      sum0 += a[aAt + i] * b[bAt + i];
    }
    return sum0 + sum1 + (sum2 + sum3);
  }

  @Override
  public void normalize(float[] x, int xAt, float[] weight, float epsilon, float[] y, int yAt) {
    double squares = 0;
    for (int i = 0; i < weight.length; i++) {
      squares += (double) x[xAt + i] * x[xAt + i];
    }
    float inverse = (float) (1 / Math.sqrt(squares / weight.length + epsilon));
    for (int i = 0; i < weight.length; i++) {
      y[yAt + i] = x[xAt + i] * inverse * weight[i];
    }
  }

  @Override
  public void softmax(float[] scores, int at, int count, float scale) {
    float largest = Float.NEGATIVE_INFINITY;
    for (int i = at; i < at + count; i++) {
      largest = Math.max(largest, scores[i]);
    }
    double sum = 0;
    for (int i = at; i < at + count; i++) {
      scores[i] = (float) Math.exp(scale * (scores[i] - largest));
      sum += scores[i];
    }
    float inverse = (float) (1 / sum);
    for (int i = at; i < at + count; i++) {
      scores[i] *= inverse;
    }
  }

  @Override
  public void swiglu(float[] gate, float[] up, int at, int count) {
    for (int i = at; i < at + count; i++) {
      gate[i] = (float) (gate[i] / (1 + Math.exp(-gate[i]))) * up[i];
    }
  }

  @Override
  public void addScaled(float[] y, int yAt, float[] x, int xAt, int count, float scale) {
    for (int i = 0; i < count; i++) {
      y[yAt + i] += scale * x[xAt + i];
    }
  }
}
