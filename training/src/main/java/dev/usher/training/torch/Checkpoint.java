package dev.usher.training.torch;

import dev.usher.model.safetensors.SafetensorsFile;
import dev.usher.model.safetensors.SafetensorsWriter;
import dev.usher.model.tensor.BlockFormat;
import dev.usher.model.tensor.TensorData;
import dev.usher.tools.UsherException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Tensor;

/// The state of a run between two steps: leaves, both moments, and how far it is. A run that
/// resumes from it gives the same bits as one that was never stopped, for everything else follows
/// from the seed and the step.
///
/// @param step how many steps are done
/// @param bestExact the best validation's share of exact rows, -1 before the first
/// @param bestLoss the best validation's loss
/// @param bestStep the best validation's step
/// @param withoutGain validations since the best one
record Checkpoint(long step, double bestExact, double bestLoss, long bestStep, int withoutGain) {

  static Checkpoint start() {
    return new Checkpoint(0, -1, Double.POSITIVE_INFINITY, 0, 0);
  }

  Checkpoint at(long newStep) {
    return new Checkpoint(newStep, bestExact, bestLoss, bestStep, withoutGain);
  }

  /// The state after a validation: more exact rows are better, then a lower loss.
  Checkpoint validated(Trainer.Score score) {
    boolean better =
        score.exact() > bestExact || (score.exact() == bestExact && score.loss() < bestLoss);
    return better
        ? new Checkpoint(step, score.exact(), score.loss(), step, 0)
        : new Checkpoint(step, bestExact, bestLoss, bestStep, withoutGain + 1);
  }

  void write(Path file, List<Leaf> leaves, AdamW optimizer) {
    List<TensorData> tensors = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      String name = leaves.get(i).name();
      tensors.add(view("value." + name, leaves.get(i).value()));
      tensors.add(view("first." + name, optimizer.firstMoments().get(i)));
      tensors.add(view("second." + name, optimizer.secondMoments().get(i)));
    }
    SafetensorsWriter.write(file, tensors, metadata());
  }

  /// Puts the stored state back into the leaves and the optimiser.
  ///
  /// @return how far the stored run was
  static Checkpoint read(Path file, List<Leaf> leaves, AdamW optimizer) {
    try (SafetensorsFile stored = SafetensorsFile.open(file)) {
      for (int i = 0; i < leaves.size(); i++) {
        String name = leaves.get(i).name();
        restore(stored, "value." + name, leaves.get(i).value());
        restore(stored, "first." + name, optimizer.firstMoments().get(i));
        restore(stored, "second." + name, optimizer.secondMoments().get(i));
      }
      return of(stored.metadata());
    }
  }

  private Map<String, String> metadata() {
    return Map.of(
        "step", Long.toString(step),
        "best_exact", Double.toString(bestExact),
        "best_loss", Double.toString(bestLoss),
        "best_step", Long.toString(bestStep),
        "without_gain", Integer.toString(withoutGain));
  }

  private static Checkpoint of(Map<String, String> metadata) {
    return new Checkpoint(
        Long.parseLong(metadata.get("step")),
        Double.parseDouble(metadata.get("best_exact")),
        Double.parseDouble(metadata.get("best_loss")),
        Long.parseLong(metadata.get("best_step")),
        Integer.parseInt(metadata.get("without_gain")));
  }

  private static TensorData view(String name, Tensor tensor) {
    return new TensorData(
        name, Tensors.shape(tensor), BlockFormat.F32, Tensors.memory(tensor.detach()));
  }

  private static void restore(SafetensorsFile stored, String name, Tensor tensor) {
    TensorData data =
        stored
            .tensor(name)
            .orElseThrow(() ->
                new UsherException(
                    stored.path().toString(),
                    "has no tensor '" + name + "': not a checkpoint of this run; delete it"));
    MemorySegment memory = Tensors.memory(tensor.detach());
    if (data.bytes().byteSize() != memory.byteSize()) {
      throw new UsherException(
          stored.path().toString(), name + " has another size: not a checkpoint of this run");
    }
    memory.copyFrom(data.bytes());
  }
}
