package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// No key or password of anybody is learnt by heart.
final class SecretRule implements Rule {
  private static final Map<String, Pattern> SECRETS =
      Map.of(
          "an AWS access key", Pattern.compile("\\b(AKIA|ASIA)[0-9A-Z]{16}\\b"),
          "a code host's token",
              Pattern.compile(
                  "\\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_\\w{22,}|glpat-[\\w-]{20,})"),
          "a Slack token", Pattern.compile("\\bxox[abeoprs]-[A-Za-z0-9-]{10,}"),
          "a Google key", Pattern.compile("\\bAIza[0-9A-Za-z_-]{35}"),
          "an API key", Pattern.compile("\\bsk-[A-Za-z0-9_-]{20,}"),
          "a Hugging Face token", Pattern.compile("\\bhf_[A-Za-z0-9]{30,}"),
          "a private key", Pattern.compile("-----BEGIN ([A-Z]+ )?PRIVATE KEY-----"),
          "a JSON web token", Pattern.compile("\\beyJ[\\w-]{10,}\\.eyJ[\\w-]{10,}\\.[\\w-]{10,}"),
          "a password",
              Pattern.compile(
                  "\\b(password|passwd|secret|api[_-]?key|auth[_-]?token)[\"']?\\s*[:=]\\s*[\"']?(?=\\S*\\d)[\\w+/!@#$%-]{8,}(?![\\w(.])",
                  Pattern.CASE_INSENSITIVE),
          "a password in a web address", Pattern.compile("://[^/\\s:@]+:[^/\\s:@]+@"));

  @Override
  public String name() {
    return "secret";
  }

  @Override
  public Layer layer() {
    return Layer.SAFETY;
  }

  /// The message does not repeat the secret.
  @Override
  public Optional<String> fault(Candidate row) {
    return Values.allTexts(row)
        .flatMap(text -> kinds(text))
        .findFirst()
        .map(kind -> "has what looks like " + kind + "; replace it, and revoke it if it is real");
  }

  private static Stream<String> kinds(String text) {
    return SECRETS.entrySet().stream()
        .filter(each -> each.getValue().matcher(text).find())
        .map(Map.Entry::getKey)
        .sorted();
  }
}
