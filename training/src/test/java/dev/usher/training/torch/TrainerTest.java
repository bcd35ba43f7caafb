package dev.usher.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.usher.model.tensor.TensorData;
import dev.usher.tools.UsherException;
import dev.usher.training.LoraOptions;
import dev.usher.training.Row;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Tag("slow")
class TrainerTest {
  private static final int STEPS = 20;
  private static final List<List<Row>> BATCHES = Golden.batches();

  @BeforeAll
  static void useOneThread() {
    torch.set_num_threads(1);
  }

  private static Trainer trainer(TrainableModel model) {
    return new Trainer(model, new AdamW(model.leaves(), 0.01), 1.0, false);
  }

  @Test
  void repeatsTheLossesAndGradientNormsOfPeft() {
    repeats(Golden.adapter(), 5e-3, Golden.json("lora/run.json"));
  }

  @Test
  void repeatsTheLossesAndGradientNormsOfTransformers() {
    repeats(Golden.full(), 1e-3, Golden.json("full/run.json"));
  }

  private static void repeats(TrainableModel model, double rate, JsonNode expected) {
    Trainer trainer = trainer(model);
    for (int i = 0; i < STEPS; i++) {
      Trainer.Step step = step(trainer, rate, i);
      assertThat(step.loss())
          .as("loss of step %d", i)
          .isCloseTo(expected.get("losses").get(i).asDouble(), within(1e-4));
      assertThat(step.gradientNorm())
          .as("gradient norm of step %d", i)
          .isCloseTo(expected.get("gradient_norms").get(i).asDouble(), within(1e-4));
    }
  }

  private static Trainer.Step step(Trainer trainer, double rate, int number) {
    List<Row> batch = BATCHES.get(number % BATCHES.size());
    return trainer.step(List.of(batch), rate * Math.min(1, (number + 1) / 5.0), number, 42);
  }

  @Test
  void gradientsSummedOverSmallBatchesAreThoseOfTheWholeBatch() {
    Trainer whole = trainer(Golden.adapter());
    Trainer parts = trainer(Golden.adapter());
    List<Row> batch = BATCHES.getFirst();
    Trainer.Step one = whole.step(List.of(batch), 1e-3, 0, 42);
    Trainer.Step summed =
        parts.step(List.of(batch.subList(0, 1), batch.subList(1, batch.size())), 1e-3, 0, 42);
    assertThat(summed.loss()).isCloseTo(one.loss(), within(1e-6));
    assertThat(summed.gradientNorm()).isCloseTo(one.gradientNorm(), within(1e-5));
  }

  @Test
  void gradientCheckpointingChangesNoBit() {
    learnsTheSame(freshAdapter(7), freshAdapter(7)); // with dropout
    learnsTheSame(Golden.full(), Golden.full());
  }

  private static void learnsTheSame(TrainableModel plain, TrainableModel checkpointed) {
    Trainer straight = trainer(plain);
    Trainer repeating =
        new Trainer(checkpointed, new AdamW(checkpointed.leaves(), 0.01), 1.0, true);
    for (int i = 0; i < 3; i++) {
      assertThat(step(repeating, 5e-3, i)).isEqualTo(step(straight, 5e-3, i));
    }
    for (int i = 0; i < plain.trainedTensors().size(); i++) {
      assertThat(checkpointed.trainedTensors().get(i).toFloats())
          .isEqualTo(plain.trainedTensors().get(i).toFloats());
    }
  }

  @Test
  void resumesWithTheSameBits(@TempDir Path folder) {
    List<TensorData> straight = trainWithDropout(folder, Integer.MAX_VALUE);
    List<TensorData> resumed = trainWithDropout(folder, 3);
    for (int i = 0; i < straight.size(); i++) {
      assertThat(resumed.get(i).name()).isEqualTo(straight.get(i).name());
      assertThat(resumed.get(i).toFloats()).isEqualTo(straight.get(i).toFloats());
    }
  }

  private static List<TensorData> trainWithDropout(Path folder, int stopAfter) {
    TrainableModel model = freshAdapter(7);
    AdamW optimizer = new AdamW(model.leaves(), 0.01);
    Trainer trainer = new Trainer(model, optimizer, 1.0, false);
    for (int i = 0; i < 6; i++) {
      if (i == stopAfter) {
        Path file = folder.resolve("checkpoint.safetensors");
        Checkpoint.start().at(i).write(file, model.leaves(), optimizer);
        model = freshAdapter(8);
        optimizer = new AdamW(model.leaves(), 0.01);
        trainer = new Trainer(model, optimizer, 1.0, false);
        assertThat(Checkpoint.read(file, model.leaves(), optimizer).step()).isEqualTo(i);
      }
      step(trainer, 5e-3, i);
    }
    return model.trainedTensors();
  }

  private static TrainableModel freshAdapter(long seed) {
    BaseModel base = Golden.base();
    LoraOptions options = new LoraOptions(4, 8, 0.1, LoraOptions.ALL_PROJECTIONS);
    return TrainableModel.lora(
        base.config(), base.weights(), ScalarType.Float, options, seed, null);
  }

  @Test
  void overfitsAFewRowsUntilEachIsPredictedExactly() {
    Trainer trainer = trainer(Golden.full());
    List<List<Row>> few = List.of(BATCHES.getFirst());
    assertThat(trainer.score(few).exact()).isLessThan(1);
    for (int i = 0; i < 150; i++) {
      trainer.step(few, 3e-3, i, 42);
    }
    assertThat(trainer.score(few).loss()).isLessThan(0.05);
    assertThat(trainer.score(few).exact()).isEqualTo(1);
  }

  @Test
  void stopsAtALossThatIsNoNumber() {
    Trainer trainer = trainer(Golden.full());
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 50; i++) {
                trainer.step(List.of(BATCHES.getFirst()), 1e30, i, 42);
              }
            })
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("step")
        .hasMessageContaining("lower the learning rate");
  }

  @Test
  void namesATensorThatReceivesNoGradient() {
    TrainableModel model = Golden.full();
    model.leaves().add(Leaf.of("a stray tensor", new float[4], 2, 2));
    assertThatThrownBy(() -> step(trainer(model), 1e-3, 0))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("a stray tensor")
        .hasMessageContaining("no gradient");
  }

  @Test
  void trainsOnlyTheTargetModules() {
    BaseModel base = Golden.base();
    LoraOptions options = new LoraOptions(2, 4, 0, List.of("q_proj", "v_proj"));
    TrainableModel model =
        TrainableModel.lora(base.config(), base.weights(), ScalarType.Float, options, 1, null);
    assertThat(model.trainedTensors())
        .extracting(TensorData::name)
        .hasSize(4 * base.config().layers())
        .allMatch(name -> name.contains("q_proj") || name.contains("v_proj"));
  }
}
