package dev.usher.dataset.check;

import static dev.usher.dataset.check.RuleContract.hasAPage;
import static dev.usher.dataset.check.RuleContract.passes;
import static dev.usher.dataset.check.RuleContract.refuses;
import static dev.usher.dataset.check.RuleContract.text;

import org.junit.jupiter.api.Test;

class LeftoverRuleTest {
  private static final Rule RULE = new LeftoverRule();

  @Test
  void tellsGoodRowsFromBadOnes() {
    passes(RULE, text("sure, play something by Abba"));
    passes(RULE, text("here is what I need, a table for two"));
    passes(RULE, text("play \"Golden Wolf\""));
    passes(RULE, text("3 people at 7"));
    passes(RULE, text("is 3 < 4 and 5 > 4"));
    refuses(RULE, text("Sure! Here is a request: play Abba"), "introduction");
    refuses(RULE, text("Here's a sentence: play Abba"), "introduction");
    refuses(RULE, text("User: play Abba"), "label");
    refuses(RULE, text("Query 3: play Abba"), "label");
    refuses(RULE, text("12. play Abba"), "number in a list");
    refuses(RULE, text("```play Abba```"), "code fence");
    refuses(RULE, text("play Abba<|im_end|>"), "chat marker");
    refuses(RULE, text("[INST] play Abba"), "chat marker");
    refuses(RULE, text("play {{artist}}"), "placeholder");
    refuses(RULE, text("play <artist name>"), "placeholder");
    refuses(RULE, text("open {file} for me"), "placeholder");
    passes(RULE, text("print(f\"{name}\") and dict {1: 2}"));
    refuses(RULE, text("book in [city]"), "placeholder");
    refuses(RULE, text("\"play Abba\""), "quotation marks");
    hasAPage(RULE.name());
  }
}
