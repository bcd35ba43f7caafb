package dev.usher.dataset.check;

import static dev.usher.dataset.check.RuleContract.hasAPage;
import static dev.usher.dataset.check.RuleContract.passes;
import static dev.usher.dataset.check.RuleContract.refuses;
import static dev.usher.dataset.check.RuleContract.row;

import dev.usher.dataset.Fixtures;
import org.junit.jupiter.api.Test;

class SchemaRuleTest {
  private static final Rule RULE = new SchemaRule(Fixtures.catalog());

  @Test
  void tellsGoodRowsFromBadOnes() {
    passes(RULE, row("play Abba", "play", "{\"artist\": \"Abba\"}"));
    refuses(RULE, row("play Abba", "sing", "{}"), "unknown tool");
    refuses(RULE, row("louder", "play", "{\"volume\": 11}"), "volume");
    refuses(RULE, row("louder", "play", "{\"loudness\": 1}"), "loudness");
    hasAPage(RULE.name());
  }
}
