package dev.usher.training.torch;

import dev.usher.model.safetensors.SafetensorsWriter;
import dev.usher.model.tensor.TensorData;
import dev.usher.training.LoraOptions;
import dev.usher.training.RunFolder;
import dev.usher.training.TrainingMethod;
import dev.usher.training.TrainingOptions;
import dev.usher.training.TrainingPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The folder of a run that ended, without the run.
final class FinishedRun {
  private FinishedRun() {}

  static RunFolder write(
      Path folder, Path base, TrainingMethod method, LoraOptions shape, List<TensorData> trained) {
    TrainingOptions options = TrainingOptions.of(method).toBuilder().lora(shape).build();
    RunFolder run = new RunFolder(folder);
    RunFolder.writeJson(run.plan(), new TrainingPlan(base.toString(), "", "", options, 1, 1));
    SafetensorsWriter.write(run.trained(), trained, Map.of());
    return run;
  }
}
