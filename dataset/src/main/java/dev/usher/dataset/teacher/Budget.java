package dev.usher.dataset.teacher;

import dev.usher.dataset.yaml.YamlFields;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalLong;

/// The most that may be taken from a teacher.
///
/// @param requests that are made, those that fail too
/// @param tokens read and written
/// @param money in the currency of the prices
record Budget(OptionalLong requests, OptionalLong tokens, Optional<BigDecimal> money) {
  static final Budget UNLIMITED =
      new Budget(OptionalLong.empty(), OptionalLong.empty(), Optional.empty());

  static Budget of(YamlFields fields) {
    return new Budget(
        fields.count("requests"), fields.count("tokens"), fields.optionalAmount("money"));
  }

  boolean isLimited() {
    return requests.isPresent() || tokens.isPresent() || money.isPresent();
  }

  /// The limit that a spend is beyond, in words; empty if it is within all.
  Optional<String> exceededBy(Spend spend) {
    if (requests.isPresent() && spend.requests() > requests.getAsLong()) {
      return Optional.of(requests.getAsLong() + " requests");
    }
    if (tokens.isPresent() && spend.tokens() > tokens.getAsLong()) {
      return Optional.of(tokens.getAsLong() + " tokens");
    }
    return money
        .filter(limit -> spend.money().compareTo(limit) > 0)
        .map(limit -> limit.toPlainString() + " in money");
  }
}
