package dev.usher.model.kernels;

/// The kernels in plain Java, written for the reader; what the vector kernels are held against.
final class ScalarKernels implements Kernels {
  private static final int PANEL = 8;

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public int panelRows() {
    return PANEL;
  }

  @Override
  public void multiply(
      PackedMatrix weights, int from, int to, Rows x, int xAt, Rows y, int count, float[] work) {
    for (int panel = from; panel < to; panel++) {
      unpack(weights, panel, work);
      multiplyPanel(work, 0, weights.columns(), x, xAt, y, panel * PANEL, count);
    }
  }

  @Override
  public void unpack(PackedMatrix weights, int panel, float[] target) {
    for (int lane = 0; lane < PANEL; lane++) {
      weights.decodeRow(panel * PANEL + lane, target, lane, PANEL);
    }
  }

  @Override
  public void multiplyPanel(
      float[] panel, int panelAt, int columns, Rows x, int xAt, Rows y, int yAt, int count) {
    for (int i = 0; i < count; i++) {
      int in = xAt + i * x.stride();
      int out = yAt + i * y.stride();
      multiplyOne(panel, panelAt, columns, x.data(), in, y.data(), out);
    }
  }

  private static void multiplyOne(
      float[] panel, int panelAt, int columns, float[] x, int in, float[] y, int out) {
    java.util.Arrays.fill(y, out, out + PANEL, 0);
    for (int j = 0; j < columns; j++) {
      int at = panelAt + j * PANEL;
      for (int lane = 0; lane < PANEL; lane++) {
        y[out + lane] += panel[at + lane] * x[in + j];
      }
    }
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
