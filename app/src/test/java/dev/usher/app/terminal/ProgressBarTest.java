package dev.usher.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgressBarTest {

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();

  @Test
  void nothingIsDrawnWhereNobodyWatches() {
    try (ProgressBar bar = console(0).progress("training")) {
      bar.update(.5, "loss 1");
    }
    assertThat(drawn()).isEmpty();
  }

  @Test
  void theBarShowsShareAndDetailAndGoesAwayWhenClosed() {
    try (ProgressBar bar = console(80).progress("training")) {
      bar.update(.5, "loss 0.25");
    }
    assertThat(drawn())
        .isEqualTo(
            "\rtraining  50 % " + "█".repeat(12) + "░".repeat(12) + "  loss 0.25\033[K\r\033[K");
  }

  @Test
  void whenNobodyKnowsHowMuchIsLeftOnlyTheDetailShows() {
    try (ProgressBar bar = console(80).progress("routing")) {
      bar.update(-1, "12 rows");
    }
    assertThat(drawn()).startsWith("\rrouting  12 rows\033[K");
  }

  @Test
  void aNarrowTerminalCutsTheLineInsteadOfWrappingIt() {
    try (ProgressBar bar = console(50).progress("training")) {
      bar.update(.5, "a detail that is much too long for this terminal");
    }
    assertThat(drawn().substring(1, drawn().indexOf("\033"))).hasSize(49);
  }

  @Test
  void updatesInQuickSuccessionAreDrawnOnce() {
    try (ProgressBar bar = console(80).progress("training")) {
      for (int i = 0; i < 1_000; i++) {
        bar.update(i / 1_000.0, "");
      }
    }
    assertThat(drawn().split("training", -1).length - 1).isBetween(1, 50);
  }

  @ParameterizedTest
  @CsvSource({"5, 0:05", "245, 4:05", "3600, 1:00:00", "-3, 0:00"})
  void timesAreWrittenAsOnAClock(long seconds, String text) {
    assertThat(ProgressBar.clock(Duration.ofSeconds(seconds))).isEqualTo(text);
  }

  private Console console(int columns) {
    PrintStream stream = new PrintStream(screen, false, StandardCharsets.UTF_8);
    return new Console(InputStream.nullInputStream(), stream, stream, columns);
  }

  private String drawn() {
    return screen.toString(StandardCharsets.UTF_8);
  }
}
