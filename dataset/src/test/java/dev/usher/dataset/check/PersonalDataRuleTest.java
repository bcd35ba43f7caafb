package dev.usher.dataset.check;

import static dev.usher.dataset.check.RuleContract.hasAPage;
import static dev.usher.dataset.check.RuleContract.passes;
import static dev.usher.dataset.check.RuleContract.refuses;
import static dev.usher.dataset.check.RuleContract.text;

import org.junit.jupiter.api.Test;

class PersonalDataRuleTest {
  private static final Rule RULE = new PersonalDataRule();

  @Test
  void tellsGoodRowsFromBadOnes() {
    passes(RULE, text("call 555 0123, order 4111111111111112"));
    passes(RULE, text("write to ada@example.org and bob@mail.example.com"));
    passes(RULE, text("the range is 100-200-3000"));
    refuses(RULE, text("pay with 4111 1111 1111 1111"), "payment card");
    refuses(RULE, text("by 30 pay with 378282246310005"), "payment card");
    refuses(RULE, text("send it to DE89 3704 0044 0532 0130 00"), "bank account");
    refuses(RULE, text("my number is 123-45-6789"), "social security");
    passes(RULE, text("call +1 212 555 0123, or (415) 555-0199"));
    passes(RULE, text("between 1995-2005 and +15 degrees"));
    refuses(RULE, text("ring me on +44 7911 123456"), "phone");
    refuses(RULE, text("ring me on (415) 236-2671"), "phone");
    refuses(RULE, text("mail ada@lovelace.org"), "e-mail");
    hasAPage(RULE.name());
  }
}
