/// The trainer that runs in the child JVM: the Llama graph on libtorch, its optimiser and its
/// checkpoints. Nothing outside this package touches libtorch.
///
/// Shapes in comments: `B` sequences, `T` positions, `N = B·T`, `H` hidden, `D` head size, `C`
/// target positions, `V` vocabulary.
@NullMarked
package dev.usher.training.torch;

import org.jspecify.annotations.NullMarked;
