package dev.usher.model.llama;

import dev.usher.model.kernels.Kernels;
import dev.usher.model.kernels.PackedMatrix;
import dev.usher.model.kernels.Rows;

/// From hidden states to logits: all of them, or only some tokens'.
///
/// A token's row lies in a panel with its neighbours, so a masked head computes the panels that
/// hold the wanted rows. With a few dozen tokens of a vocabulary of ten thousands that is a small
/// part, and it needs no second copy of the embedding.
final class Head {
  private final PackedMatrix matrix; // (V, D)
  private final int panelRows;
  private final Kernels kernels;
  private final ThreadTeam team;
  private final float[][] work;
  private final Rows[] panels; // of each thread (1, P)
  private final Rows logits; // (1, V)
  private final ThreadTeam.Job fullJob = this::runFull;
  private final ThreadTeam.Job maskedJob = this::runMasked;

  // The call in progress.
  private Rows inputs; // (T, D)
  private Rows outputs; // (T, V)
  private int count; // T
  private int[] ids = {};
  private float[] chosen = {};

  Head(PackedMatrix matrix, Kernels kernels, ThreadTeam team) {
    this.matrix = matrix;
    this.panelRows = kernels.panelRows();
    this.kernels = kernels;
    this.team = team;
    this.work = new float[team.size()][matrix.workspace()];
    this.panels = new Rows[team.size()];
    for (int i = 0; i < panels.length; i++) {
      panels[i] = Rows.zeros(1, panelRows);
    }
    this.logits = Rows.zeros(1, matrix.panels() * panelRows);
    this.inputs = logits;
    this.outputs = logits;
  }

  /// All logits of one hidden state.
  ///
  /// @param hidden (1, D), normalised
  /// @param out receives V values
  void full(Rows hidden, float[] out) {
    full(hidden, 1, logits);
    System.arraycopy(logits.data(), 0, out, 0, matrix.rows());
  }

  /// All logits of several hidden states.
  ///
  /// @param hidden (T, D), normalised
  /// @param size T
  /// @param out receives T times V values from `at` on
  void full(Rows hidden, int size, float[] out, int at) {
    Rows padded = Rows.zeros(size, logits.stride());
    full(hidden, size, padded);
    for (int t = 0; t < size; t++) {
      int to = at + t * matrix.rows();
      System.arraycopy(padded.data(), t * padded.stride(), out, to, matrix.rows());
    }
  }

  private void full(Rows hidden, int size, Rows out) {
    inputs = hidden;
    count = size;
    outputs = out;
    team.run(fullJob);
  }

  private void runFull(int me) {
    int from = team.share(matrix.panels(), me);
    int to = team.share(matrix.panels(), me + 1);
    kernels.multiply(matrix, from, to, inputs, 0, outputs, count, work[me]);
  }

  /// Some logits of one hidden state.
  ///
  /// @param hidden (1, D), normalised
  /// @param tokens whose logits are wanted; fastest where they are sorted
  /// @param size how many
  /// @param out receives them, in the order of the tokens
  void masked(Rows hidden, int[] tokens, int size, float[] out) {
    inputs = hidden;
    ids = tokens;
    count = size;
    chosen = out;
    team.run(maskedJob);
  }

  private void runMasked(int me) {
    int to = team.share(count, me + 1);
    int known = -1;
    for (int i = team.share(count, me); i < to; i++) {
      int panel = ids[i] / panelRows;
      if (panel != known) {
        multiplyPanel(panel, me);
        known = panel;
      }
      chosen[i] = panels[me].data()[ids[i] % panelRows];
    }
  }

  private void multiplyPanel(int panel, int me) {
    kernels.unpack(matrix, panel, work[me]);
    kernels.multiplyPanel(work[me], 0, matrix.columns(), inputs, 0, panels[me], 0, 1);
  }
}
