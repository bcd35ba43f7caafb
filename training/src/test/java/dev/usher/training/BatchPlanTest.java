package dev.usher.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BatchPlanTest {
  private static final List<Row> ROWS = rows(103);

  private static List<Row> rows(int count) {
    Random random = new Random(1);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rows.add(new Row(new int[2 + random.nextInt(40)], 1));
    }
    return rows;
  }

  @Test
  void everyRowStandsInExactlyOneBatch() {
    List<Row> planned = BatchPlan.epoch(ROWS, 8, 42, 0).stream().flatMap(List::stream).toList();
    assertThat(planned).containsExactlyInAnyOrderElementsOf(ROWS);
  }

  @Test
  void hardlyAPositionIsPadding() {
    long positions = 0;
    for (List<Row> batch : BatchPlan.epoch(ROWS, 8, 42, 0)) {
      positions += (long) batch.size() * batch.stream().mapToInt(Row::length).max().orElseThrow();
    }
    long tokens = ROWS.stream().mapToLong(Row::length).sum();
    assertThat((double) positions / tokens).isLessThan(1.1);
  }

  @Test
  void theSeedAndTheEpochDecideTheOrder() {
    assertThat(BatchPlan.epoch(ROWS, 8, 42, 0)).isEqualTo(BatchPlan.epoch(ROWS, 8, 42, 0));
    assertThat(BatchPlan.epoch(ROWS, 8, 42, 0)).isNotEqualTo(BatchPlan.epoch(ROWS, 8, 43, 0));
    assertThat(BatchPlan.epoch(ROWS, 8, 42, 0)).isNotEqualTo(BatchPlan.epoch(ROWS, 8, 42, 1));
  }
}
