package dev.usher.training;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/// Which rows make up which batch: rows of (nearly) equal length together, so that hardly a
/// position is padding, in an order that the seed decides.
public final class BatchPlan {
  private BatchPlan() {}

  /// The batches of one epoch. Every row stands in exactly one batch; equal arguments give equal
  /// plans.
  ///
  /// @param epoch from 0; each epoch groups and orders the rows anew
  /// @param rows to group
  /// @param batchSize rows a batch, fewer in one of them
  /// @param seed of the order
  /// @return the batches in order
  public static List<List<Row>> epoch(List<Row> rows, int batchSize, long seed, int epoch) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003L + epoch);
    List<Row> order = new ArrayList<>(rows);
    shuffle(order, random);
    order.sort(Comparator.comparingInt(Row::length));
    List<List<Row>> batches = inOrder(order, batchSize);
    shuffle(batches, random);
    return batches;
  }

  /// The rows in batches of neighbours by length, shortest first: for scoring.
  ///
  /// @param rows to group
  /// @param batchSize rows a batch
  /// @return the batches in order
  public static List<List<Row>> byLength(List<Row> rows, int batchSize) {
    List<Row> order = new ArrayList<>(rows);
    order.sort(Comparator.comparingInt(Row::length));
    return inOrder(order, batchSize);
  }

  private static List<List<Row>> inOrder(List<Row> rows, int batchSize) {
    List<List<Row>> batches = new ArrayList<>();
    for (int i = 0; i < rows.size(); i += batchSize) {
      batches.add(List.copyOf(rows.subList(i, Math.min(rows.size(), i + batchSize))));
    }
    return batches;
  }

  private static <T> void shuffle(List<T> list, SplittableRandom random) {
    for (int i = list.size() - 1; i > 0; i--) {
      Collections.swap(list, i, random.nextInt(i + 1));
    }
  }
}
