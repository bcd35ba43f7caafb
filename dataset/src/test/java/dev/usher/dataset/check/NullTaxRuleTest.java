package dev.usher.dataset.check;

import static dev.usher.dataset.check.RuleContract.hasAPage;
import static dev.usher.dataset.check.RuleContract.passes;
import static dev.usher.dataset.check.RuleContract.refuses;
import static dev.usher.dataset.check.RuleContract.row;

import org.junit.jupiter.api.Test;

class NullTaxRuleTest {
  private static final Rule RULE = new NullTaxRule(RuleContract.CODING);

  @Test
  void tellsGoodRowsFromBadOnes() {
    passes(
        RULE, row("find parse", "codebase_search", "{\"query\": \"parse\", \"mode\": \"exact\"}"));
    refuses(
        RULE,
        row(
            "find parse",
            "codebase_search",
            "{\"query\": \"parse\", \"mode\": \"exact\", \"file_pattern\": null}"),
        "leave it out");
    refuses(
        RULE,
        row(
            "find parse",
            "codebase_search",
            "{\"query\": \"parse\", \"mode\": \"exact\", \"file_pattern\": \" \"}"),
        "file_pattern");
    // an empty file is one: its content is required
    passes(
        RULE,
        row(
            "empty notes.md",
            "file_manager",
            "{\"operation\": \"write\", \"path\": \"notes.md\", \"content\": \"\"}"));
    hasAPage(RULE.name());
  }
}
