package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.tools.Decision;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Neither sentence nor answer is a language model's refusal.
final class RefusalRule implements Rule {
  private static final Pattern REFUSAL =
      Pattern.compile(
          "\\bas an? (ai|artificial intelligence|language model)\\b"
              + "|\\bi(['’]m| am) (just )?an? (ai|language model)\\b"
              + "|\\bi(['’]m| am) (sorry|unable)\\b[^.]{0,40}\\b(assist|fulfil|comply|help with that|provide that)"
              + "|\\bi (cannot|can['’]t|won['’]t) (assist|fulfil|comply|help with (that|this)|generate|provide)\\b"
              + "|\\bagainst my (guidelines|programming|policy)\\b",
          Pattern.CASE_INSENSITIVE);

  @Override
  public String name() {
    return "refusal";
  }

  @Override
  public Layer layer() {
    return Layer.QUALITY;
  }

  @Override
  public Optional<String> fault(Candidate row) {
    Stream<String> answer =
        row.decision() instanceof Decision.Answer(String text) ? Stream.of(text) : Stream.of();
    return Stream.concat(Stream.of(row.text()), answer)
        .map(REFUSAL::matcher)
        .filter(Matcher::find)
        .findFirst()
        .map(found -> "a refusal, \"%s\"; ask the teacher again".formatted(found.group()));
  }
}
