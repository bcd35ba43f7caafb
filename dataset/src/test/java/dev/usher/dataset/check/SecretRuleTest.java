package dev.usher.dataset.check;

import static dev.usher.dataset.check.RuleContract.hasAPage;
import static dev.usher.dataset.check.RuleContract.passes;
import static dev.usher.dataset.check.RuleContract.refuses;
import static dev.usher.dataset.check.RuleContract.row;
import static dev.usher.dataset.check.RuleContract.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.Candidate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretRuleTest {
  private static final Rule RULE = new SecretRule();

  @Test
  void tellsGoodRowsFromBadOnes() {
    passes(RULE, text("my password is hard to remember"));
    passes(RULE, text("set password = getPassword1() in login.py"));
    passes(RULE, text("the secret: be kind"));
    refuses(RULE, text("use api_key=9f8e7d" + "6c5b4a39281706"), "password");
    passes(RULE, text("open https://example.org/a@b"));
    refuses(RULE, text("use AKIA" + "IOSFODNN7EXAMPLE"), "AWS");
    refuses(RULE, text("token ghp_" + "a1".repeat(18)), "code host");
    refuses(RULE, text("key sk-" + "abcd1234".repeat(4)), "API key");
    refuses(RULE, text("-----BEGIN RSA " + "PRIVATE KEY-----"), "private key");
    refuses(RULE, text("clone https://me:secret" + "@host/repo"), "password in a web address");
    refuses(RULE, row("open it", "play", "{\"artist\": \"xoxb-" + "1234567890-abc\"}"), "Slack");
    refuses(RULE, thinking("the token ghp_" + "a1".repeat(18)), "code host");
    assertThat(RULE.fault(text("use AKIA" + "IOSFODNN7EXAMPLE")).orElseThrow())
        .doesNotContain("IOSFODNN7EXAMPLE");
    hasAPage(RULE.name());
  }

  private static Candidate thinking(String thought) {
    return text("open it").with("open it", Optional.of(thought));
  }
}
