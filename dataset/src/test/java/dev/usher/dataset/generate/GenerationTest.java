package dev.usher.dataset.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.Fixtures;
import dev.usher.dataset.ImportRecord.SourceFile;
import dev.usher.dataset.ImportRecord.Writing;
import dev.usher.dataset.Splits;
import dev.usher.dataset.asking.Progress;
import dev.usher.dataset.check.DistributionRule;
import dev.usher.dataset.check.Gap;
import dev.usher.dataset.check.RowRules;
import dev.usher.dataset.scenario.Scenarios;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerationTest {
  private static final int ROWS = 400;

  @TempDir private Path folder;

  private Workspace workspace(String name) {
    Workspace workspace = new Workspace(folder.resolve(name));
    workspace.start(Fixtures.catalog());
    return workspace;
  }

  private static Path generate(Workspace workspace, int count) {
    return generate(workspace, count, 42);
  }

  private static Path generate(Workspace workspace, int count, long seed) {
    RowWriter writer = RowWriter.offline(workspace);
    return Generation.run(workspace, writer, count, seed, (_, _) -> {}).log();
  }

  @Test
  void aWriterThatWasKilledAnywhereGoesOnToTheSameBytes() throws Exception {
    Path straight = generate(workspace("straight"), ROWS);
    String whole = Files.readString(straight);
    Workspace cut = workspace("cut");
    for (int length : List.of(0, 1, 57, whole.indexOf('\n'), whole.indexOf('\n') + 1, 20_000)) {
      Path log = cut.candidates("offline", 42);
      Files.createDirectories(log.getParent());
      byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
      Files.write(log, Arrays.copyOf(bytes, length));
      assertThat(generate(cut, ROWS)).hasContent(whole);
    }
  }

  @Test
  void moreRowsAreAppendedToThoseThatAreThere() {
    Workspace workspace = workspace("more");
    String few = content(generate(workspace, 100));
    String many = content(generate(workspace, 200));
    assertThat(many).startsWith(few);
    assertThat(CandidateLog.rows(workspace.candidates("offline", 42)))
        .hasSize(200)
        .allMatch(row -> row.teacher().equals("offline") && row.scenario().size() == 4);
  }

  /// Remembers how many rows hold, first and last.
  private static final class Kept implements Progress {
    private final List<Integer> kept = new ArrayList<>();

    @Override
    public void at(int done, int all) {
      throw new AssertionError("expected how many rows hold");
    }

    @Override
    public void at(int done, int all, int kept) {
      this.kept.add(kept);
    }
  }

  @Test
  void rowsThatHoldAreCountedWhileTheyCome() throws Exception {
    Workspace workspace = workspace("kept");
    Path log = generate(workspace, 50);
    String first = Files.readString(log).lines().findFirst().orElseThrow();
    String broken = first.replaceFirst("\"text\": \"", "\"text\": \"{{name}} ");
    Files.writeString(log, Files.readString(log).replace(first, broken));

    Kept progress = new Kept();
    Generation.run(workspace, RowWriter.offline(workspace), 100, 42, progress);

    RowRules rules = new RowRules(workspace.catalog());
    List<GeneratedRow> rows = CandidateLog.rows(log);
    assertThat(progress.kept.getFirst())
        .isEqualTo(holding(rules, rows.subList(0, 50)))
        .isLessThan(50);
    assertThat(progress.kept.getLast()).isEqualTo(holding(rules, rows));
  }

  private static int holding(RowRules rules, List<GeneratedRow> rows) {
    return (int) rows.stream().filter(row -> rules.faults(0, row.candidate()).isEmpty()).count();
  }

  private static String content(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void onlyOneWriterAtATime() {
    Path log = workspace("busy").candidates("offline", 42);
    try (CandidateLog _ = CandidateLog.open(log, "", 1)) {
      assertThatThrownBy(() -> CandidateLog.open(log, "", 1))
          .isInstanceOf(UsherException.class)
          .hasMessageContaining("another process");
    }
  }

  @Test
  void rowsForOtherScenariosAreNotMixedIn() throws Exception {
    Workspace workspace = workspace("edited");
    generate(workspace, 3);
    Path domains = workspace.scenarios().resolve("domains.yaml");
    Files.writeString(domains, "- name: the sea\n  hint: ships\n");
    assertThatThrownBy(() -> generate(workspace, 5))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("offline-42.jsonl:1")
        .hasMessageContaining("another seed");
    assertThat(generate(workspace, 5, 43)).exists();
  }

  @Test
  void aLineThatIsNoCandidateIsNamed() throws Exception {
    Workspace workspace = workspace("odd");
    Path log = generate(workspace, 3);
    Files.writeString(log, "{\"text\": \"x\", \"answer\": \"\"}\n", StandardOpenOption.APPEND);
    assertThatThrownBy(() -> generate(workspace, 5))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining(":4")
        .hasMessageContaining("\"id\"");
  }

  @Test
  void whatIsLeftAfterTheRulesIsADataSet() {
    Workspace workspace = workspace("whole");
    Harvest harvest = Harvest.of(workspace, generate(workspace, ROWS), ROWS, 42);
    DatasetFolder read = DatasetFolder.read(workspace.dataset());
    assertThat(read.splits()).isEqualTo(harvest.folder().splits());
    int kept =
        read.splits().train().size()
            + read.splits().validation().size()
            + read.splits().test().size();
    assertThat(kept).isEqualTo(harvest.screening().kept().size());
    assertThat(read.manifest().made().dropped()).hasSize(harvest.screening().faults().size());
  }

  @Test
  void everyRowSaysWhoWroteItForWhichScenarioAndOfWhichFiles() {
    Workspace workspace = workspace("origins");
    Path log = generate(workspace, ROWS);
    Harvest.of(workspace, log, ROWS, 42);
    DatasetFolder read = DatasetFolder.read(workspace.dataset());
    Map<Long, GeneratedRow> written = new HashMap<>();
    CandidateLog.rows(log).forEach(row -> written.put(row.id(), row));
    assertThat(read.splits().train())
        .isNotEmpty()
        .allSatisfy(row -> {
          assertThat(row.provenance().author().orElseThrow().teacher()).isEqualTo("offline");
          GeneratedRow line = written.get(row.provenance().scenario().orElseThrow());
          assertThat(line.candidate().request()).isEqualTo(row.request());
        });
    Writing writing = read.manifest().made().writing().orElseThrow();
    assertThat(writing.teachers()).containsExactly("offline");
    assertThat(writing.workspaceSha256()).isEqualTo(workspace.hash());
    assertThat(writing.scenarios())
        .extracting(SourceFile::file)
        .containsExactly(
            "scenarios/domains.yaml",
            "scenarios/personas.yaml",
            "scenarios/styles.yaml",
            "scenarios/intents.yaml");
  }

  @Test
  void weightsAreThoseOfTheFinishedSetAndNotOfWhatWasLeftBeforeTheSplit() {
    Workspace workspace = workspace("bent");
    Scenarios scenarios = Scenarios.read(workspace.scenarios());
    String apart = scenarios.domains().entries().getFirst().name();
    String shared = scenarios.domains().entries().getLast().name();
    Random random = new Random(42);
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      String artist = i < 40 ? word(random) : "songs of the great frozen north";
      rows.append(
          """
          {"text": "%s %s %s play %s %s %s", "name": "play", "arguments": {"artist": "%4$s"}, "id": %d, \
          "teacher": "anna", "scenario": {"domain": "%s"}}
          """
              .formatted(
                  word(random),
                  word(random),
                  word(random),
                  artist,
                  word(random),
                  word(random),
                  i,
                  i < 40 ? apart : shared));
    }
    Path log = Fixtures.write(workspace.candidates("anna", 42), rows.toString());

    Harvest bent = Harvest.of(workspace, log, 60, 42);

    Splits left = bent.folder().splits();
    List<Map<String, String>> finished =
        Stream.of(left.train(), left.validation(), left.test())
            .flatMap(List::stream)
            .map(row -> row.provenance().scenario().orElseThrow() < 40 ? apart : shared)
            .map(domain -> Map.of("domain", domain))
            .toList();
    assertThat(finished).hasSizeLessThan(bent.screening().kept().size());
    assertThat(bent.gaps()).isNotEmpty().isEqualTo(DistributionRule.gaps(scenarios, finished));
    Writing writing =
        DatasetFolder.read(workspace.dataset()).manifest().made().writing().orElseThrow();
    assertThat(writing.gaps()).isEqualTo(bent.gaps().stream().map(Gap::reason).toList());
  }

  private static String word(Random random) {
    return random
        .ints(7, 'a', 'z' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  @Test
  void aWorkspaceStartsWithTeachersToChooseFrom() {
    Workspace workspace = workspace("fresh");
    assertThat(Fixtures.names(workspace.path()))
        .containsExactly(".env.example", ".gitignore", "scenarios", "teachers.yaml", "tools.json");
    assertThat(workspace.teachers()).content().contains("provider: openai").doesNotContain("sk-");
    assertThat(workspace.dotEnv()).doesNotExist();
  }

  @Test
  void aFolderThatIsNoWorkspaceSaysWhatToDo() {
    assertThatThrownBy(() -> generate(new Workspace(folder.resolve("none")), 1))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("usher init");
    Workspace twice = workspace("twice");
    assertThatThrownBy(() -> twice.start(ToolCatalog.builtIn()))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("already");
  }
}
