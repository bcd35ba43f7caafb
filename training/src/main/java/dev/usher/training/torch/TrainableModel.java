package dev.usher.training.torch;

import dev.usher.model.llama.LlamaConfig;
import dev.usher.model.tensor.TensorData;
import dev.usher.training.LoraOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/// A Llama in libtorch: which of its tensors are trained, and under which names they leave.
final class TrainableModel {
  private static final String[] ATTENTION = {
    "self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj"
  };
  private static final String[] GATE_UP = {"mlp.gate_proj", "mlp.up_proj"};

  private final LlamaConfig config;
  private final WeightSource source;
  private final ScalarType type;
  private final Trained trained;
  private final List<Leaf> leaves = new ArrayList<>();
  private final List<Export> exports = new ArrayList<>();
  private final LlamaGraph graph;

  /// What is trained.
  private sealed interface Trained {
    /// Every weight but the embedding.
    record Everything() implements Trained {}

    /// Nothing; the model only scores.
    record Nothing() implements Trained {}

    /// Low-rank pairs, drawn from the seed or read from an adapter.
    record Pairs(LoraOptions options, SplittableRandom random, @Nullable WeightSource initial)
        implements Trained {}
  }

  /// Rows of a leaf that leave under a name of their own.
  private record Export(String name, Tensor leaf, long firstRow, long rows) {
    Tensor of(Tensor whole) {
      return whole.narrow(0, firstRow, rows);
    }
  }

  private TrainableModel(
      LlamaConfig config, WeightSource source, ScalarType type, Trained trained) {
    this.config = config;
    this.source = source;
    this.type = type;
    this.trained = trained;
    this.graph = new LlamaGraph(config, type, weights());
  }

  /// Everything but the embedding is trained.
  static TrainableModel full(LlamaConfig config, WeightSource source, ScalarType type) {
    return new TrainableModel(config, source, type, new Trained.Everything());
  }

  /// Nothing is trained.
  static TrainableModel frozen(LlamaConfig config, WeightSource source, ScalarType type) {
    return new TrainableModel(config, source, type, new Trained.Nothing());
  }

  /// Low-rank pairs are trained. Down-projections start uniform in ± 1/√in, up-projections at zero
  /// (as PEFT does), unless an adapter is given to start from.
  static TrainableModel lora(
      LlamaConfig config,
      WeightSource source,
      ScalarType type,
      LoraOptions options,
      long seed,
      @Nullable WeightSource initial) {
    Trained pairs = new Trained.Pairs(options, new SplittableRandom(seed), initial);
    return new TrainableModel(config, source, type, pairs);
  }

  LlamaGraph graph() {
    return graph;
  }

  List<Leaf> leaves() {
    return leaves;
  }

  /// The leaf at which about half of the numbers that are trained lie behind.
  int middle() {
    long before = 0;
    int leaf = 0;
    while (before < parameters() / 2) {
      before += leaves.get(leaf++).value().numel();
    }
    return leaf;
  }

  /// How many numbers are trained.
  long parameters() {
    return leaves.stream().mapToLong(leaf -> leaf.value().numel()).sum();
  }

  /// The trained tensors, by the names of the Hugging Face library or of PEFT, in 32 bits: views,
  /// which change with the next step.
  List<TensorData> trainedTensors() {
    return exports.stream().map(TrainableModel::view).toList();
  }

  private static TensorData view(Export export) {
    try (PointerScope _ = new PointerScope()) {
      return Tensors.view(export.name(), export.of(export.leaf().detach()));
    }
  }

  /// The name of a trained tensor that takes no part in the loss, its gradient being zero
  /// throughout. Stacked ones are looked at one by one: a dead one hides among the living.
  ///
  /// @param gradients in the order of the leaves
  Optional<String> withoutGradient(List<Tensor> gradients) {
    for (Export export : exports) {
      Tensor gradient = export.of(gradients.get(indexOf(export.leaf())));
      if (gradient.norm().item_double() == 0) {
        return Optional.of(export.name());
      }
    }
    return Optional.empty();
  }

  private int indexOf(Tensor value) {
    int index = 0;
    while (!leaves.get(index).value().is_same(value)) {
      index++;
    }
    return index;
  }

  private LlamaGraph.Weights weights() {
    Tensor embedding =
        Tensors.kept(
            source.read("model.embed_tokens.weight"), type, config.vocabulary(), config.hidden());
    List<LlamaGraph.Layer> layers = new ArrayList<>();
    for (int i = 0; i < config.layers(); i++) {
      layers.add(layer("model.layers." + i + "."));
    }
    Tensor norm = vector("model.norm.weight");
    Tensor head =
        source.has("lm_head.weight")
            ? matrix("lm_head.weight", source.read("lm_head.weight"), config.vocabulary())
            : embedding;
    return new LlamaGraph.Weights(embedding, head, norm, layers);
  }

  private LlamaGraph.Layer layer(String prefix) {
    int query = config.querySize();
    int kv = config.keyValueSize();
    int wide = config.feedForward();
    return new LlamaGraph.Layer(
        vector(prefix + "input_layernorm.weight"),
        projection(prefix, config.hidden(), ATTENTION, query, kv, kv),
        projection(prefix, query, new String[] {"self_attn.o_proj"}, config.hidden()),
        vector(prefix + "post_attention_layernorm.weight"),
        projection(prefix, config.hidden(), GATE_UP, wide, wide),
        projection(prefix, wide, new String[] {"mlp.down_proj"}, config.hidden()));
  }

  private Tensor vector(String name) {
    float[] values = source.read(name);
    return switch (trained) {
      case Trained.Everything() -> leaf(name, values, values.length);
      case Trained.Nothing _, Trained.Pairs _ ->
          Tensors.kept(values, ScalarType.Float, values.length);
    };
  }

  private Tensor matrix(String name, float[] values, int rows) {
    long columns = values.length / rows;
    return switch (trained) {
      case Trained.Everything() -> leaf(name, values, rows, columns);
      case Trained.Nothing _, Trained.Pairs _ -> Tensors.kept(values, type, rows, columns);
    };
  }

  private Tensor leaf(String name, float[] values, long... dimensions) {
    Leaf leaf = Leaf.of(name, values, dimensions);
    leaves.add(leaf);
    exports.add(new Export(name, leaf.value(), 0, dimensions[0]));
    return leaf.value();
  }

  private Projection projection(String prefix, int columns, String[] names, int... rows) {
    float[] stacked = new float[columns * java.util.Arrays.stream(rows).sum()];
    int at = 0;
    for (int i = 0; i < names.length; i++) {
      float[] values = source.read(prefix + names[i] + ".weight");
      System.arraycopy(values, 0, stacked, at * columns, values.length);
      at += rows[i];
    }
    return switch (trained) {
      case Trained.Nothing() -> plain(Tensors.kept(stacked, type, at, columns), names, rows);
      case Trained.Everything() ->
          plain(stackedLeaf(prefix, names, stacked, columns, rows), names, rows);
      case Trained.Pairs pairs ->
          withPairs(
              plain(Tensors.kept(stacked, type, at, columns), names, rows), prefix, columns, pairs);
    };
  }

  private Tensor stackedLeaf(
      String prefix, String[] names, float[] values, long columns, int[] rows) {
    Leaf leaf = Leaf.of(prefix + String.join("+", names), values, values.length / columns, columns);
    leaves.add(leaf);
    long at = 0;
    for (int i = 0; i < names.length; i++) {
      exports.add(new Export(prefix + names[i] + ".weight", leaf.value(), at, rows[i]));
      at += rows[i];
    }
    return leaf.value();
  }

  private static Projection plain(Tensor weight, String[] names, int[] rows) {
    List<Projection.Part> parts = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      parts.add(new Projection.Part(names[i], rows[i], -1, null));
    }
    return new Projection(weight, parts, null, 0, 0, 0);
  }

  /// The same maps with a low-rank pair beside each that the options name.
  private Projection withPairs(
      Projection plain, String prefix, int columns, Trained.Pairs trainedPairs) {
    LoraOptions options = trainedPairs.options();
    List<Projection.Part> targets =
        plain.parts().stream().filter(part -> isTarget(part, options)).toList();
    if (targets.isEmpty()) {
      return plain;
    }
    Leaf down = downLeaf(prefix, columns, targets, trainedPairs);
    List<Projection.Part> parts = new ArrayList<>();
    for (Projection.Part part : plain.parts()) {
      int pair = targets.indexOf(part);
      parts.add(
          pair < 0
              ? part
              : new Projection.Part(
                  part.name(), part.rows(), pair, up(prefix, part, trainedPairs)));
    }
    return new Projection(
        plain.weight(), parts, down.value(), options.rank(), options.scale(), options.dropout());
  }

  private static boolean isTarget(Projection.Part part, LoraOptions options) {
    return options.targets().contains(part.name().substring(part.name().indexOf('.') + 1));
  }

  private Leaf downLeaf(
      String prefix, int columns, List<Projection.Part> targets, Trained.Pairs pairs) {
    int rank = pairs.options().rank();
    float[] values = new float[targets.size() * rank * columns];
    double bound = 1 / Math.sqrt(columns);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) pairs.random().nextDouble(-bound, bound);
    }
    List<String> names = targets.stream().map(Projection.Part::name).toList();
    for (int i = 0; i < names.size(); i++) {
      float[] initial = initial(pairs, peftName(prefix, names.get(i), "A"));
      if (initial != null) {
        System.arraycopy(initial, 0, values, i * rank * columns, initial.length);
      }
    }
    String name = prefix + String.join("+", names) + ".lora_A";
    Leaf leaf = Leaf.of(name, values, (long) names.size() * rank, columns);
    leaves.add(leaf);
    for (int i = 0; i < names.size(); i++) {
      exports.add(
          new Export(peftName(prefix, names.get(i), "A"), leaf.value(), (long) i * rank, rank));
    }
    return leaf;
  }

  private Tensor up(String prefix, Projection.Part part, Trained.Pairs pairs) {
    int rank = pairs.options().rank();
    String name = peftName(prefix, part.name(), "B");
    float[] initial = initial(pairs, name);
    float[] values = initial == null ? new float[part.rows() * rank] : initial;
    Leaf leaf = Leaf.of(prefix + part.name() + ".lora_B", values, part.rows(), rank);
    leaves.add(leaf);
    exports.add(new Export(name, leaf.value(), 0, part.rows()));
    return leaf.value();
  }

  private static float @Nullable [] initial(Trained.Pairs pairs, String name) {
    return pairs.initial() == null ? null : pairs.initial().read(name);
  }

  private static String peftName(String prefix, String module, String side) {
    return "base_model.model." + prefix + module + ".lora_" + side + ".weight";
  }
}
