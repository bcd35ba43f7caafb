package dev.usher.dataset.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How many words sentences have; a word is what stands between white space.
///
/// @param p50 half of the sentences have at most so many
/// @param p90 nine of ten have at most so many
/// @param max the longest one has so many
/// @param bins how many sentences are how long, from the shortest on, without gaps
public record Lengths(int p50, int p90, int max, List<Bin> bins) {

  private static final int MOST_BINS = 20;

  /// Copies the list.
  public Lengths {
    bins = List.copyOf(bins);
  }

  /// Sentences of about one length.
  ///
  /// @param from fewest words
  /// @param to most words
  /// @param rows how many sentences
  public record Bin(int from, int to, int rows) {}

  static Lengths of(List<String> texts) {
    int[] words = texts.stream().mapToInt(Lengths::words).sorted().toArray();
    if (words.length == 0) {
      return new Lengths(0, 0, 0, List.of());
    }
    return new Lengths(atMost(words, 50), atMost(words, 90), words[words.length - 1], bins(words));
  }

  private static int words(String text) {
    return text.strip().split("\\s+", -1).length;
  }

  /// The nearest rank: the least length that so many percent of the sentences do not exceed.
  private static int atMost(int[] sorted, int percent) {
    return sorted[Math.max(0, Math.ceilDiv(sorted.length * percent, 100) - 1)];
  }

  private static List<Bin> bins(int[] sorted) {
    int longest = sorted[sorted.length - 1];
    int width = Math.ceilDiv(longest, MOST_BINS);
    List<Bin> bins = new ArrayList<>();
    for (int from = 1; from <= longest; from += width) {
      int first = from;
      int last = from + width - 1;
      int rows =
          (int) Arrays.stream(sorted).filter(words -> words >= first && words <= last).count();
      bins.add(new Bin(first, last, rows));
    }
    return bins;
  }
}
