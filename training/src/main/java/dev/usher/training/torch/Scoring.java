package dev.usher.training.torch;

import dev.usher.model.llama.LlamaConfig;
import dev.usher.model.safetensors.SafetensorsFile;
import dev.usher.model.safetensors.SafetensorsWriter;
import dev.usher.model.tensor.BlockFormat;
import dev.usher.model.tensor.TensorData;
import dev.usher.training.Row;
import dev.usher.training.RunFolder;
import dev.usher.training.TrainingPlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// The trainer's own logits for given token ids, so that the served model can be compared with it.
final class Scoring {
  private Scoring() {}

  /// The logits of the outcome of a run: the tensors that were trained, over the base they were
  /// trained on. Writes `logits.<row>` (targets, vocabulary), the 32-bit logits that precede each
  /// target.
  static void trained(RunFolder folder, Path rows, Path out) {
    TrainingPlan plan = RunFolder.readJson(folder.plan(), TrainingPlan.class);
    torch.set_num_threads(plan.threads());
    BaseModel base = BaseModel.open(folder.base(plan));
    try (SafetensorsFile file = SafetensorsFile.open(folder.trained())) {
      WeightSource trained = WeightSource.of(file);
      write(
          switch (plan.options().method()) {
            case FULL -> frozen(base.config(), trained.over(base.weights()));
            case LORA ->
                TrainableModel.lora(
                    base.config(),
                    base.weights(),
                    ScalarType.Float,
                    plan.options().lora(),
                    plan.options().seed(),
                    trained);
          },
          rows,
          out);
    }
  }

  /// The logits of a model file as it stands.
  static void file(Path model, Path rows, Path out) {
    BaseModel base = BaseModel.open(model);
    write(frozen(base.config(), base.weights()), rows, out);
  }

  private static TrainableModel frozen(LlamaConfig config, WeightSource weights) {
    return TrainableModel.frozen(config, weights, ScalarType.Float);
  }

  private static void write(TrainableModel model, Path rows, Path out) {
    List<TensorData> logits = new ArrayList<>();
    List<Row> all = RunFolder.readRows(rows);
    for (int i = 0; i < all.size(); i++) {
      logits.add(logits("logits." + i, model.graph(), all.get(i)));
    }
    SafetensorsWriter.write(out, logits, Map.of());
  }

  private static TensorData logits(String name, LlamaGraph graph, Row row) {
    try (PointerScope _ = new PointerScope();
        NoGradGuard _ = new NoGradGuard()) {
      Tensor logits = graph.logits(Batch.of(List.of(row)));
      return TensorData.of(name, Tensors.shape(logits), Tensors.toArray(logits), BlockFormat.F32);
    }
  }
}
