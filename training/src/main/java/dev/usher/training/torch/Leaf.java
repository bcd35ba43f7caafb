package dev.usher.training.torch;

import org.bytedeco.pytorch.Tensor;

/// A tensor that is trained: 32-bit master values that require a gradient.
///
/// @param name what errors and checkpoints call it
record Leaf(String name, Tensor value) {
  static Leaf of(String name, float[] values, long... shape) {
    Tensor tensor = Tensors.kept(values, org.bytedeco.pytorch.global.torch.ScalarType.Float, shape);
    return new Leaf(name, tensor.set_requires_grad(true));
  }
}
