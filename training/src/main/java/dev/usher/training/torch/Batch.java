package dev.usher.training.torch;

import dev.usher.training.Row;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// Rows as tensors: sequences padded on the right to the longest of them. Under a causal mask no
/// real position sees the padding, and no target stands on it, so it needs no mask of its own.
///
/// @param ids (B, T)
/// @param positions flat indices into `B·T` whose next token is a target (C)
/// @param targets the tokens that come next there (C)
/// @param targetRow the row that each target belongs to
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record Batch(
    int sequences, int length, Tensor ids, Tensor positions, Tensor targets, int[] targetRow) {

  /// Belongs to the scope around it.
  static Batch of(List<Row> rows) {
    int length = rows.stream().mapToInt(row -> row.ids().length).max().orElseThrow();
    int targetCount = rows.stream().mapToInt(row -> row.ids().length - row.promptLength()).sum();
    long[] ids = new long[rows.size() * length];
    long[] positions = new long[targetCount];
    long[] targets = new long[targetCount];
    int[] targetRow = new int[targetCount];
    int target = 0;
    for (int r = 0; r < rows.size(); r++) {
      Row row = rows.get(r);
      for (int t = 0; t < row.ids().length; t++) {
        ids[r * length + t] = row.ids()[t];
        if (t >= row.promptLength()) {
          positions[target] = (long) r * length + t - 1;
          targets[target] = row.ids()[t];
          targetRow[target++] = r;
        }
      }
    }
    return new Batch(
        rows.size(),
        length,
        Tensors.longs(ids, rows.size(), length),
        Tensors.longs(positions, targetCount),
        Tensors.longs(targets, targetCount),
        targetRow);
  }

  int targetCount() {
    return targetRow.length;
  }
}
