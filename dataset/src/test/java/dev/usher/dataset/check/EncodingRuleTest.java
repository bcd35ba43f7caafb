package dev.usher.dataset.check;

import static dev.usher.dataset.check.RuleContract.hasAPage;
import static dev.usher.dataset.check.RuleContract.passes;
import static dev.usher.dataset.check.RuleContract.refuses;
import static dev.usher.dataset.check.RuleContract.row;
import static dev.usher.dataset.check.RuleContract.text;

import org.junit.jupiter.api.Test;

class EncodingRuleTest {
  private static final Rule RULE = new EncodingRule();

  @Test
  void tellsGoodRowsFromBadOnes() {
    passes(RULE, text("Play Zezé Di Camargo & Luciano – “Té Para Tres”, Ã la carte\tnow\n"));
    refuses(RULE, text("play TÃ© Para Tres"), "U+00C3 U+00A9 at character 7");
    refuses(RULE, text("it\u00e2\u20ac\u2122s on"), "encoding");
    refuses(RULE, text("play T\uFFFD Para Tres"), "U+FFFD");
    refuses(RULE, text("play\u0007"), "U+0007");
    refuses(RULE, row("play it", "play", "{\"artist\": \"TÃ©\"}"), "U+00C3");
    hasAPage(RULE.name());
  }
}
