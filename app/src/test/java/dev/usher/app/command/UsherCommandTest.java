package dev.usher.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.app.pipeline.GateFailedException;
import dev.usher.app.terminal.Console;
import dev.usher.tools.FailedException;
import dev.usher.tools.UsherException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsherCommandTest {

  @Test
  void withoutACommandItShowsTheUsageAndFails() {
    Run run = Run.usher();
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.error()).contains("a command is missing", "Usage: usher", "completion");
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "--nonsense"})
  void unknownWordsAreWrongUsage(String word) {
    Run run = Run.usher(word);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.error()).contains(word);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-0.1", "1.5", "NaN"})
  void aThresholdIsAConfidence(String threshold) {
    Run run = Run.usher("evaluate", "--model", "m", "--data", "d", "--abstain-below", threshold);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.error()).contains("--abstain-below is a confidence: from 0 to 1.");
  }

  @Test
  void helpNamesTheExitCodes() {
    Run run = Run.usher("--help");
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("Exit codes:", "100", "Examples:");
  }

  @Test
  void theCompletionScriptIsValidBash(@TempDir Path folder) throws Exception {
    Path script = Files.writeString(folder.resolve("usher.bash"), Run.usher("completion").out());
    Process bash = new ProcessBuilder("bash", "-n", script.toString()).inheritIO().start();
    assertThat(bash.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(bash.exitValue()).isZero();
    assertThat(script).content().contains("completion", "--help");
  }

  @Test
  void badInputIsTheMessageAloneAndCodeTwo() {
    assertFailure(new UsherException("tools.json:3", "expected an object"), 2)
        .isEqualTo("usher: tools.json:3: expected an object\n");
    assertFailure(new UncheckedIOException(new NoSuchFileException("a/b")), 2)
        .isEqualTo("usher: a/b: there is no such file or folder\n");
  }

  @Test
  void aFailedGateHasACodeOfItsOwn() {
    assertFailure(new GateFailedException("parity failed"), 100)
        .isEqualTo("usher: parity failed\n");
  }

  @Test
  void aFailureThatNoInputIsToBlameForIsTheMessageAloneAndCodeOne() {
    assertFailure(new FailedException("training", "the trainer was killed"), 1)
        .isEqualTo("usher: training: the trainer was killed\n");
  }

  @Test
  void otherFailuresAreCodeOneAndSayWhatTheyAre() {
    assertFailure(new FileSystemException("out.gguf", null, "No space left on device"), 1)
        .isEqualTo("usher: out.gguf: No space left on device\n");
    assertFailure(new UncheckedIOException("m.gguf: disk full", new IOException("28")), 1)
        .isEqualTo("usher: m.gguf: disk full\n");
    assertFailure(new IllegalStateException("oops"), 1).contains("oops", "--verbose");
    assertFailure(new IOException("reset"), 1).contains("input or output failed: reset");
  }

  private static org.assertj.core.api.AbstractStringAssert<?> assertFailure(
      Exception failure, int code) {
    java.io.ByteArrayOutputStream error = new java.io.ByteArrayOutputStream();
    java.io.PrintStream stream = new java.io.PrintStream(error);
    Console console = new Console(java.io.InputStream.nullInputStream(), stream, stream, 0);
    assertThat(Failures.report(console, failure, false)).isEqualTo(code);
    return assertThat(error.toString(java.nio.charset.StandardCharsets.UTF_8));
  }
}
