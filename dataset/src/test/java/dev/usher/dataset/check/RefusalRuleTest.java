package dev.usher.dataset.check;

import static dev.usher.dataset.check.RuleContract.answer;
import static dev.usher.dataset.check.RuleContract.hasAPage;
import static dev.usher.dataset.check.RuleContract.passes;
import static dev.usher.dataset.check.RuleContract.refuses;
import static dev.usher.dataset.check.RuleContract.text;

import org.junit.jupiter.api.Test;

class RefusalRuleTest {
  private static final Rule RULE = new RefusalRule();

  @Test
  void tellsGoodRowsFromBadOnes() {
    passes(RULE, answer("can you help", "I can't do that with my tools."));
    passes(RULE, text("I'm sorry I'm late, play Abba"));
    refuses(RULE, text("As an AI language model, I have no ears"), "As an AI");
    refuses(
        RULE,
        answer("hack it", "I'm sorry, but I can't assist with that."),
        "ask the teacher again");
    refuses(RULE, answer("hack it", "That is against my guidelines"), "against my guidelines");
    hasAPage(RULE.name());
  }
}
