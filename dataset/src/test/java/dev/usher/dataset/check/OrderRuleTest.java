package dev.usher.dataset.check;

import static dev.usher.dataset.check.RuleContract.hasAPage;
import static dev.usher.dataset.check.RuleContract.passes;
import static dev.usher.dataset.check.RuleContract.refuses;
import static dev.usher.dataset.check.RuleContract.row;

import org.junit.jupiter.api.Test;

class OrderRuleTest {
  private static final Rule RULE = new OrderRule(RuleContract.CODING);

  @Test
  void tellsGoodRowsFromBadOnes() {
    passes(
        RULE, row("find parse", "codebase_search", "{\"query\": \"parse\", \"mode\": \"exact\"}"));
    refuses(
        RULE,
        row("find parse", "codebase_search", "{\"mode\": \"exact\", \"query\": \"parse\"}"),
        "[query, mode]");
    hasAPage(RULE.name());
  }
}
