package dev.usher.dataset.profile;

/// Some of the rows.
///
/// @param rows how many
/// @param share of all rows, in [0, 1]
public record Part(int rows, double share) {

  static Part of(int rows, int all) {
    return new Part(rows, all == 0 ? 0 : (double) rows / all);
  }
}
