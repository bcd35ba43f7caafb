package dev.usher.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.teacher.Spend;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class RowProgressTest {
  @Test
  void saysHowManyHowFastAndHowLong() {
    assertThat(RowProgress.detail(200, 2_000, 4)).isEqualTo("200 of 2,000 rows, 4.0/s, 7:30 left");
    assertThat(RowProgress.detail(7, 2_000, 0)).isEqualTo("7 of 2,000 rows");
  }

  @Test
  void spendIsTokensAndWherePricesAreKnownMoneyRoundedUp() {
    assertThat(RowProgress.words(new Spend(3, 1_200, 34, BigDecimal.ZERO)))
        .isEqualTo("1,234 tokens");
    assertThat(RowProgress.words(new Spend(3, 1_200, 34, new BigDecimal("0.0012"))))
        .isEqualTo("1,234 tokens for 0.01");
  }
}
