package dev.usher.dataset.check;

import static dev.usher.dataset.check.RuleContract.hasAPage;
import static dev.usher.dataset.check.RuleContract.passes;
import static dev.usher.dataset.check.RuleContract.refuses;
import static dev.usher.dataset.check.RuleContract.row;

import org.junit.jupiter.api.Test;

class SpecificityRuleTest {
  private static final Rule RULE = new SpecificityRule();

  @Test
  void tellsGoodRowsFromBadOnes() {
    passes(RULE, row("play Unknown by Abba", "play", "{\"track\": \"Unknown\"}"));
    passes(RULE, row("play my_song", "play", "{\"track\": \"my_song\"}"));
    refuses(RULE, row("play it", "play", "{\"artist\": \"Unknown\"}"), "stands for a value");
    refuses(RULE, row("play it", "play", "{\"artist\": \"<artist>\"}"), "play.artist");
    refuses(RULE, row("play it", "play", "{\"artist\": \"your_artist\"}"), "your_artist");
    refuses(RULE, row("play both", "play", "{\"track\": [\"N/A\", \"Abba\"]}"), "N/A");
    hasAPage(RULE.name());
  }
}
