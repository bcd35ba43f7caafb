package dev.usher.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.tools.file.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {

  @TempDir private Path folder;
  private Path model;

  @BeforeEach
  void makeAModelFolder() throws IOException {
    model = Files.createDirectories(folder.resolve("model"));
    for (String name : new String[] {"manifest.json", "tools.json", "model.gguf"}) {
      Files.writeString(model.resolve(name), name);
    }
    Files.writeString(folder.resolve("data.json"), "data");
    Files.writeString(folder.resolve("base.gguf"), "base");
    certificate(0.001);
    build();
  }

  @Test
  void everythingIsCurrentWhenNothingChanged() {
    Run run = Run.usher("status", "--model", model);
    assertThat(run.code()).as(run.error()).isZero();
    assertThat(run.out())
        .containsPattern("data +current")
        .containsPattern("base +current")
        .containsPattern("model.gguf +current")
        .containsPattern("parity +current +parity passed")
        .containsPattern("scorecard +missing");
  }

  @Test
  void changedDataMakesTheModelStale() throws IOException {
    Files.writeString(folder.resolve("data.json"), "other data");
    assertThat(Run.usher("status", "--model", model).out())
        .containsPattern("data +stale")
        .containsPattern("model.gguf +current");
  }

  @Test
  void aBaseThatIsGoneIsUnknown() throws IOException {
    Files.delete(folder.resolve("base.gguf"));
    assertThat(Run.usher("status", "--model", model).out()).containsPattern("base +unknown");
  }

  @Test
  void aChangedModelFileIsBroken() throws IOException {
    Files.writeString(model.resolve("model.gguf"), "tampered");
    assertThat(Run.usher("status", "--model", model).out()).containsPattern("model.gguf +broken");
  }

  @Test
  void aFailedCertificateIsBroken() throws IOException {
    certificate(5);
    build();
    assertThat(Run.usher("status", "--model", model).out())
        .containsPattern("parity +broken +parity FAILED");
  }

  @Test
  void exportAndEvaluateRefuseAFailedCertificateAndAChangedModelWithTheGatesCode()
      throws IOException {
    Path out = folder.resolve("out.gguf");
    Files.writeString(model.resolve("model.gguf"), "tampered");
    assertRefusedByTheGate(out, "was changed after");
    Files.delete(model.resolve("parity.json"));
    assertRefusedByTheGate(out, "no parity certificate");
    makeAModelFolder();
    certificate(5);
    build();
    assertRefusedByTheGate(out, "FAILED");
  }

  @Test
  void exportOfWhatIsNoModelIsBadInput() {
    Run run = Run.usher("export", "--model", folder, "--to", "gguf", "--out", folder.resolve("o"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.error()).contains("manifest.json");
    run = Run.usher("export", "--model", model, "--to", "peft", "--type", "f16", "--out", "o");
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.error()).contains("--type");
  }

  @Test
  void jsonHasAWordForEachState() {
    assertThat(Run.usher("status", "--model", model, "--json").out())
        .contains("\"name\" : \"model.gguf\"", "\"state\" : \"CURRENT\"");
  }

  @Test
  void anEmptyFolderSaysThatNothingWasTrainedAndAMissingOneIsBadInput() throws IOException {
    Path empty = Files.createDirectory(folder.resolve("empty"));
    assertThat(Run.usher("status", "--model", empty).out()).contains("nothing was trained here");
    assertThat(Run.usher("status", "--model", folder.resolve("none")).code()).isEqualTo(2);
  }

  private void assertRefusedByTheGate(Path out, String why) {
    Path scorecard = folder.resolve("out.json");
    Run export = Run.usher("export", "--model", model, "--to", "gguf", "--out", out);
    Run evaluate =
        Run.usher("evaluate", "--model", model, "--data", "rows.jsonl", "--out", scorecard);
    for (Run run : List.of(export, evaluate)) {
      assertThat(run.code()).as(run.error()).isEqualTo(100);
      assertThat(run.error()).contains(why);
    }
    assertThat(out).doesNotExist();
    assertThat(scorecard).doesNotExist();
  }

  private void certificate(double difference) throws IOException {
    Files.writeString(
        model.resolve("parity.json"),
        """
        {"prompts": 1, "tokens": 9, "idsIdentical": true, "engineDifference": %s,
         "engineBound": 0.01, "deploymentDifference": 0.02, "argMaxAgreement": 1.0,
         "argMaxBound": 0.98, "decisionsIdentical": 1.0}
        """
            .formatted(difference));
  }

  private void build() throws IOException {
    Files.writeString(
        model.resolve("build.json"),
        """
        {"format": 1, "data": %s, "base": %s, "settings": {"method": "full"}, "files": {
          "manifest.json": "%s", "tools.json": "%s", "model.gguf": "%s", "parity.json": "%s"}}
        """
            .formatted(
                source(folder.resolve("data.json")),
                source(folder.resolve("base.gguf")),
                Sha256.of(model.resolve("manifest.json")),
                Sha256.of(model.resolve("tools.json")),
                Sha256.of(model.resolve("model.gguf")),
                Sha256.of(model.resolve("parity.json"))),
        StandardCharsets.UTF_8);
  }

  private static String source(Path file) throws IOException {
    return "{\"path\": \"%s\", \"sha256\": \"%s\"}".formatted(file, Sha256.of(file));
  }
}
