package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import java.util.Optional;

/// The sentence is one that somebody would say: not a whole document.
final class LengthRule implements Rule {
  private static final int MOST = 2_000; // characters

  @Override
  public String name() {
    return "length";
  }

  @Override
  public Layer layer() {
    return Layer.QUALITY;
  }

  @Override
  public Optional<String> fault(Candidate row) {
    int length = row.said().codePointCount(0, row.said().length());
    return length <= MOST
        ? Optional.empty()
        : Optional.of("the text has %,d characters; expected at most %,d".formatted(length, MOST));
  }
}
