package dev.usher.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.usher.model.tensor.BlockFormat;
import dev.usher.model.tensor.TensorData;
import dev.usher.tools.FailedException;
import dev.usher.tools.UsherException;
import dev.usher.training.LoraOptions;
import dev.usher.training.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
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
    return trainer(model, false);
  }

  private static Trainer trainer(TrainableModel model, boolean twoSides) {
    return new Trainer(model, new AdamW(model.leaves(), 0.01), 1.0, false, twoSides);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void repeatsTheLossesAndGradientNormsOfPeft(boolean twoSides) {
    repeats(trainer(Golden.adapter(), twoSides), 5e-3, Golden.json("lora/run.json"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void repeatsTheLossesAndGradientNormsOfTransformers(boolean twoSides) {
    repeats(trainer(Golden.full(), twoSides), 1e-3, Golden.json("full/run.json"));
  }

  @Test
  void twoSidesLearnTheSameBitsEachTime() {
    learnsTheSame(
        Golden.full(), Golden.full(), model -> trainer(model, true), model -> trainer(model, true));
  }

  @Test
  void twoSidesScoreAsOneDoes() {
    Trainer.Score one = trainer(Golden.full(), false).score(BATCHES);
    Trainer.Score two = trainer(Golden.full(), true).score(BATCHES);
    assertThat(two.loss()).isCloseTo(one.loss(), within(1e-6));
    assertThat(two.exact()).isEqualTo(one.exact());
    assertThat(two.rows()).isEqualTo(one.rows());
  }

  @Test
  void bfloat16FollowsTheReferencesAndItsOutcomeIsInFullPrecision() {
    TrainableModel adapter = Golden.adapter(ScalarType.BFloat16);
    TrainableModel full = Golden.full(ScalarType.BFloat16);
    follows(adapter, 5e-3, Golden.json("lora/run.json"));
    follows(full, 1e-3, Golden.json("full/run.json"));
    assertThat(adapter.trainedTensors()).allMatch(TrainerTest::isInFullPrecision);
    assertThat(full.trainedTensors()).allMatch(TrainerTest::isInFullPrecision);
  }

  private static void follows(TrainableModel model, double rate, JsonNode expected) {
    Trainer trainer = trainer(model);
    for (int i = 0; i < STEPS; i++) {
      assertThat(step(trainer, rate, i).loss())
          .as("loss of step %d", i)
          .isCloseTo(expected.get("losses").get(i).asDouble(), withinPercentage(2));
    }
  }

  /// Whether a tensor has values that bfloat16, the upper half of a 32-bit float, cannot hold.
  private static boolean isInFullPrecision(TensorData tensor) {
    boolean finer = false;
    for (float value : tensor.toFloats()) {
      finer |= (Float.floatToRawIntBits(value) & 0xFFFF) != 0;
    }
    return finer && tensor.format() == BlockFormat.F32;
  }

  private static void repeats(Trainer trainer, double rate, JsonNode expected) {
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

  @ParameterizedTest
  @EnumSource(
      value = ScalarType.class,
      names = {"Float", "BFloat16"})
  void gradientCheckpointingChangesNoBit(ScalarType arithmetic) {
    learnsTheSame( // with dropout
        freshAdapter(7, arithmetic),
        freshAdapter(7, arithmetic),
        TrainerTest::trainer,
        TrainerTest::checkpointing);
    learnsTheSame(
        Golden.full(arithmetic),
        Golden.full(arithmetic),
        TrainerTest::trainer,
        TrainerTest::checkpointing);
  }

  private static Trainer checkpointing(TrainableModel model) {
    return new Trainer(model, new AdamW(model.leaves(), 0.01), 1.0, true, false);
  }

  private static void learnsTheSame(
      TrainableModel model,
      TrainableModel other,
      Function<TrainableModel, Trainer> trainer,
      Function<TrainableModel, Trainer> otherTrainer) {
    Trainer one = trainer.apply(model);
    Trainer two = otherTrainer.apply(other);
    for (int i = 0; i < 3; i++) {
      assertThat(step(two, 5e-3, i)).isEqualTo(step(one, 5e-3, i));
    }
    for (int i = 0; i < model.trainedTensors().size(); i++) {
      assertThat(other.trainedTensors().get(i).toFloats())
          .isEqualTo(model.trainedTensors().get(i).toFloats());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = ScalarType.class,
      names = {"Float", "BFloat16"})
  void resumesWithTheSameBits(ScalarType arithmetic, @TempDir Path folder) {
    List<TensorData> straight = trainWithDropout(folder, Integer.MAX_VALUE, arithmetic);
    List<TensorData> resumed = trainWithDropout(folder, 3, arithmetic);
    for (int i = 0; i < straight.size(); i++) {
      assertThat(resumed.get(i).name()).isEqualTo(straight.get(i).name());
      assertThat(resumed.get(i).toFloats()).isEqualTo(straight.get(i).toFloats());
    }
  }

  private static List<TensorData> trainWithDropout(
      Path folder, int stopAfter, ScalarType arithmetic) {
    TrainableModel model = freshAdapter(7, arithmetic);
    AdamW optimizer = new AdamW(model.leaves(), 0.01);
    Trainer trainer = new Trainer(model, optimizer, 1.0, false, false);
    for (int i = 0; i < 6; i++) {
      if (i == stopAfter) {
        Path file = folder.resolve("checkpoint.safetensors");
        Checkpoint.start().at(i).write(file, model.leaves(), optimizer);
        model = freshAdapter(8, arithmetic);
        optimizer = new AdamW(model.leaves(), 0.01);
        trainer = new Trainer(model, optimizer, 1.0, false, false);
        assertThat(Checkpoint.read(file, model.leaves(), optimizer).step()).isEqualTo(i);
      }
      step(trainer, 5e-3, i);
    }
    return model.trainedTensors();
  }

  private static TrainableModel freshAdapter(long seed, ScalarType arithmetic) {
    BaseModel base = Golden.base();
    LoraOptions options = new LoraOptions(4, 8, 0.1, LoraOptions.ALL_PROJECTIONS);
    return TrainableModel.lora(base.config(), base.weights(), arithmetic, options, seed, null);
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
        .isInstanceOf(FailedException.class)
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

  /// A token that sees nothing but itself attends to it whatever queries and keys say. Values alone
  /// are trained then, and they are stacked with the two.
  @Test
  void namesThePartOfAStackedTensorThatReceivesNoGradient() {
    List<List<Row>> lonely = List.of(List.of(new Row(new int[] {1, 2}, 1)));
    Trainer full = trainer(Golden.full());
    assertThatThrownBy(() -> full.step(lonely, 1e-3, 1, 42))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("model.layers.0.self_attn.q_proj.weight: receives no gradient");
    LoraOptions options = new LoraOptions(2, 4, 0, List.of("k_proj", "v_proj"));
    Trainer pairs = trainer(adapter(options));
    pairs.step(lonely, 1e-3, 0, 42);
    assertThatThrownBy(() -> pairs.step(lonely, 1e-3, 1, 42))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("self_attn.k_proj.lora_A.weight: receives no gradient");
  }

  private static TrainableModel adapter(LoraOptions options) {
    BaseModel base = Golden.base();
    return TrainableModel.lora(base.config(), base.weights(), ScalarType.Float, options, 1, null);
  }

  @Test
  void trainsOnlyTheTargetModules() {
    BaseModel base = Golden.base();
    LoraOptions options = new LoraOptions(2, 4, 0, List.of("q_proj", "v_proj"));
    assertThat(adapter(options).trainedTensors())
        .extracting(TensorData::name)
        .hasSize(4 * base.config().layers())
        .allMatch(name -> name.contains("q_proj") || name.contains("v_proj"));
  }
}
