package dev.usher.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.app.Repository;
import dev.usher.model.TinyModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demo on a tiny model of random weights.
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

  /// Eight steps leave the scores of random weights so flat that rounding changes which is best.
  @Test
  void aRouterThatIsNotServedAsItWasTrainedIsNotShownAndNotTrainedAgain() throws IOException {
    Path base = folder.resolve("base.gguf");
    TinyModel.of(1).write(base);

    Run first = demo(base);
    assertThat(first.code()).as(first.error()).isEqualTo(ExitCode.GATE_FAILED);
    assertThat(first.error()).contains("[1/4]", "parity FAILED").doesNotContain("[2/4]");

    Path weights = folder.resolve("model/model.gguf");
    FileTime written = Files.getLastModifiedTime(weights);
    Run again = demo(base);
    assertThat(again.code()).as(again.error()).isEqualTo(ExitCode.GATE_FAILED);
    assertThat(again.error()).contains("trained already", "parity FAILED");
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
