package dev.usher.model.llama;

import dev.usher.model.adapter.LoraAdapter;
import dev.usher.model.adapter.LoraAdapter.Factors;
import dev.usher.model.adapter.LoraAdapter.Target;
import dev.usher.model.adapter.Projection;
import dev.usher.model.kernels.PackedMatrix;
import dev.usher.model.kernels.Rows;
import dev.usher.model.tensor.BlockFormat;
import dev.usher.model.tensor.TensorData;
import dev.usher.tools.UsherException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An adapter packed for one model. The A matrices of projections that read the same input are
/// stacked into one, so that the input is read once: a layer's query, key and value factors give
/// one vector of as many values as their ranks together.
final class PackedAdapter {
  /// No adapter.
  static final PackedAdapter NONE = new PackedAdapter();

  /// The B matrix of a projection.
  ///
  /// @param b (out, rank)
  /// @param offset of its `rank` values in the stacked product A x
  /// @param scale of the product
  record Factor(PackedMatrix b, int offset, float scale) {}

  private static final class Layer {
    final Map<Projection.Input, PackedMatrix> stacked = new EnumMap<>(Projection.Input.class);
    final Map<Projection, Factor> factors = new EnumMap<>(Projection.class);
  }

  private final List<Layer> layers = new ArrayList<>();
  private Rows low = Rows.zeros(0, 0);

  private PackedAdapter() {}

  /// Packs an adapter, in memory that is freed when nobody uses it any more.
  ///
  /// @throws UsherException if it does not fit the model
  static PackedAdapter of(LoraAdapter adapter, LlamaConfig config, int panelRows, int batch) {
    adapter.factors().forEach((target, factors) -> check(adapter, config, target, factors));
    LoraAdapter ordered =
        adapter.ordered(LoraAdapter.RowOrder.GGUF, config.heads(), config.keyValueHeads());
    PackedAdapter packed = new PackedAdapter();
    int widest = 0;
    for (int i = 0; i < config.layers(); i++) {
      Layer layer = new Layer();
      packed.layers.add(layer);
      for (Projection.Input input : Projection.Input.values()) {
        widest = Math.max(widest, stack(layer, ordered, i, input, panelRows));
      }
    }
    packed.low = Rows.zeros(batch, KvCache.roundUp(widest, panelRows));
    return packed;
  }

  private static void check(
      LoraAdapter adapter, LlamaConfig config, Target target, Factors factors) {
    if (target.layer() >= config.layers()) {
      throw new UsherException(
          adapter.name(),
          "changes layer "
              + target.layer()
              + ", but the base model has "
              + config.layers()
              + " layers; use it with the base it was trained for");
    }
    int inputs = LlamaTensors.inputs(config, target.projection());
    int outputs = LlamaTensors.outputs(config, target.projection());
    if (factors.rank() > inputs) {
      throw new UsherException(
          adapter.name(),
          "tensor '" + factors.a().name() + "' has a rank above its " + inputs + " inputs");
    }
    check(adapter, factors.a(), List.of((long) factors.rank(), (long) inputs));
    check(adapter, factors.b(), List.of((long) outputs, (long) factors.rank()));
  }

  private static void check(LoraAdapter adapter, TensorData tensor, List<Long> expected) {
    if (!tensor.shape().equals(expected)) {
      throw new UsherException(
          adapter.name(),
          "tensor '"
              + tensor.name()
              + "' has the shape "
              + tensor.shape()
              + ", but the base model needs "
              + expected
              + "; use it with the base it was trained for");
    }
  }

  /// Packs the factors of all projections with one input; gives the sum of their ranks.
  private static int stack(
      Layer layer, LoraAdapter adapter, int index, Projection.Input input, int panelRows) {
    List<TensorData> stacked = new ArrayList<>();
    int offset = 0;
    for (Projection projection : Projection.values()) {
      Factors factors = adapter.factors().get(new Target(index, projection));
      if (projection.input() == input && factors != null) {
        PackedMatrix b = packed(factors.b(), panelRows);
        layer.factors.put(projection, new Factor(b, offset, factors.scale()));
        stacked.add(factors.a());
        offset += factors.rank();
      }
    }
    if (!stacked.isEmpty()) {
      layer.stacked.put(input, packed(concatenated(stacked, offset), panelRows));
    }
    return offset;
  }

  private static TensorData concatenated(List<TensorData> matrices, int rows) {
    TensorData first = matrices.getFirst();
    int columns = Math.toIntExact(first.shape().getLast());
    float[] values = new float[Math.multiplyExact(rows, columns)];
    int at = 0;
    boolean same = true;
    for (TensorData matrix : matrices) {
      float[] part = matrix.toFloats();
      System.arraycopy(part, 0, values, at, part.length);
      at += part.length;
      same &= matrix.format() == first.format();
    }
    BlockFormat format = same && first.format().blockSize() == 1 ? first.format() : BlockFormat.F32;
    return TensorData.of(first.name(), List.of((long) rows, (long) columns), values, format);
  }

  private static PackedMatrix packed(TensorData tensor, int panelRows) {
    long bytes = PackedMatrix.packedBytes(tensor, panelRows);
    PackedMatrix matrix =
        PackedMatrix.reserve(tensor, panelRows, Arena.ofAuto().allocate(bytes, 64));
    matrix.pack(tensor, 0, matrix.panels());
    return matrix;
  }

  /// The stacked A matrices of a layer's projections with this input, (ranks, in).
  @Nullable PackedMatrix stacked(int layer, Projection.Input input) {
    return layers.isEmpty() ? null : layers.get(layer).stacked.get(input);
  }

  /// The B matrix of a projection.
  @Nullable Factor factor(int layer, Projection projection) {
    return layers.isEmpty() ? null : layers.get(layer).factors.get(projection);
  }

  /// Room for the products A x of a batch, (T, ranks).
  Rows low() {
    return low;
  }
}
