package dev.usher.dataset.check;

import static dev.usher.dataset.check.RuleContract.hasAPage;
import static dev.usher.dataset.check.RuleContract.passes;
import static dev.usher.dataset.check.RuleContract.refuses;
import static dev.usher.dataset.check.RuleContract.text;

import org.junit.jupiter.api.Test;

class LengthRuleTest {
  private static final Rule RULE = new LengthRule();

  @Test
  void tellsGoodRowsFromBadOnes() {
    passes(RULE, text("a".repeat(2_000)));
    refuses(RULE, text("a".repeat(2_001)), "2,001 characters");
    passes(RULE, text("😀".repeat(2_000)));
    hasAPage(RULE.name());
  }
}
