package dev.usher.model.kernels;

import static dev.usher.model.kernels.Lanes.COUNT;

import dev.usher.model.tensor.BlockFormat;
import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// Products of one vector with packed panels, decoded on the fly: two vectors of rows at a time.
///
/// Within a block of a quantised format the sum is over plain integers; the scale comes in once per
/// block, and the constant part (the minimum of q4_1, the -8 of q4_0) through the sum of the
/// block's inputs.
final class VectorProducts {
  private static final int PANEL = 2 * COUNT;
  private static final int BLOCK = 32;
  private static final int PAIRS = BLOCK / 2;

  private VectorProducts() {}

  /// `y = W x` for the panels from … to, exclusive.
  static void multiply(
      PackedMatrix weights, int from, int to, float[] x, int xAt, float[] y, float[] work) {
    BlockFormat format = weights.format();
    int blocks = weights.columns() / format.blockSize();
    if (format == BlockFormat.Q4_0 || format == BlockFormat.Q4_1) {
      sums(x, xAt, blocks, work);
    }
    for (int panel = from; panel < to; panel++) {
      MemorySegment data = weights.data();
      long at = weights.panelAt(panel);
      int out = panel * PANEL;
      switch (format) {
        case F32 -> f32(data, at, blocks, x, xAt, y, out);
        case F16 -> f16(data, at, blocks, x, xAt, y, out);
        case BF16 -> bf16(data, at, blocks, x, xAt, y, out);
        case Q8_0 -> q8(data, at, blocks, x, xAt, y, out);
        case Q4_0 -> q4(data, at, blocks, x, xAt, work, y, out);
        case Q4_1 -> q4WithMinimum(data, at, blocks, x, xAt, work, y, out);
      }
    }
  }

  /// Sums of the inputs of each block.
  private static void sums(float[] x, int xAt, int blocks, float[] sums) {
    for (int block = 0; block < blocks; block++) {
      float sum = 0;
      for (int j = 0; j < BLOCK; j++) {
        sum += x[xAt + block * BLOCK + j];
      }
      sums[block] = sum;
    }
  }

  private static void f32(
      MemorySegment data, long at, int columns, float[] x, int xAt, float[] y, int out) {
    FloatVector a0 = Lanes.zero();
    FloatVector a1 = Lanes.zero();
    for (int j = 0; j < columns; j++, at += 4L * PANEL) {
      FloatVector input = Lanes.all(x[xAt + j]);
      a0 = Lanes.floats(data, at).fma(input, a0);
      a1 = Lanes.floats(data, at + 4L * COUNT).fma(input, a1);
    }
    a0.intoArray(y, out);
    a1.intoArray(y, out + COUNT);
  }

  private static void f16(
      MemorySegment data, long at, int columns, float[] x, int xAt, float[] y, int out) {
    FloatVector a0 = Lanes.zero();
    FloatVector a1 = Lanes.zero();
    for (int j = 0; j < columns; j++, at += 2L * PANEL) {
      FloatVector input = Lanes.all(x[xAt + j]);
      a0 = Lanes.halves(data, at).fma(input, a0);
      a1 = Lanes.halves(data, at + 2L * COUNT).fma(input, a1);
    }
    a0.intoArray(y, out);
    a1.intoArray(y, out + COUNT);
  }

  private static void bf16(
      MemorySegment data, long at, int columns, float[] x, int xAt, float[] y, int out) {
    FloatVector a0 = Lanes.zero();
    FloatVector a1 = Lanes.zero();
    for (int j = 0; j < columns; j++, at += 2L * PANEL) {
      FloatVector input = Lanes.all(x[xAt + j]);
      a0 = Lanes.brains(data, at).fma(input, a0);
      a1 = Lanes.brains(data, at + 2L * COUNT).fma(input, a1);
    }
    a0.intoArray(y, out);
    a1.intoArray(y, out + COUNT);
  }

  private static void q8(
      MemorySegment data, long at, int blocks, float[] x, int xAt, float[] y, int out) {
    FloatVector s0 = Lanes.zero();
    FloatVector s1 = Lanes.zero();
    for (int block = 0; block < blocks; block++, at += (2L + BLOCK) * PANEL) {
      FloatVector a0 = Lanes.zero();
      FloatVector a1 = Lanes.zero();
      FloatVector b0 = Lanes.zero();
      FloatVector b1 = Lanes.zero();
      for (int j = 0; j < BLOCK; j += 2) {
        long bytes = at + (2L + j) * PANEL;
        FloatVector even = Lanes.all(x[xAt + j]);
        FloatVector odd = Lanes.all(x[xAt + j + 1]);
        a0 = Lanes.bytes(data, bytes).fma(even, a0);
        a1 = Lanes.bytes(data, bytes + COUNT).fma(even, a1);
        b0 = Lanes.bytes(data, bytes + PANEL).fma(odd, b0);
        b1 = Lanes.bytes(data, bytes + PANEL + COUNT).fma(odd, b1);
      }
      s0 = a0.add(b0).fma(Lanes.halves(data, at), s0);
      s1 = a1.add(b1).fma(Lanes.halves(data, at + PANEL), s1);
      xAt += BLOCK;
    }
    s0.intoArray(y, out);
    s1.intoArray(y, out + COUNT);
  }

  private static void q4(
      MemorySegment data,
      long at,
      int blocks,
      float[] x,
      int xAt,
      float[] sums,
      float[] y,
      int out) {
    FloatVector s0 = Lanes.zero();
    FloatVector s1 = Lanes.zero();
    for (int block = 0; block < blocks; block++, at += (2L + PAIRS) * PANEL) {
      FloatVector a0 = Lanes.all(-8 * sums[block]);
      FloatVector a1 = a0;
      FloatVector b0 = Lanes.zero();
      FloatVector b1 = b0;
      for (int j = 0; j < PAIRS; j++) {
        long bytes = at + (2L + j) * PANEL;
        FloatVector lower = Lanes.all(x[xAt + j]);
        FloatVector upper = Lanes.all(x[xAt + j + PAIRS]);
        IntVector p0 = Lanes.pairs(data, bytes);
        a0 = Lanes.low(p0).fma(lower, a0);
        b0 = Lanes.high(p0).fma(upper, b0);
        IntVector p1 = Lanes.pairs(data, bytes + COUNT);
        a1 = Lanes.low(p1).fma(lower, a1);
        b1 = Lanes.high(p1).fma(upper, b1);
      }
      s0 = a0.add(b0).fma(Lanes.halves(data, at), s0);
      s1 = a1.add(b1).fma(Lanes.halves(data, at + PANEL), s1);
      xAt += BLOCK;
    }
    s0.intoArray(y, out);
    s1.intoArray(y, out + COUNT);
  }

  private static void q4WithMinimum(
      MemorySegment data,
      long at,
      int blocks,
      float[] x,
      int xAt,
      float[] sums,
      float[] y,
      int out) {
    FloatVector s0 = Lanes.zero();
    FloatVector s1 = Lanes.zero();
    for (int block = 0; block < blocks; block++, at += (4L + PAIRS) * PANEL) {
      FloatVector a0 = Lanes.zero();
      FloatVector a1 = Lanes.zero();
      FloatVector b0 = Lanes.zero();
      FloatVector b1 = Lanes.zero();
      for (int j = 0; j < PAIRS; j++) {
        long bytes = at + (4L + j) * PANEL;
        FloatVector lower = Lanes.all(x[xAt + j]);
        FloatVector upper = Lanes.all(x[xAt + j + PAIRS]);
        IntVector p0 = Lanes.pairs(data, bytes);
        a0 = Lanes.low(p0).fma(lower, a0);
        b0 = Lanes.high(p0).fma(upper, b0);
        IntVector p1 = Lanes.pairs(data, bytes + COUNT);
        a1 = Lanes.low(p1).fma(lower, a1);
        b1 = Lanes.high(p1).fma(upper, b1);
      }
      FloatVector sum = Lanes.all(sums[block]);
      s0 = a0.add(b0).fma(Lanes.halves(data, at), s0);
      s1 = a1.add(b1).fma(Lanes.halves(data, at + PANEL), s1);
      s0 = Lanes.halves(data, at + 2L * PANEL).fma(sum, s0);
      s1 = Lanes.halves(data, at + 3L * PANEL).fma(sum, s1);
      xAt += BLOCK;
    }
    s0.intoArray(y, out);
    s1.intoArray(y, out + COUNT);
  }
}
