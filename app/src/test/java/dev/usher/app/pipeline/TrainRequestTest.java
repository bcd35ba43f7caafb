package dev.usher.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.tools.FormatOptions;
import dev.usher.training.LoraOptions;
import dev.usher.training.Precision;
import dev.usher.training.Schedule;
import dev.usher.training.TrainingMethod;
import dev.usher.training.TrainingOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TrainRequestTest {

  private static Map<String, String> settings(TrainingOptions options) {
    TrainRequest request =
        new TrainRequest(
            Path.of("data"),
            Path.of("model"),
            Optional.empty(),
            "base",
            FormatOptions.compact().kind(),
            FormatOptions.compact().order(),
            options,
            Selection.ALL);
    return request.settings();
  }

  /// A folder that was made before an option was there must be found made.
  @Test
  void defaultsThatAreSeldomChangedAreNotRecorded() {
    assertThat(settings(TrainRequest.options(TrainingMethod.FULL, 42)))
        .isEqualTo(
            Map.of(
                "method", "full",
                "format", "compact",
                "order", "said",
                "epochs", "2.0",
                "learning-rate", "2.0E-4",
                "batch-size", "16",
                "limit", "none",
                "seed", "42"));
    assertThat(settings(TrainRequest.options(TrainingMethod.LORA, 42)))
        .hasSize(10)
        .containsEntry("rank", "16")
        .containsEntry("alpha", "32.0");
  }

  @Test
  void whatDiffersFromTheDefaultsIsRecordedByTheNamesOfTheOptions() {
    Map<String, String> changed =
        settings(
            TrainingOptions.of(TrainingMethod.LORA).toBuilder()
                .lora(new LoraOptions(16, 32, 0.1, List.of("v_proj", "q_proj")))
                .schedule(Schedule.CONSTANT)
                .warmupSteps(5)
                .accumulation(2)
                .clip(0.5)
                .weightDecay(0)
                .patience(4)
                .precision(Precision.BF16)
                .gradientCheckpointing(true)
                .build());
    assertThat(changed)
        .hasSize(19)
        .containsEntry("schedule", "constant")
        .containsEntry("warm-up", "5")
        .containsEntry("accumulation", "2")
        .containsEntry("clip", "0.5")
        .containsEntry("weight-decay", "0.0")
        .containsEntry("patience", "4")
        .containsEntry("precision", "bf16")
        .containsEntry("dropout", "0.1")
        .containsEntry("target-modules", "q_proj,v_proj");
  }
}
