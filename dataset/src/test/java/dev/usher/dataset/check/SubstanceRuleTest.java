package dev.usher.dataset.check;

import static dev.usher.dataset.check.RuleContract.hasAPage;
import static dev.usher.dataset.check.RuleContract.passes;
import static dev.usher.dataset.check.RuleContract.refuses;
import static dev.usher.dataset.check.RuleContract.text;

import org.junit.jupiter.api.Test;

class SubstanceRuleTest {
  private static final Rule RULE = new SubstanceRule();

  @Test
  void tellsGoodRowsFromBadOnes() {
    passes(RULE, text("stop"));
    passes(RULE, text("停止"));
    passes(RULE, text("no"));
    refuses(RULE, text("?!"), "0 letters");
    refuses(RULE, text(" x "), "1 letters");
    hasAPage(RULE.name());
  }
}
