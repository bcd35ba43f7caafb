package dev.usher.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.app.Repository;
import dev.usher.model.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demo from its first step to its last, on a tiny model of random weights.
@Tag("slow")
class DemoCommandTest {
  private static final String HOME = "usher.home";

  @TempDir private Path folder;

  @BeforeEach
  void pointAtTheCheckout() {
    System.setProperty(HOME, Repository.root().toString());
  }

  @AfterEach
  void pointNowhere() {
    System.clearProperty(HOME);
  }

  @Test
  void itGoesFromNothingToRoutedSentencesAndDoesNothingTwice() throws IOException {
    Path base = folder.resolve("base.gguf");
    TinyModel.of(1).write(base);

    Run first = demo(base);
    assertThat(first.code()).as(first.error()).isZero();
    assertThat(first.error())
        .contains("[1/4]", "[2/4]", "[3/4]", "[4/4]", "parity passed", "./usher route --model");
    assertThat(first.out()).contains("untrained", "> will it rain in Oslo tomorrow", "\"status\":");

    Path weights = folder.resolve("model/model.gguf");
    var written = Files.getLastModifiedTime(weights);
    Run again = demo(base);
    assertThat(again.code()).as(again.error()).isZero();
    assertThat(again.error()).contains("trained already");
    assertThat(Files.getLastModifiedTime(weights)).isEqualTo(written);
  }

  @Test
  void withoutACheckoutItSaysWhatIsMissing() {
    System.setProperty(HOME, folder.toString());
    Run run = demo(folder.resolve("base.gguf"));
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.error()).contains("the bundled example is missing");
  }

  private Run demo(Path base) {
    return Run.usher(
        "demo",
        "--base",
        base,
        "--model",
        folder.resolve("model"),
        "--limit",
        "60",
        "--sample",
        "3");
  }
}
