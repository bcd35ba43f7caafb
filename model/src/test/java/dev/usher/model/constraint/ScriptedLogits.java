package dev.usher.model.constraint;

import java.util.ArrayList;
import java.util.List;

/// Scores from a list: the first row after the prompt, the next rows each after what was fed since.
/// Keeps what it was fed and how it was asked.
final class ScriptedLogits implements LogitsSource {
  final List<List<Integer>> fed = new ArrayList<>();
  final List<Integer> asked = new ArrayList<>();
  private final List<float[]> rows;
  private int row;

  ScriptedLogits(float[]... rows) {
    this.rows = List.of(rows);
  }

  @Override
  public void feed(int[] tokens, int from, int count) {
    List<Integer> batch = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      batch.add(tokens[i]);
    }
    fed.add(batch);
  }

  @Override
  public float[] logits() {
    asked.add(-1);
    return rows.get(row++);
  }

  @Override
  public void logits(int[] tokens, int count, float[] out) {
    asked.add(count);
    for (int i = 0; i < count; i++) {
      out[i] = rows.get(row)[tokens[i]];
    }
    row++;
  }
}
