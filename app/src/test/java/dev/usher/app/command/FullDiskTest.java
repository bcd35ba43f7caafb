package dev.usher.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.app.Repository;
import dev.usher.app.command.ChildProcess.Outcome;
import dev.usher.model.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Commands whose writes fail half-way. The shell's limit on a file's size stands for a disk
/// without space left.
@Tag("slow")
@DisabledOnOs(OS.WINDOWS)
class FullDiskTest {
  private static final int UNLIMITED = 1 << 30;
  private static final int SMALLER_THAN_THE_WEIGHTS = 220;
  private static final int ROOM_FOR_SOME_ROWS = 200;
  private static final int PROMPTS = 30;
  private static final String LOG = "candidates/offline-42.jsonl";

  @TempDir private Path folder;

  @BeforeEach
  void writeSources() throws IOException {
    TinyModel.of(1).write(folder.resolve("base.gguf"));
    Files.writeString(
        folder.resolve("tools.json"),
        """
        [{"name": "find", "parameters": {"properties": {"what": {"type": "string"}}}}]
        """);
    Files.writeString(
        folder.resolve("rows.jsonl"),
        IntStream.range(0, 300)
            .mapToObj(
                """
                {"text": "find thing %1$d for me", "name": "find", "arguments": {"what": "thing %1$d"}}
                """
                    ::formatted)
            .collect(Collectors.joining()));
  }

  @Test
  void anImportLeavesNothingUnderItsNameAndCanBeDoneAgain() throws Exception {
    Path out = folder.resolve("data");
    Outcome full = importRows(8, out);
    assertThat(full.code()).isNotZero();
    assertThat(full.text()).contains("cannot be written", "space left");
    assertThat(out.resolve("manifest.json")).doesNotExist();
    assertThat(importRows(UNLIMITED, out).code()).isZero();
  }

  @Test
  void aTrainingKeepsWhatItHasAndGoesOn() throws Exception {
    Path data = folder.resolve("data");
    Path model = folder.resolve("model");
    assertThat(importRows(UNLIMITED, data).code()).isZero();
    Outcome full = train(SMALLER_THAN_THE_WEIGHTS, data, model);
    assertThat(full.code()).as(full.text()).isNotZero();
    assertThat(full.text()).contains("cannot be written", "space left");
    assertThat(model.resolve("run/trained.safetensors")).doesNotExist();
    assertThat(model.resolve("manifest.json")).doesNotExist();
    Outcome again = train(UNLIMITED, data, model);
    assertThat(again.code()).as(again.text()).isIn(0, ExitCode.GATE_FAILED);
    assertThat(model.resolve("manifest.json")).exists();
  }

  @Test
  void aGenerationKeepsWholeRowsAndGoesOnToTheSameBytes() throws Exception {
    Path straight = folder.resolve("straight");
    Path cut = folder.resolve("cut");
    Path tools = Repository.root().resolve("examples/household/tools.json"); // no native parser
    Run.usher("init", straight, "--tools", tools);
    Run.usher("init", cut, "--tools", tools);
    assertThat(generate(UNLIMITED, straight).code()).isZero();
    Outcome full = generate(ROOM_FOR_SOME_ROWS, cut);
    assertThat(full.code()).isNotZero();
    assertThat(full.text()).contains("offline-42.jsonl: cannot be written", "space left");
    String kept = Files.readString(cut.resolve(LOG));
    assertThat(kept).isNotEmpty().endsWith("}\n");
    assertThat(Files.readString(straight.resolve(LOG))).startsWith(kept);
    assertThat(cut.resolve("dataset/manifest.json")).doesNotExist();
    assertThat(generate(UNLIMITED, cut).code()).isZero();
    for (String file : List.of(LOG, "dataset/train.jsonl", "dataset/manifest.json")) {
      assertThat(cut.resolve(file)).hasSameTextualContentAs(straight.resolve(file));
    }
  }

  private static Outcome generate(int kibibytes, Path workspace) throws Exception {
    return ChildProcess.withFilesOf(
        kibibytes, List.of("generate", workspace.toString(), "--count", "1000"));
  }

  @Test
  void aLabellingKeepsWholeRowsAndGoesOnToTheSameRows() throws Exception {
    Path workspace = folder.resolve("work");
    Run.usher("init", workspace, "--tools", folder.resolve("tools.json"));
    Files.writeString(
        workspace.resolve("teachers.yaml"),
        "- {name: tiny, provider: gguf, model: %s}\n".formatted(folder.resolve("base.gguf")));
    Path log = workspace.resolve("labels/labels.jsonl");
    Outcome full = label(2, workspace);
    assertThat(full.code()).isNotZero();
    assertThat(full.text()).contains("labels.jsonl: cannot be written", "space left");
    List<String> kept = Files.readAllLines(log);
    assertThat(Files.readString(log)).isNotEmpty().endsWith("}\n");
    Outcome again = label(UNLIMITED, workspace);
    assertThat(again.code()).as(again.text()).isZero();
    assertThat(Files.readAllLines(log)).hasSize(PROMPTS).startsWith(kept.toArray(new String[0]));
  }

  private Outcome label(int kibibytes, Path workspace) throws Exception {
    Path prompts = folder.resolve("prompts.jsonl");
    Files.writeString(
        prompts,
        IntStream.range(0, PROMPTS)
            .mapToObj("{\"text\": \"find thing %d for me\"}\n"::formatted)
            .collect(Collectors.joining()));
    return ChildProcess.withFilesOf(
        kibibytes,
        List.of(
            "label", prompts.toString(), "--workspace", workspace.toString(), "--teacher", "tiny"));
  }

  @Test
  void aDataSetThatCannotBeMendedStaysAsItWas() throws Exception {
    Path data = folder.resolve("data");
    Files.writeString(
        folder.resolve("rows.jsonl"),
        "{\"text\": \"{{verb}} me\", \"name\": \"find\", \"arguments\": {\"what\": \"me\"}}\n",
        StandardOpenOption.APPEND);
    assertThat(importRows(UNLIMITED, data).code()).isZero();
    String manifest = Files.readString(data.resolve("manifest.json"));
    Outcome full = ChildProcess.withFilesOf(1, List.of("validate", data.toString(), "--fix"));
    assertThat(full.text()).contains("cannot be written", "space left");
    assertThat(data.resolve("manifest.json")).hasContent(manifest);
    assertThat(ChildProcess.withFilesOf(UNLIMITED, List.of("validate", data.toString())).text())
        .contains("rows break no rule");
  }

  private Outcome importRows(int kibibytes, Path out) throws Exception {
    return ChildProcess.withFilesOf(
        kibibytes,
        List.of(
            "import",
            "plain",
            folder.resolve("rows.jsonl").toString(),
            "--tools",
            folder.resolve("tools.json").toString(),
            "--out",
            out.toString()));
  }

  private Outcome train(int kibibytes, Path data, Path model) throws Exception {
    return ChildProcess.withFilesOf(
        kibibytes,
        List.of(
            "train",
            "--data",
            data.toString(),
            "--model",
            model.toString(),
            "--base",
            folder.resolve("base.gguf").toString(),
            "--epochs",
            "1"));
  }
}
