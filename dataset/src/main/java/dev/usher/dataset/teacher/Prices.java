package dev.usher.dataset.teacher;

import dev.usher.dataset.yaml.YamlFields;
import java.math.BigDecimal;

/// What a provider charges for a million tokens, in its currency.
///
/// @param input for those it reads
/// @param output for those it writes
record Prices(BigDecimal input, BigDecimal output) {
  static final Prices FREE = new Prices(BigDecimal.ZERO, BigDecimal.ZERO);
  private static final int MILLION_DIGITS = 6;

  static Prices of(YamlFields fields) {
    return new Prices(fields.amount("input"), fields.amount("output"));
  }

  boolean free() {
    return input.signum() == 0 && output.signum() == 0;
  }

  /// What these tokens cost.
  BigDecimal of(Reply.Usage usage) {
    BigDecimal read = input.multiply(BigDecimal.valueOf(usage.inputTokens()));
    BigDecimal written = output.multiply(BigDecimal.valueOf(usage.outputTokens()));
    return read.add(written).movePointLeft(MILLION_DIGITS);
  }
}
