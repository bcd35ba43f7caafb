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
      case Q4_0 -> q4(data, at, columns / BLOCK, target);
      case Q4_1 -> q4WithMinimum(data, at, columns / BLOCK, target);
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

  private static void q4(MemorySegment data, long at, int blocks, float[] target) {
    for (int block = 0; block < blocks; block++, at += (2L + PAIRS) * PANEL) {
      FloatVector scale0 = Lanes.halves(data, at);
      FloatVector scale1 = Lanes.halves(data, at + PANEL);
      int to = block * BLOCK * PANEL;
      nibbles(data, at + 2L * PANEL, scale0, scale0.mul(-8), target, to);
      nibbles(data, at + 2L * PANEL + COUNT, scale1, scale1.mul(-8), target, to + COUNT);
    }
  }

  private static void q4WithMinimum(MemorySegment data, long at, int blocks, float[] target) {
    for (int block = 0; block < blocks; block++, at += (4L + PAIRS) * PANEL) {
      FloatVector scale0 = Lanes.halves(data, at);
      FloatVector scale1 = Lanes.halves(data, at + PANEL);
      FloatVector minimum0 = Lanes.halves(data, at + 2L * PANEL);
      FloatVector minimum1 = Lanes.halves(data, at + 3L * PANEL);
      int to = block * BLOCK * PANEL;
      nibbles(data, at + 4L * PANEL, scale0, minimum0, target, to);
      nibbles(data, at + 4L * PANEL + COUNT, scale1, minimum1, target, to + COUNT);
    }
  }

  private static void nibbles(
      MemorySegment data,
      long bytes,
      FloatVector scale,
      FloatVector minimum,
      float[] target,
      int to) {
    for (int j = 0; j < PAIRS; j++) {
      IntVector pairs = Lanes.pairs(data, bytes + (long) j * PANEL);
      Lanes.low(pairs).fma(scale, minimum).intoArray(target, to + j * PANEL);
      Lanes.high(pairs).fma(scale, minimum).intoArray(target, to + (j + PAIRS) * PANEL);
    }
  }
}
