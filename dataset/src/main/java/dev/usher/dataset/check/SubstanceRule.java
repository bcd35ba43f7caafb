package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import java.util.Optional;

/// The sentence says something: it has at least two letters or digits.
final class SubstanceRule implements Rule {
  private static final int LEAST = 2;

  @Override
  public String name() {
    return "substance";
  }

  @Override
  public Layer layer() {
    return Layer.QUALITY;
  }

  @Override
  public Optional<String> fault(Candidate row) {
    long count = row.text().codePoints().filter(Character::isLetterOrDigit).count();
    return count >= LEAST
        ? Optional.empty()
        : Optional.of("the text has %d letters or digits; expected a sentence".formatted(count));
  }
}
