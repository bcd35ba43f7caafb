package dev.usher.training.torch;

import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/// One or more linear maps of one input, their rows stacked so that one matrix product computes
/// them all; each part may have a low-rank pair beside it.
///
/// @param weight (out, in); trained 32-bit values, or frozen ones in the arithmetic's type
/// @param parts the stacked maps, in row order
/// @param lowRank the down-projections of all pairs, stacked (pairs·rank, in), or null without
///   pairs
record Projection(
    Tensor weight,
    List<Part> parts,
    @Nullable Tensor lowRank,
    int rank,
    double scale,
    double dropout) {

  /// One of the stacked maps.
  ///
  /// @param name by the Hugging Face library, such as `self_attn.q_proj`
  /// @param pair index of its low-rank pair among those of the projection, -1 for none
  /// @param up the pair's up-projection (rows, rank), or null for none
  record Part(String name, int firstRow, int rows, int pair, @Nullable Tensor up) {}

  /// The outputs of the parts, each (N, rows), of an input (N, in) in the arithmetic's type.
  Tensor[] apply(Tensor input, ScalarType type, boolean training) {
    Tensor all = torch.linear(input, weight.to(type)); // (N, out)
    Tensor down = lowRank == null ? null : down(lowRank, input, type, training);
    return parts.stream().map(part -> output(part, all, down, type)).toArray(Tensor[]::new);
  }

  private Tensor down(Tensor stacked, Tensor input, ScalarType type, boolean training) {
    Tensor dropped = dropout > 0 && training ? torch.dropout(input, dropout, true) : input;
    return torch.linear(dropped, stacked.to(type)); // (N, pairs·rank)
  }

  private Tensor output(Part part, Tensor all, @Nullable Tensor down, ScalarType type) {
    Tensor rows = parts.size() == 1 ? all : all.narrow(1, part.firstRow(), part.rows());
    if (down == null || part.up() == null) {
      return rows;
    }
    Tensor narrow = down.narrow(1, (long) part.pair() * rank, rank);
    return torch.addmm(rows, narrow, part.up().to(type).t(), new Scalar(1.0), new Scalar(scale));
  }
}
