package dev.usher.dataset.profile;

import static dev.usher.dataset.Fixtures.call;
import static dev.usher.dataset.Fixtures.example;
import static dev.usher.dataset.Fixtures.play;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.usher.dataset.Audit;
import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.DatasetManifest.Counts;
import dev.usher.dataset.Example;
import dev.usher.dataset.Fixtures;
import dev.usher.dataset.ImportRecord;
import dev.usher.dataset.ImportRecord.Dropped;
import dev.usher.dataset.Splits;
import dev.usher.dataset.generate.Generation;
import dev.usher.dataset.generate.Harvest;
import dev.usher.dataset.generate.RowWriter;
import dev.usher.dataset.generate.Workspace;
import dev.usher.dataset.profile.AxisUse.Value;
import dev.usher.dataset.profile.Lengths.Bin;
import dev.usher.dataset.profile.ToolUse.ArgumentUse;
import dev.usher.tools.Decision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetProfileTest {

  private static final List<Example> TRAIN =
      List.of(
          play("play Abba", "Abba"),
          play("play Queen", "Queen"),
          example(
              "play some Who quietly and then please stop everything",
              new Decision.Call(
                  List.of(
                      Fixtures.toolCall("play", "{\"artist\": \"Who\", \"volume\": 1}"),
                      Fixtures.toolCall("stop", "{}")))),
          play("PLAY, abba", "abba"));

  private static final List<Example> TEST =
      List.of(
          example("stop the music now", call("stop", "{}")),
          example("how are you", new Decision.Answer("fine")));

  @TempDir private Path folder;

  private DatasetProfile profile(Splits splits, OptionalInt limit, Dropped... dropped) {
    ImportRecord made =
        new ImportRecord(
            "plain", 42, limit, "given", "given", "given", List.of(), List.of(dropped), List.of());
    return DatasetProfile.of(DatasetFolder.write(folder, Fixtures.catalog(), splits, made));
  }

  private DatasetProfile profile(Dropped... dropped) {
    return profile(new Splits(TRAIN, List.of(), TEST), OptionalInt.empty(), dropped);
  }

  @Test
  void rowsAreCountedBySideAndByForm() {
    assertThat(profile().rows()).isEqualTo(new Counts(4, 0, 2));
    assertThat(profile().total()).isEqualTo(6);
    assertThat(profile().kinds()).isEqualTo(new Kinds(4, 1, 1, 0));
  }

  @Test
  void everyCallCountsForItsToolAndEachArgumentIsThereOrNot() {
    assertThat(profile().tools())
        .containsExactly(
            new ToolUse(
                "play",
                new Counts(4, 0, 0),
                4,
                List.of(
                    new ArgumentUse("artist", false, 4, 0),
                    new ArgumentUse("track", false, 0, 4),
                    new ArgumentUse("volume", false, 1, 3))),
            new ToolUse("stop", new Counts(0, 0, 1), 2, List.of()),
            new ToolUse(Example.ANSWER, new Counts(0, 0, 1), 0, List.of()));
  }

  @Test
  void lengthsAreInWordsByNearestRankAndBinsHaveNoGaps() {
    Lengths words = profile().words();
    assertThat(words.p50()).isEqualTo(2);
    assertThat(words.p90()).isEqualTo(9);
    assertThat(words.max()).isEqualTo(9);
    assertThat(words.bins())
        .hasSize(9)
        .contains(new Bin(2, 2, 3), new Bin(3, 3, 1), new Bin(4, 4, 1), new Bin(9, 9, 1));
    List<String> long100 = IntStream.rangeClosed(1, 100).mapToObj("x "::repeat).toList();
    assertThat(Lengths.of(long100).bins()).hasSize(20).contains(new Bin(96, 100, 5));
  }

  @Test
  void repetitionTellsExactFromNearAndKnowsTheLargestTemplate() {
    List<Example> rows =
        List.of(
            play("play Abba", "Abba"),
            play("Play abba!", "abba"),
            play("play Queen", "Queen"),
            play("put on the very best and loudest song of Queen for me", "Queen"),
            play("put on the very best and loudest songs of Queen for me", "Queen"));
    Repetition alike = Repetition.of(rows);
    assertThat(alike.exact()).isEqualTo(new Part(1, 0.2));
    assertThat(alike.near()).isEqualTo(new Part(1, 0.2));
    assertThat(alike.template()).isEqualTo(new Part(3, 0.6));
    assertThat(alike.templateExample()).isEqualTo("play Abba");
    assertThat(alike.trigrams()).isEqualTo(20);
    assertThat(alike.distinctTrigrams()).isEqualTo(13);
  }

  @Test
  void aRowThatBrokeTwoRulesIsLeftOutOnceAndCountsForBoth() {
    LeftOut left =
        profile(
                new Dropped("a:1", "secret, has a key", "x"),
                new Dropped("a:1", "length, too long", "x"),
                new Dropped("a:2", "length, too short", "y"),
                new Dropped("a:2", "length, and has no verb", "y"))
            .leftOut();
    assertThat(left.rows()).isEqualTo(2);
    assertThat(left.rules()).containsExactly(Map.entry("length", 2), Map.entry("secret", 1));
    assertThat(left.survival()).hasValue(0.75);
  }

  @Test
  void survivalIsNotClaimedWhereASampleWasDrawn() {
    Splits splits = new Splits(TRAIN, List.of(), TEST);
    assertThat(profile(splits, OptionalInt.of(4)).leftOut().survival()).isEmpty();
  }

  @Test
  void theManifestsAuditIsPassedOn() {
    assertThat(profile().audit()).isEqualTo(new Audit(0, 0, 0, 1, 2));
  }

  @Test
  void valuesOfHeldOutRowsAreCountedByWhetherTrainingHasThemForTheSameArgument() {
    Splits splits =
        new Splits(
            TRAIN,
            List.of(play("some abba!", "ABBA"), play("some Muse", "Muse")),
            List.of(example("the song Queen", call("play", "{\"track\": [\"Queen\", \"Who\"]}"))));
    List<SharedValues> shared = profile(splits, OptionalInt.empty()).shared();
    assertThat(shared)
        .containsExactly(
            new SharedValues("play.artist", 2, 1), new SharedValues("play.track", 2, 0));
    assertThat(shared.getFirst().share()).isEqualTo(.5);
  }

  @Test
  void anImportedDataSetHasNoScenarios() {
    assertThat(profile().scenario()).isEmpty();
    assertThat(profile().teachers()).isEmpty();
  }

  @Test
  void jsonHasEveryPartAndTheSameBytesEachTime() {
    String json = profile().toJson();
    assertThat(json)
        .contains("\"several_calls\" : 1", "\"p90\" : 9", "\"left_out\"", "\"survival\" : 1.0");
    assertThat(profile().toJson()).isEqualTo(json);
  }

  private static Path generated(Workspace workspace, int rows) {
    Path log =
        Generation.run(workspace, RowWriter.offline(workspace), rows, 42, (_, _) -> {}).log();
    Harvest.of(workspace, log, rows, 42);
    return log;
  }

  private Workspace workspace() {
    Workspace workspace = new Workspace(folder.resolve("work"));
    workspace.start(Fixtures.catalog());
    return workspace;
  }

  private static DatasetProfile profile(Workspace workspace) {
    return DatasetProfile.of(DatasetFolder.read(workspace.dataset()));
  }

  @Test
  void inAWorkspaceEachRowHasItsScenarioAndItsTeacher() {
    Workspace workspace = workspace();
    generated(workspace, 300);
    DatasetProfile profile = profile(workspace);
    assertThat(profile.teachers()).containsExactly(Map.entry("offline", profile.total()));
    assertThat(profile.scenario())
        .extracting(AxisUse::axis)
        .containsExactly("domain", "persona", "style", "intent");
    assertThat(profile.scenario())
        .allSatisfy(axis -> {
          int rows = axis.values().stream().mapToInt(value -> value.part().rows()).sum();
          assertThat(rows).isEqualTo(profile.total());
          assertThat(axis.deviation()).hasValueCloseTo(largest(axis), within(1e-9));
        });
  }

  private static double largest(AxisUse axis) {
    double largest = 0;
    for (Value value : axis.values()) {
      double distance = value.part().share() - value.wanted().orElseThrow();
      largest = Math.max(largest, 100 * Math.abs(distance));
    }
    return largest;
  }

  @Test
  void aValueThatNoRowHasIsListedWithZeroRows() {
    AxisUse axis = AxisUse.of("style", List.of("a", "a", "c"), Map.of("a", 0.5, "b", 0.5));
    assertThat(axis.values())
        .extracting(Value::name, value -> value.part().rows())
        .contains(tuple("b", 0), tuple("c", 1));
    assertThat(axis.deviation()).hasValue(50);
  }

  @Test
  void aValueThatShouldHaveARowByItsWeightAndHasNoneIsMissing() {
    List<String> names = Collections.nCopies(10, "a");
    AxisUse axis = AxisUse.of("style", names, Map.of("a", 0.85, "b", 0.1, "c", 0.05));
    assertThat(axis.missing()).containsExactly("b");
    assertThat(AxisUse.of("style", names, Map.of()).missing()).isEmpty();
  }

  @Test
  void theAxesOfWhatIsLearnedFromAreThoseOfTheTrainingSide() {
    Workspace workspace = workspace();
    generated(workspace, 300);
    DatasetFolder data = DatasetFolder.read(workspace.dataset());
    assertThat(AxisUse.learned(data))
        .hasSize(4)
        .allSatisfy(axis ->
            assertThat(axis.values().stream().mapToInt(value -> value.part().rows()).sum())
                .isEqualTo(data.splits().train().size()));
  }

  @Test
  void aLogThatHasGrownSinceStillTellsTheScenarios() {
    Workspace workspace = workspace();
    generated(workspace, 100);
    Generation.run(workspace, RowWriter.offline(workspace), 200, 42, (_, _) -> {});
    DatasetProfile profile = profile(workspace);
    assertThat(profile.teachers()).containsEntry("offline", profile.total());
  }

  @Test
  void editedScenariosLeaveTheCountsAndTakeTheWeights() throws IOException {
    Workspace workspace = workspace();
    generated(workspace, 100);
    Files.writeString(
        workspace.scenarios().resolve("domains.yaml"), "- name: the sea\n  hint: ships\n");
    DatasetProfile profile = profile(workspace);
    assertThat(profile.scenario()).hasSize(4).allMatch(axis -> axis.deviation().isEmpty());
    assertThat(profile.scenario().getFirst().values())
        .noneMatch(value -> value.name().equals("the sea"));
  }

  @Test
  void anotherLogUnderTheSameNameIsNotBelieved() throws IOException {
    Workspace workspace = workspace();
    Path log = generated(workspace, 100);
    Files.writeString(log, Files.readString(log).replace("plain", "PLAIN"));
    assertThat(profile(workspace).scenario()).isEmpty();
  }
}
