package dev.usher.training.torch;

import dev.usher.model.llama.LlamaConfig;
import java.util.List;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// The forward pass of Llama (Touvron et al. 2023) as a graph that libtorch differentiates.
///
/// The residual stream is in 32 bits, matrix products are in the arithmetic's type. Attention is
/// two batched products and a softmax with the query heads of one key-value head stacked as rows:
/// on a CPU this is faster than libtorch's fused attention. Logits are computed where a target
/// stands, nowhere else.
final class LlamaGraph {
  private final LlamaConfig config;
  private final ScalarType type;
  private final Weights weights;
  private final RotaryTables rotary;
  private final DoubleOptional epsilon;

  /// The tensors of the model; trained ones are 32-bit leaves, frozen ones are in the arithmetic's
  /// type but for the norms.
  ///
  /// @param embedding (V, H)
  /// @param head (V, H), the embedding itself where the two are tied
  record Weights(Tensor embedding, Tensor head, Tensor norm, List<Layer> layers) {}

  /// One block.
  record Layer(
      Tensor attentionNorm,
      Projection queryKeyValue,
      Projection output,
      Tensor feedForwardNorm,
      Projection gateUp,
      Projection down) {}

  LlamaGraph(LlamaConfig config, ScalarType type, Weights weights) {
    this.config = config;
    this.type = type;
    this.weights = weights;
    this.rotary = new RotaryTables(config, type);
    this.epsilon = new DoubleOptional(config.epsilon());
  }

  /// Logits (C, V) in 32 bits at the positions of the batch that precede a target.
  Tensor logits(Batch batch) {
    return head(states(hidden(batch, false), batch));
  }

  /// What the head reads (C, H), in the arithmetic's type, at the positions of the batch that
  /// precede a target.
  ///
  /// @param hidden (N, H), what leaves the last block
  Tensor states(Tensor hidden, Batch batch) {
    return norm(hidden.index_select(0, batch.positions()), weights.norm());
  }

  /// The matrix (V, H) that makes logits of states.
  Tensor head() {
    return weights.head();
  }

  /// Logits (N, V) in 32 bits at every position, padding included.
  Tensor allLogits(Batch batch) {
    return head(norm(hidden(batch, false), weights.norm()));
  }

  private Tensor head(Tensor states) {
    return torch.linear(states, weights.head().to(type)).to(ScalarType.Float);
  }

  /// What leaves the last block (N, H), in 32 bits.
  Tensor hidden(Batch batch, boolean training) {
    Tensor x = embed(batch);
    for (int i = 0; i < blocks(); i++) {
      int index = i;
      Tensor input = x;
      x = Tensors.alone(() -> block(index, input, batch, training)); // the graph holds the rest
    }
    return x;
  }

  /// What enters the first block (N, H), in 32 bits.
  Tensor embed(Batch batch) {
    long positions = (long) batch.sequences() * batch.length();
    Tensor x = torch.embedding(weights.embedding(), batch.ids()).to(ScalarType.Float);
    return x.view(positions, config.hidden());
  }

  int blocks() {
    return weights.layers().size();
  }

  /// A block's output (N, H) for its input (N, H).
  Tensor block(int index, Tensor x, Batch batch, boolean training) {
    Layer layer = weights.layers().get(index);
    Tensor normed = norm(x, layer.attentionNorm()); // (N, H)
    Tensor[] qkv = layer.queryKeyValue().apply(normed, type, training);
    Tensor attended = attention(qkv[0], qkv[1], qkv[2], batch); // (N, heads·D)
    Tensor middle = x.add(layer.output().apply(attended, type, training)[0]); // (N, H)
    Tensor normedMiddle = norm(middle, layer.feedForwardNorm());
    Tensor[] gateUp = layer.gateUp().apply(normedMiddle, type, training); // 2 × (N, F)
    Tensor active = torch.silu(gateUp[0]).mul(gateUp[1]); // (N, F)
    return middle.add(layer.down().apply(active, type, training)[0]);
  }

  private Tensor norm(Tensor x, Tensor weight) {
    Tensor normed =
        torch.rms_norm(x, new long[] {config.hidden()}, new TensorOptional(weight), epsilon);
    return normed.to(type);
  }

  /// Causal grouped-query attention of (N, heads·D), (N, kvHeads·D) and (N, kvHeads·D).
  private Tensor attention(Tensor query, Tensor key, Tensor value, Batch batch) {
    long b = batch.sequences();
    long t = batch.length();
    long d = config.headSize();
    long kv = config.keyValueHeads();
    long group = config.heads() / kv;
    Tensor joined = torch.cat(new TensorVector(query, key), 1).view(b, t, config.heads() + kv, d);
    Tensor rotated = rotary.rotate(joined).transpose(1, 2); // (B, heads + kvHeads, T, D)
    Tensor[] heads = Tensors.split(rotated, 1, config.heads(), kv);
    Tensor q = heads[0].reshape(b * kv, group * t, d);
    Tensor k = heads[1].reshape(b * kv, t, d);
    Tensor v = value.view(b, t, kv, d).transpose(1, 2).reshape(b * kv, t, d);
    Tensor mask = rotary.causalMask((int) t, (int) group); // (1, group·T, T)
    Tensor scores =
        torch.baddbmm(
            mask, q, k.transpose(1, 2), new Scalar(1.0), new Scalar(1 / Math.sqrt((double) d)));
    Tensor mixed = torch.bmm(torch.softmax(scores, -1), v); // (B·kvHeads, group·T, D)
    return mixed.view(b, config.heads(), t, d).transpose(1, 2).reshape(b * t, config.heads() * d);
  }
}
