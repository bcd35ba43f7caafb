package dev.usher.model.llama;

import dev.usher.model.adapter.Projection;
import dev.usher.model.kernels.PackedMatrix;
import dev.usher.model.tensor.TensorData;
import dev.usher.tools.UsherException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// The weights of a model, repacked once into one stretch of memory; the only copy of them.
///
/// @param embedding (V, D)
/// @param layers in order
/// @param outputNorm (D)
/// @param head (V, D); the embedding itself where the two are tied
@SuppressWarnings("ArrayRecordComponent") // weights are never compared
record LlamaWeights(
    PackedMatrix embedding, List<Layer> layers, float[] outputNorm, PackedMatrix head) {

  /// A block's weights.
  ///
  /// @param attentionNorm (D)
  /// @param projections (out, in) each
  /// @param feedForwardNorm (D)
  @SuppressWarnings("ArrayRecordComponent") // weights are never compared
  record Layer(
      float[] attentionNorm, Map<Projection, PackedMatrix> projections, float[] feedForwardNorm) {
    PackedMatrix projection(Projection projection) {
      PackedMatrix matrix = projections.get(projection);
      if (matrix == null) {
        throw new IllegalStateException("no " + projection);
      }
      return matrix;
    }
  }

  static LlamaWeights pack(LlamaTensors tensors, int panelRows, ThreadTeam team, Arena arena) {
    return new Packer(tensors, panelRows, arena).pack(team);
  }

  /// Sets room aside for all matrices, then fills it with all threads.
  private static final class Packer {
    private final LlamaTensors tensors;
    private final int panelRows;
    private final MemorySegment memory;
    private final List<TensorData> sources = new ArrayList<>();
    private final List<PackedMatrix> matrices = new ArrayList<>();
    private long used;

    Packer(LlamaTensors tensors, int panelRows, Arena arena) {
      this.tensors = tensors;
      this.panelRows = panelRows;
      this.memory = WeightMemory.allocate(arena, matrixBytes());
    }

    private long matrixBytes() {
      long bytes = 0;
      for (String name : matrixNames()) {
        bytes = Math.addExact(bytes, PackedMatrix.packedBytes(tensors.get(name), panelRows));
      }
      return bytes;
    }

    private List<String> matrixNames() {
      List<String> names = new ArrayList<>(List.of(LlamaTensors.EMBEDDING));
      tensors.find(LlamaTensors.HEAD).ifPresent(head -> names.add(head.name()));
      for (int layer = 0; layer < tensors.config().layers(); layer++) {
        for (Projection projection : Projection.values()) {
          names.add(projection.ggufTensor(layer));
        }
      }
      return names;
    }

    LlamaWeights pack(ThreadTeam team) {
      List<Layer> layers = new ArrayList<>();
      for (int i = 0; i < tensors.config().layers(); i++) {
        layers.add(layer(i));
      }
      PackedMatrix embedding = matrix(LlamaTensors.EMBEDDING);
      boolean tied = tensors.find(LlamaTensors.HEAD).isEmpty();
      PackedMatrix head = tied ? embedding : matrix(LlamaTensors.HEAD);
      float[] outputNorm = vector(LlamaTensors.OUTPUT_NORM);
      team.run(member -> fill(team, member));
      return new LlamaWeights(embedding, List.copyOf(layers), outputNorm, head);
    }

    private Layer layer(int layer) {
      Map<Projection, PackedMatrix> projections = new EnumMap<>(Projection.class);
      for (Projection projection : Projection.values()) {
        projections.put(projection, matrix(projection.ggufTensor(layer)));
      }
      return new Layer(
          vector(LlamaTensors.attentionNorm(layer)),
          projections,
          vector(LlamaTensors.feedForwardNorm(layer)));
    }

    private float[] vector(String name) {
      float[] values = tensors.get(name).toFloats();
      for (float value : values) {
        if (!Float.isFinite(value)) {
          throw new UsherException(
              tensors.file(), "tensor '" + name + "' holds " + value + "; the file is damaged");
        }
      }
      return values;
    }

    private PackedMatrix matrix(String name) {
      TensorData tensor = tensors.get(name);
      long bytes = PackedMatrix.packedBytes(tensor, panelRows);
      PackedMatrix matrix = PackedMatrix.reserve(tensor, panelRows, memory.asSlice(used, bytes));
      used += bytes;
      sources.add(tensor);
      matrices.add(matrix);
      return matrix;
    }

    private void fill(ThreadTeam team, int member) {
      for (int i = 0; i < matrices.size(); i++) {
        PackedMatrix matrix = matrices.get(i);
        int from = team.share(matrix.panels(), member);
        int to = team.share(matrix.panels(), member + 1);
        matrix.pack(sources.get(i), from, to);
      }
    }
  }
}
