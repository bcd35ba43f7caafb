package dev.usher.training.torch;

import dev.usher.model.safetensors.SafetensorsFile;
import dev.usher.model.safetensors.SafetensorsWriter;
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
/// @param bestExact the largest share of exact rows that a validation saw, -1 before the first
/// @param bestLoss the least loss of a validation with that share
/// @param keptStep the step whose tensors are kept so far
/// @param withoutGain validations since the best one
record Checkpoint(long step, double bestExact, double bestLoss, long keptStep, int withoutGain) {

  static Checkpoint start() {
    return new Checkpoint(0, -1, Double.POSITIVE_INFINITY, 0, 0);
  }

  Checkpoint at(long newStep) {
    return new Checkpoint(newStep, bestExact, bestLoss, keptStep, withoutGain);
  }

  /// The state after a validation. More exact rows are better, then a lower loss. A later step is
  /// kept unless it is worse than the best by more than one standard error: the learning rate
  /// falls, so within the noise of a small validation set the later one is the better bet.
  Checkpoint validated(Trainer.Score score) {
    boolean gain =
        score.exact() > bestExact || (score.exact() == bestExact && score.loss() < bestLoss);
    boolean kept = gain || score.exact() >= bestExact - score.standardError();
    return new Checkpoint(
        step,
        gain ? score.exact() : bestExact,
        gain ? score.loss() : bestLoss,
        kept ? step : keptStep,
        gain ? 0 : withoutGain + 1);
  }

  void write(Path file, List<Leaf> leaves, AdamW optimizer) {
    List<TensorData> tensors = new ArrayList<>();
    for (int i = 0; i < leaves.size(); i++) {
      String name = leaves.get(i).name();
      tensors.add(Tensors.view("value." + name, leaves.get(i).value().detach()));
      tensors.add(Tensors.view("first." + name, optimizer.firstMoments().get(i)));
      tensors.add(Tensors.view("second." + name, optimizer.secondMoments().get(i)));
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
        "kept_step", Long.toString(keptStep),
        "without_gain", Integer.toString(withoutGain));
  }

  private static Checkpoint of(Map<String, String> metadata) {
    return new Checkpoint(
        Long.parseLong(metadata.get("step")),
        Double.parseDouble(metadata.get("best_exact")),
        Double.parseDouble(metadata.get("best_loss")),
        Long.parseLong(metadata.get("kept_step")),
        Integer.parseInt(metadata.get("without_gain")));
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
