package dev.usher.training.torch;

import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/// How a number of threads is shared out between the two [Sides] and the operations of each.
record Threads(int all) {
  /// Whether there is one for the other side.
  boolean twoSides() {
    return all > 1;
  }

  /// Lets each operation of libtorch take as many as there are, or as many as a side has.
  void use(boolean twoSides) {
    int each = twoSides ? all / 2 : all;
    torch.set_num_threads(each);
    openblas_nolapack.blas_set_num_threads(each);
  }
}
