package dev.usher.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.model.safetensors.SafetensorsFile;
import dev.usher.model.tensor.TensorData;
import dev.usher.tools.FailedException;
import dev.usher.tools.UsherException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class TrainingTest {
  private static final Path BASE = Path.of("src/test/resources/golden/llama");
  private static final List<Row> ROWS = rows(20, 1);
  private static final int STEPS_PER_EPOCH = 5;
  private static final List<Row> VALIDATION = rows(6, 2);

  @TempDir private Path folder;

  private static List<Row> rows(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(new Row(random.ints(random.nextInt(8, 20), 0, 160).toArray(), 4));
    }
    return rows;
  }

  private static TrainingOptions options(double learningRate) {
    return new TrainingOptions(
        TrainingMethod.LORA,
        new LoraOptions(2, 4, 0.1, LoraOptions.ALL_PROJECTIONS),
        2,
        learningRate,
        Schedule.COSINE,
        2,
        4,
        1,
        1,
        0.01,
        1,
        0,
        Precision.F32,
        false,
        42);
  }

  private static class Killed extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @Test
  void aKilledRunGoesOnWhereItWasWithTheSameBits() {
    RunFolder straight = new RunFolder(folder.resolve("straight"));
    List<TrainingEvent> events = new ArrayList<>();
    Training.run(straight, BASE, ROWS, VALIDATION, options(1e-3), 0, events::add);
    assertThat(events.getFirst()).isInstanceOf(TrainingEvent.Started.class);
    assertThat(events.getLast()).isInstanceOf(TrainingEvent.Finished.class);

    RunFolder killed = new RunFolder(folder.resolve("killed"));
    assertThatThrownBy(
            () -> Training.run(killed, BASE, ROWS, VALIDATION, options(1e-3), 0, this::killAtStep6))
        .isInstanceOf(Killed.class);
    assertThat(killed.trained()).doesNotExist();
    List<TrainingEvent> resumed = new ArrayList<>();
    Training.run(killed, BASE, ROWS, VALIDATION, options(1e-3), 0, resumed::add);
    assertThat(((TrainingEvent.Started) resumed.getFirst()).firstStep()).isBetween(5L, 9L);

    assertThat(killed.trained()).hasSameBinaryContentAs(straight.trained());
    assertThat(stepsOf(killed)).isEqualTo(stepsOf(straight));
    assertThat(killed.checkpoint()).doesNotExist();
  }

  @Test
  void whenTheSystemKillsTheTrainerTheRunSaysSoAndGoesOn() {
    RunFolder run = new RunFolder(folder.resolve("run"));
    assertThatThrownBy(
            () -> Training.run(run, BASE, ROWS, VALIDATION, options(1e-3), 0, this::killTheTrainer))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("was killed")
        .hasMessageContaining("--gradient-checkpointing")
        .hasMessageContaining("start it again");
    assertThat(run.trained()).doesNotExist();
    TrainingOptions frugal = options(1e-3).toBuilder().gradientCheckpointing(true).build();
    Training.run(run, BASE, ROWS, VALIDATION, frugal, 0, event -> {});
    assertThat(run.trained()).exists();
  }

  private void killTheTrainer(TrainingEvent event) {
    if (event instanceof TrainingEvent.Stepped stepped && stepped.step() == 3) {
      ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void aRunThatWasMovedWithItsBaseIsFound() throws Exception {
    Path there = folder.resolve("there");
    Files.createDirectories(there);
    Path base = Files.copy(BASE.resolve("model.safetensors"), there.resolve("model.safetensors"));
    Files.copy(BASE.resolve("config.json"), there.resolve("config.json"));
    RunFolder run = new RunFolder(there.resolve("run"));
    Training.run(run, base.getParent(), ROWS, List.of(), options(1e-3), event -> {});
    Path here = Files.move(there, folder.resolve("here"));
    RunFolder moved = new RunFolder(here.resolve("run"));
    List<TrainingEvent> events = new ArrayList<>();
    Training.run(moved, here, ROWS, List.of(), options(1e-3), events::add);
    assertThat(events).isEmpty();
    assertThat(moved.base(RunFolder.readJson(moved.plan(), TrainingPlan.class))).isEqualTo(here);
  }

  private void killAtStep6(TrainingEvent event) {
    if (event instanceof TrainingEvent.Stepped stepped && stepped.step() == 6) {
      throw new Killed();
    }
  }

  private static List<Long> stepsOf(RunFolder run) {
    return run.readHistory().stream()
        .filter(event -> event instanceof TrainingEvent.Stepped)
        .map(event -> ((TrainingEvent.Stepped) event).step())
        .toList();
  }

  @Test
  void aFinishedRunIsNotTrainedAgainAndAnotherIsNotMixedIn() {
    RunFolder run = new RunFolder(folder.resolve("run"));
    Training.run(run, BASE, ROWS, List.of(), options(1e-3), event -> {});
    List<TrainingEvent> again = new ArrayList<>();
    Training.run(run, BASE, ROWS, List.of(), options(1e-3), again::add);
    assertThat(again).isEmpty();
    assertThatThrownBy(() -> Training.run(run, BASE, ROWS, List.of(), options(2e-3), event -> {}))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("other options, data or base model");
    try (SafetensorsFile file = SafetensorsFile.open(run.trained())) {
      assertThat(file.tensors()).extracting(TensorData::name).hasSize(3 * 7 * 2);
    }
  }

  @Test
  void theTrainersOwnWordsArriveWhenItFails() {
    RunFolder run = new RunFolder(folder.resolve("run"));
    List<Row> outside = List.of(new Row(new int[] {1, 2, 100_000}, 1));
    assertThatThrownBy(
            () -> Training.run(run, BASE, outside, List.of(), options(1e-3), event -> {}))
        .isInstanceOf(UsherException.class)
        .isNotInstanceOf(FailedException.class)
        .hasMessageContaining("token 100000")
        .hasMessageContaining("vocabulary of 160");
    assertThat(run.trained()).doesNotExist();
  }

  @Test
  void aTrainingThatDivergesIsAFailureAndNoBadInput() {
    RunFolder run = new RunFolder(folder.resolve("run"));
    assertThatThrownBy(() -> Training.run(run, BASE, ROWS, List.of(), options(1e30), event -> {}))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining("lower the learning rate");
    assertThat(run.trained()).doesNotExist();
  }

  @Test
  void patienceEndsARunThatLearnsNothing() {
    RunFolder run = new RunFolder(folder.resolve("run"));
    TrainingOptions patient = options(1e-15).toBuilder().epochs(6).patience(1).build();
    List<TrainingEvent> events = new ArrayList<>();
    Training.run(run, BASE, ROWS, VALIDATION, patient, events::add);
    TrainingEvent.Finished finished = (TrainingEvent.Finished) events.getLast();
    assertThat(finished.stoppedEarly()).isTrue();
    assertThat(finished.steps()).isEqualTo(2L * STEPS_PER_EPOCH); // the second validation
    assertThat(run.trained()).exists();
  }

  @Test
  void patienceNeedsSomethingToLookAt() {
    RunFolder run = new RunFolder(folder.resolve("run"));
    TrainingOptions patient = options(1e-3).toBuilder().patience(1).build();
    assertThatThrownBy(() -> Training.run(run, BASE, ROWS, List.of(), patient, event -> {}))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("validation rows");
    assertThatThrownBy(() -> patient.toBuilder().evaluationsPerEpoch(0).build())
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("evaluations per epoch");
  }

  @Test
  void aMissingBaseIsNamedBeforeAnythingStarts() {
    RunFolder run = new RunFolder(folder.resolve("run"));
    Path missing = folder.resolve("missing.gguf");
    assertThatThrownBy(
            () -> Training.run(run, missing, ROWS, List.of(), options(1e-3), event -> {}))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("missing.gguf");
    assertThat(Files.exists(run.plan())).isFalse();
  }
}
