package dev.usher.model.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class MergerTest {

  /// The definition, read literally: again and again the pair of the lowest rank, the leftmost
  /// first.
  private static List<Integer> mergeSlowly(List<Integer> symbols, Map<Long, Long> merges) {
    List<Integer> ids = new ArrayList<>(symbols);
    for (int best = best(ids, merges); best >= 0; best = best(ids, merges)) {
      int merged = Merges.id(merge(merges, ids.get(best), ids.get(best + 1)));
      ids.subList(best, best + 2).clear();
      ids.add(best, merged);
    }
    return ids;
  }

  private static int best(List<Integer> ids, Map<Long, Long> merges) {
    int best = -1;
    int lowest = Integer.MAX_VALUE;
    for (int i = 0; i + 1 < ids.size(); i++) {
      long merge = merge(merges, ids.get(i), ids.get(i + 1));
      if (merge != Merges.NONE && Merges.rank(merge) < lowest) {
        best = i;
        lowest = Merges.rank(merge);
      }
    }
    return best;
  }

  private static long merge(Map<Long, Long> merges, int left, int right) {
    return merges.getOrDefault((long) left << 32 | right, Merges.NONE);
  }

  @Test
  void mergesByRankThenFromTheLeft() {
    SplittableRandom random = new SplittableRandom(42);
    for (int round = 0; round < 2_000; round++) {
      Map<Long, Long> merges = randomMerges(random);
      Merger merger = new Merger((left, right, _, _, _) -> merge(merges, left, right));
      for (int length : new int[] {0, 1, 2, 7, 31, 32, 33, 80}) {
        List<Integer> symbols = random.ints(length, 0, 4).boxed().toList();
        merger.begin(new byte[0]);
        for (int i = 0; i < length; i++) {
          merger.add(symbols.get(i), i, i + 1);
        }
        merger.merge();
        assertThat(ids(merger)).isEqualTo(mergeSlowly(symbols, merges));
      }
    }
  }

  /// Merges among four symbols and what they become; several may share a rank.
  private static Map<Long, Long> randomMerges(SplittableRandom random) {
    Map<Long, Long> merges = new HashMap<>();
    for (int id = 4; id < 16; id++) {
      long pair = (long) random.nextInt(id) << 32 | random.nextInt(id);
      merges.putIfAbsent(pair, Merges.pack(random.nextInt(10), id));
    }
    return merges;
  }

  private static List<Integer> ids(Merger merger) {
    List<Integer> ids = new ArrayList<>();
    for (int symbol = 0; symbol < merger.count(); symbol = merger.next(symbol)) {
      ids.add(merger.id(symbol));
    }
    return ids;
  }
}
