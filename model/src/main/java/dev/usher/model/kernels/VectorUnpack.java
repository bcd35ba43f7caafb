package dev.usher.model.kernels;

import static dev.usher.model.kernels.Lanes.COUNT;

import java.lang.foreign.MemorySegment;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/// Decodes packed panels to floats, column by column.
final class VectorUnpack {
  private static final int PANEL = 2 * COUNT;
  private static final int BLOCK = 32;
  private static final int PAIRS = BLOCK / 2;

  private VectorUnpack() {}

  /// Decodes one panel into (columns, PANEL) floats.
  static void unpack(PackedMatrix weights, int panel, float[] target) {
    MemorySegment data = weights.data();
    long at = weights.panelAt(panel);
    int columns = weights.columns();
    switch (weights.format()) {
      case F32 -> f32(data, at, columns, target);
      case F16 -> f16(data, at, columns, target);
      case BF16 -> bf16(data, at, columns, target);
      case Q8_0 -> q8(data, at, columns / BLOCK, target);
      case Q4_0 -> {
        q4(data, at, columns / BLOCK, target, 0);
        q4(data, at, columns / BLOCK, target, COUNT);
      }
      case Q4_1 -> {
        q4WithMinimum(data, at, columns / BLOCK, target, 0);
        q4WithMinimum(data, at, columns / BLOCK, target, COUNT);
      }
    }
  }

  private static void f32(MemorySegment data, long at, int columns, float[] target) {
    for (int i = 0; i < columns * PANEL; i += COUNT) {
      Lanes.floats(data, at + 4L * i).intoArray(target, i);
    }
  }

  private static void f16(MemorySegment data, long at, int columns, float[] target) {
    for (int i = 0; i < columns * PANEL; i += COUNT) {
      Lanes.halves(data, at + 2L * i).intoArray(target, i);
    }
  }

  private static void bf16(MemorySegment data, long at, int columns, float[] target) {
    for (int i = 0; i < columns * PANEL; i += COUNT) {
      Lanes.brains(data, at + 2L * i).intoArray(target, i);
    }
  }

  private static void q8(MemorySegment data, long at, int blocks, float[] target) {
    int to = 0;
    for (int block = 0; block < blocks; block++, at += (2L + BLOCK) * PANEL) {
      FloatVector scale0 = Lanes.halves(data, at);
      FloatVector scale1 = Lanes.halves(data, at + PANEL);
      for (int j = 0; j < BLOCK; j++, to += PANEL) {
        long bytes = at + (2L + j) * PANEL;
        Lanes.bytes(data, bytes).mul(scale0).intoArray(target, to);
        Lanes.bytes(data, bytes + COUNT).mul(scale1).intoArray(target, to + COUNT);
      }
    }
  }

  /// Decodes the rows of one vector of a panel; `half` is 0 for the first, COUNT for the second.
  private static void q4(MemorySegment data, long at, int blocks, float[] target, int half) {
    int to = half;
    for (int block = 0; block < blocks; block++, at += (2L + PAIRS) * PANEL) {
      FloatVector scale = Lanes.halves(data, at + 2L * half);
      FloatVector minimum = scale.mul(-8);
      for (int j = 0; j < PAIRS; j++, to += PANEL) {
        IntVector pairs = Lanes.pairs(data, at + (2L + j) * PANEL + half);
        Lanes.low(pairs).fma(scale, minimum).intoArray(target, to);
        Lanes.high(pairs).fma(scale, minimum).intoArray(target, to + PAIRS * PANEL);
      }
      to += PAIRS * PANEL;
    }
  }

  private static void q4WithMinimum(
      MemorySegment data, long at, int blocks, float[] target, int half) {
    int to = half;
    for (int block = 0; block < blocks; block++, at += (4L + PAIRS) * PANEL) {
      FloatVector scale = Lanes.halves(data, at + 2L * half);
      FloatVector minimum = Lanes.halves(data, at + 2L * PANEL + 2L * half);
      for (int j = 0; j < PAIRS; j++, to += PANEL) {
        IntVector pairs = Lanes.pairs(data, at + (4L + j) * PANEL + half);
        Lanes.low(pairs).fma(scale, minimum).intoArray(target, to);
        Lanes.high(pairs).fma(scale, minimum).intoArray(target, to + PAIRS * PANEL);
      }
      to += PAIRS * PANEL;
    }
  }
}
