package dev.usher.dataset.check;

import static dev.usher.dataset.check.RuleContract.hasAPage;
import static dev.usher.dataset.check.RuleContract.passes;
import static dev.usher.dataset.check.RuleContract.refuses;
import static dev.usher.dataset.check.RuleContract.row;

import org.junit.jupiter.api.Test;

class DestructiveRuleTest {
  private static final Rule RULE = new DestructiveRule(RuleContract.CODING);

  @Test
  void tellsGoodRowsFromBadOnes() {
    passes(RULE, row("how many", "sandbox_exec", "{\"code\": \"print(len('remove'))\"}"));
    passes(
        RULE,
        row("find rmtree", "codebase_search", "{\"query\": \"rmtree\", \"mode\": \"exact\"}"));
    refuses(
        RULE,
        row("clean up", "sandbox_exec", "{\"code\": \"import shutil; shutil.rmtree('x')\"}"),
        "shutil.rmtree(");
    refuses(
        RULE, row("clean up", "sandbox_exec", "{\"code\": \"os.system('ls')\"}"), "ask the person");
    refuses(RULE, row("clean up", "sandbox_exec", "{\"code\": \"rm -rf /\"}"), "rm -rf");
    refuses(
        RULE, row("clean up", "sandbox_exec", "{\"code\": \"DROP TABLE users\"}"), "DROP TABLE");
    hasAPage(RULE.name());
  }
}
