package dev.usher.training.torch;

import java.util.Arrays;
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
  record Part(String name, int rows, int pair, @Nullable Tensor up) {}

  /// The outputs of the parts, each (N, rows), of an input (N, in) in the arithmetic's type.
  Tensor[] apply(Tensor input, ScalarType type, boolean training) {
    Tensor all = torch.linear(input, weight.to(type)); // (N, out)
    Tensor[] outputs =
        Tensors.split(all, 1, parts.stream().mapToLong(Part::rows).toArray()); // (N, rows) each
    if (lowRank != null) {
      addPairs(outputs, down(lowRank, input, type, training), type);
    }
    return outputs;
  }

  private Tensor[] down(Tensor stacked, Tensor input, ScalarType type, boolean training) {
    Tensor dropped = dropout > 0 && training ? torch.dropout(input, dropout, true) : input;
    Tensor all = torch.linear(dropped, stacked.to(type)); // (N, pairs·rank)
    long[] sizes = new long[Math.toIntExact(stacked.size(0) / rank)];
    Arrays.fill(sizes, rank);
    return Tensors.split(all, 1, sizes);
  }

  private void addPairs(Tensor[] outputs, Tensor[] down, ScalarType type) {
    for (int i = 0; i < outputs.length; i++) {
      Part part = parts.get(i);
      if (part.up() != null) {
        outputs[i] =
            torch.addmm(
                outputs[i],
                down[part.pair()],
                part.up().to(type).t(),
                new Scalar(1.0),
                new Scalar(scale));
      }
    }
  }
}
