package dev.usher.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.app.terminal.Console;
import dev.usher.training.LoraOptions;
import dev.usher.training.Precision;
import dev.usher.training.Schedule;
import dev.usher.training.TrainingMethod;
import dev.usher.training.TrainingOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TrainCommandTest {

  @TempDir private Path folder;

  private static TrainingOptions options(String... more) {
    List<String> words = new ArrayList<>(List.of("train", "--data", "d", "--model", "m"));
    words.addAll(List.of(more));
    CommandLine line = UsherCommand.commandLine(Console.system());
    line.parseArgs(words.toArray(String[]::new));
    TrainCommand train = line.getSubcommands().get("train").getCommand();
    return train.request().options();
  }

  @Test
  void whatIsNotSaidIsTheMethodsDefault() {
    assertThat(options()).isEqualTo(TrainingOptions.of(TrainingMethod.FULL));
    assertThat(options("--method", "lora")).isEqualTo(TrainingOptions.of(TrainingMethod.LORA));
    assertThat(options("--method", "lora", "--rank", "4").lora()).isEqualTo(LoraOptions.ofRank(4));
  }

  @Test
  void everythingThatIsSaidIsTrainedWith() {
    TrainingOptions said =
        options(
            ("--method lora --rank 4 --alpha 6 --dropout 0.1 --target-modules v_proj,q_proj"
                    + " --epochs 3 --learning-rate 0.002 --schedule constant --warm-up 5"
                    + " --batch-size 8 --accumulation 2 --clip 0.5 --weight-decay 0 --patience 4"
                    + " --precision bf16 --gradient-checkpointing --seed 7")
                .split(" "));
    TrainingOptions expected =
        TrainingOptions.of(TrainingMethod.LORA).toBuilder()
            .lora(new LoraOptions(4, 6, 0.1, List.of("q_proj", "v_proj")))
            .epochs(3)
            .learningRate(0.002)
            .schedule(Schedule.CONSTANT)
            .warmupSteps(5)
            .batchSize(8)
            .accumulation(2)
            .clip(0.5)
            .weightDecay(0)
            .patience(4)
            .precision(Precision.BF16)
            .gradientCheckpointing(true)
            .seed(7)
            .build();
    assertThat(said).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--rank=4", "--alpha=8", "--dropout=0.1", "--target-modules=q_proj"})
  void whatShapesAnAdapterNeedsOne(String option) {
    Run run = Run.usher("train", "--data", folder, "--model", folder.resolve("m"), option);
    assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.error()).contains("--method lora");
  }

  @ParameterizedTest
  @CsvSource({
    "--patience=-1, patience must be at least 0",
    "--warm-up=-1, warm-up must be at least 0",
    "--accumulation=0, accumulation must be at least 1",
    "--clip=0, clip must be above 0",
    "--weight-decay=-1, weight-decay must be at least 0",
    "--dropout=1, dropout must be in",
    "--target-modules=head, unknown target module 'head'",
    "--schedule=linear, expected one of",
    "--precision=f16, expected one of"
  })
  void aValueOutOfRangeIsNamedBeforeAnythingIsRead(String option, String message) {
    Path model = folder.resolve("m");
    Run run = Run.usher("train", "--data", folder, "--model", model, "--method", "lora", option);
    assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.error()).contains(message);
    assertThat(model).doesNotExist();
  }

  @Test
  void helpHasAGroupForHowItLearnsAndOneForTheAdapter() {
    assertThat(Run.usher("train", "--help").out())
        .containsSubsequence("--seed", "How it learns:", "--patience", "--precision")
        .containsSubsequence("The adapter of --method lora:", "--rank", "--target-modules");
  }
}
