package dev.usher.dataset.check;

import static dev.usher.dataset.check.RuleContract.hasAPage;
import static dev.usher.dataset.check.RuleContract.passes;
import static dev.usher.dataset.check.RuleContract.refuses;
import static dev.usher.dataset.check.RuleContract.row;

import org.junit.jupiter.api.Test;

class ParrotRuleTest {
  private static final Rule RULE = new ParrotRule(RuleContract.CODING);

  @Test
  void tellsGoodRowsFromBadOnes() {
    passes(RULE, row("run this in the sandbox", "sandbox_exec", "{\"code\": \"1\"}"));
    refuses(
        RULE,
        row(
            "run Python in a sandbox, only to calculate, to verify or to test logic",
            "sandbox_exec",
            "{\"code\": \"1\"}"),
        "repeats the name or the description");
    refuses(RULE, row("call sandbox_exec", "sandbox_exec", "{\"code\": \"1\"}"), "sandbox_exec");
    hasAPage(RULE.name());
  }
}
