package dev.usher.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.app.terminal.Console;
import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.generate.RowWriter;
import dev.usher.dataset.generate.Workspace;
import dev.usher.dataset.source.DatasetImport;
import dev.usher.dataset.source.ImportOptions;
import dev.usher.dataset.source.SourceFormat;
import dev.usher.dataset.teacher.Question;
import dev.usher.dataset.teacher.Reply;
import dev.usher.dataset.teacher.ScriptedTeacher;
import dev.usher.dataset.teacher.Spend;
import dev.usher.dataset.teacher.Teachers;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class RunDataTest {
  private static final OptionalInt NO_COUNT = OptionalInt.empty();
  private static final OptionalLong NO_SEED = OptionalLong.empty();

  @TempDir private Path folder;
  private Workspace workspace;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final Console console =
      new Console(
          new ByteArrayInputStream(new byte[0]),
          new PrintStream(new ByteArrayOutputStream(), false, StandardCharsets.UTF_8),
          new PrintStream(said, true, StandardCharsets.UTF_8),
          0);

  @BeforeEach
  void start() {
    workspace = new Workspace(folder.resolve("work"));
    workspace.start(ToolCatalog.builtIn());
  }

  private DatasetFolder data(OptionalInt count, OptionalLong seed) {
    RunRequest request =
        new RunRequest(
            workspace.path(),
            Optional.empty(),
            "base",
            count,
            seed,
            OptionalDouble.empty(),
            OptionalDouble.empty());
    return new RunData(console, request).get();
  }

  private DatasetFolder generated(RowWriter writer, int count, long seed) {
    DataMaker maker = new DataMaker(console, workspace, writer, count, seed);
    return maker.harvest(maker.write(() -> Spend.NONE).log()).folder();
  }

  private RowWriter anna() {
    Teachers anna = Teachers.of(List.of(new ScriptedTeacher("anna", RunDataTest::answer)), 42);
    return RowWriter.taught(workspace, 42, anna, false);
  }

  /// A sentence of its own for each question, with all values.
  private static Reply answer(Question question) {
    StringBuilder sentence =
        new StringBuilder(question.user().lines().skip(1).findFirst().orElse(""));
    sentence.append(" no. ").append(question.user().hashCode());
    question
        .user()
        .lines()
        .dropWhile(line -> !line.startsWith("Word for word:"))
        .skip(1)
        .takeWhile(line -> !line.isBlank())
        .forEach(line -> sentence.append(' ').append(line.substring(2)));
    return new Reply.Answer(
        JsonMapper.shared().createObjectNode().put("sentence", sentence.toString()).toString(),
        Reply.Usage.NONE);
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aSetThatTeachersWroteIsUsedAndNotReplacedByAnotherOne() {
    DatasetFolder taught = generated(anna(), 300, 42);
    DatasetFolder used = data(NO_COUNT, NO_SEED);
    assertThat(used.splits()).isEqualTo(taught.splits());
    assertThat(said()).contains("dataset is made already");
    assertThat(RunData.name(used)).isEqualTo("anna-300-42");
    assertThat(data(OptionalInt.of(300), OptionalLong.of(42)).splits()).isEqualTo(taught.splits());
  }

  @Test
  void aSetOfAnotherNumberOfRowsIsUsedUnlessANumberIsAskedFor() {
    DatasetFolder made = generated(RowWriter.offline(workspace), 500, 7);
    assertThat(data(NO_COUNT, NO_SEED).splits()).isEqualTo(made.splits());
    assertThat(RunData.name(made)).isEqualTo("500-7");
    DatasetFolder asked = data(OptionalInt.of(300), OptionalLong.of(7));
    assertThat(RunData.name(asked)).isEqualTo("300-7");
    assertThat(said()).contains("held 500-7 and is replaced");
    assertThat(data(NO_COUNT, NO_SEED).splits()).isEqualTo(asked.splits());
  }

  @Test
  void anImportIsUsed() throws IOException {
    DatasetFolder imported = imported("open file %d", workspace.tools());
    assertThat(data(NO_COUNT, NO_SEED).splits()).isEqualTo(imported.splits());
    assertThat(RunData.name(imported)).isEqualTo("plain-40-42");
  }

  private DatasetFolder imported(String sentence, Path tools) throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 40; i++) {
      rows.append(
          "{\"text\": \"%s\", \"name\": \"sandbox_exec\", \"arguments\": {\"code\": \"print(%d)\"}}\n"
              .formatted(sentence.formatted(i), i));
    }
    Path file = Files.writeString(folder.resolve("rows.jsonl"), rows);
    return DatasetImport.run(
        SourceFormat.PLAIN,
        file,
        workspace.dataset(),
        new ImportOptions(42, 0.1, 0.1, OptionalInt.empty(), Optional.of(tools)));
  }

  @Test
  void whereThereIsNoneTheStandardOneIsMade() {
    DatasetFolder made = data(OptionalInt.of(300), NO_SEED);
    assertThat(RunData.name(made)).isEqualTo("300-42");
    assertThat(said()).contains("300 rows written").doesNotContain("replaced");
  }

  @Test
  void aSetOfOtherToolsIsNotTrainedOn() throws IOException {
    imported("open file %d", workspace.tools());
    String text = Files.readString(workspace.tools());
    Files.writeString(workspace.tools(), text.replace("sandbox_exec", "box"));
    assertThatThrownBy(() -> data(NO_COUNT, NO_SEED))
        .isInstanceOf(UsherException.class)
        .hasMessageContainingAll("is not the catalogue of", "tools.json");
  }

  @Test
  void aSetOfOtherScenariosIsNotTrainedOn() throws IOException {
    generated(RowWriter.offline(workspace), 300, 42);
    Files.writeString(workspace.scenarios().resolve("domains.yaml"), "- {name: a, hint: b}\n");
    assertThatThrownBy(() -> data(NO_COUNT, NO_SEED))
        .isInstanceOf(UsherException.class)
        .hasMessageContainingAll("changed since", "another --seed");
  }

  @Test
  void aSetWhoseFilesWereChangedIsNotUsed() throws IOException {
    imported("open file %d", workspace.tools());
    Path train = workspace.dataset().resolve("train.jsonl");
    Files.writeString(train, Files.readString(train) + "\n");
    assertThatThrownBy(() -> data(NO_COUNT, NO_SEED))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("was changed after the import");
  }
}
