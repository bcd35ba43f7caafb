package dev.usher.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.model.TinyModel;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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

  private Outcome importRows(int kibibytes, Path out) throws Exception {
    return usher(
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
    return usher(
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

  private record Outcome(int code, String text) {}

  private static Outcome usher(int kibibytes, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("bash", "-c", "ulimit -f " + kibibytes + "; exec \"$@\"", "usher"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules=jdk.incubator.vector", "-XX:-UsePerfData"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.usher.app.Main"));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), text);
  }
}
