package dev.usher.dataset.check;

import static dev.usher.dataset.check.RuleContract.hasAPage;
import static dev.usher.dataset.check.RuleContract.passes;
import static dev.usher.dataset.check.RuleContract.refuses;
import static dev.usher.dataset.check.RuleContract.row;

import org.junit.jupiter.api.Test;

class PathRuleTest {
  private static final Rule RULE = new PathRule(RuleContract.CODING);

  @Test
  void tellsGoodRowsFromBadOnes() {
    passes(
        RULE,
        row(
            "show src/app.py",
            "file_manager",
            "{\"operation\": \"read\", \"path\": \"src/app.py\"}"));
    passes(
        RULE,
        row("show App.py", "file_manager", "{\"operation\": \"read\", \"path\": \"src/app.py\"}"));
    passes(
        RULE, row("list tests", "file_manager", "{\"operation\": \"list\", \"path\": \"tests/\"}"));
    refuses(
        RULE,
        row(
            "show the settings",
            "file_manager",
            "{\"operation\": \"read\", \"path\": \"config/settings.py\"}"),
        "does not say");
    hasAPage(RULE.name());
  }
}
