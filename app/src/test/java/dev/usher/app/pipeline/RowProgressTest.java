package dev.usher.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.app.terminal.Console;
import dev.usher.app.terminal.ProgressBar;
import dev.usher.dataset.teacher.Spend;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RowProgressTest {
  @Test
  void saysHowManyHowFastAndHowLong() {
    assertThat(RowProgress.detail(200, 2_000, "", 4))
        .isEqualTo("200 of 2,000 rows, 4.0/s, 7:30 left");
    assertThat(RowProgress.detail(7, 2_000, "", 0)).isEqualTo("7 of 2,000 rows");
  }

  @Test
  void rowsThatHoldAreShownBesideThoseThatAreThere() {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            new PrintStream(shown, true, StandardCharsets.UTF_8),
            120);
    try (ProgressBar bar = console.progress("writing")) {
      new RowProgress(bar, () -> Spend.NONE).at(1_200, 2_000, 1_180);
    }
    assertThat(shown.toString(StandardCharsets.UTF_8)).contains("1,200 of 2,000 rows, 1,180 kept");
  }

  @Test
  void spendIsTokensAndWherePricesAreKnownMoneyRoundedUp() {
    assertThat(RowProgress.words(new Spend(3, 1_200, 34, BigDecimal.ZERO)))
        .isEqualTo("1,234 tokens");
    assertThat(RowProgress.words(new Spend(3, 1_200, 34, new BigDecimal("0.0012"))))
        .isEqualTo("1,234 tokens for 0.01");
  }
}
