package dev.usher.app.command;

import dev.usher.dataset.Splits;

/// How large the sides of a data set are, in words.
final class SideCounts {

  private SideCounts() {}

  static String of(Splits splits) {
    return "%,d sentences to train on, %,d for validation, %,d for testing"
        .formatted(splits.train().size(), splits.validation().size(), splits.test().size());
  }
}
