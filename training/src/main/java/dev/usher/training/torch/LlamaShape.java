package dev.usher.training.torch;

/// The sizes of a Llama model.
///
/// @param ropeFrequencies radians per position of each of the `headSize / 2` rotated pairs
@SuppressWarnings("ArrayRecordComponent") // carried, never compared
record LlamaShape(
    int layers,
    int hidden,
    int heads,
    int kvHeads,
    int headSize,
    int intermediate,
    int vocabulary,
    double epsilon,
    double[] ropeFrequencies) {

  int queryRows() {
    return heads * headSize;
  }

  int kvRows() {
    return kvHeads * headSize;
  }
}
