package dev.usher.model.constraint;

import java.util.ArrayList;
import java.util.List;

/// The tokens that are open to choice at one place, with their scores. Used again for each place.
final class Candidates {
  /// A candidate and its share of the probability of all.
  record Share(int token, double probability) {}

  /// Scores so far below the best are left out of the sum: all of them together weigh less than a
  /// millionth of it.
  private static final float NEGLIGIBLE = 26;

  /// Rivals are shown down to about a thousandth of the best one's share.
  private static final float FAINT = 7;

  private static final int RIVALS = 3;

  private final int[] ids;
  private final float[] scores;
  private int count;

  Candidates(int vocabularySize) {
    this.ids = new int[vocabularySize];
    this.scores = new float[vocabularySize];
  }

  /// Takes the tokens of `set` with the scores of `source`.
  void load(TokenSet set, LogitsSource source) {
    count = set.size();
    if (set.few()) {
      System.arraycopy(set.list(), 0, ids, 0, count);
      source.logits(ids, count, scores);
    } else {
      gather(set.bits(), source.logits());
    }
  }

  private void gather(long[] bits, float[] logits) {
    int at = 0;
    for (int word = 0; word < bits.length; word++) {
      for (long left = bits[word]; left != 0; left &= left - 1) {
        int id = (word << 6) + Long.numberOfTrailingZeros(left);
        ids[at] = id;
        scores[at++] = logits[id];
      }
    }
  }

  /// The token with the highest score, of equal ones that with the lowest id.
  ///
  /// @throws IllegalStateException if no score is a finite number
  int best() {
    int best = -1;
    float highest = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      if (scores[i] > highest) {
        highest = scores[i];
        best = i;
      }
    }
    if (best < 0 || highest == Float.POSITIVE_INFINITY) {
      throw new IllegalStateException(
          "the model gave no finite score to any of " + count + " allowed tokens");
    }
    return ids[best];
  }

  /// Takes a token out of the choice.
  void reject(int token) {
    scores[indexOf(token)] = Float.NEGATIVE_INFINITY;
  }

  private int indexOf(int token) {
    for (int i = 0; i < count; i++) {
      if (ids[i] == token) {
        return i;
      }
    }
    throw new IllegalArgumentException("token " + token + " is no candidate");
  }

  /// The share of one candidate, then those of its strongest rivals in falling order.
  List<Share> shares(int token) {
    int chosen = indexOf(token);
    float highest = scores[chosen];
    for (int i = 0; i < count; i++) {
      highest = Math.max(highest, scores[i]);
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      if (scores[i] > highest - NEGLIGIBLE) {
        sum += Math.exp(scores[i] - highest);
      }
    }
    List<Share> shares = new ArrayList<>();
    shares.add(share(chosen, highest, sum));
    for (int rival : rivals(chosen, highest)) {
      shares.add(share(rival, highest, sum));
    }
    return shares;
  }

  private Share share(int index, float highest, double sum) {
    return new Share(ids[index], Math.exp(scores[index] - highest) / sum);
  }

  private List<Integer> rivals(int chosen, float highest) {
    List<Integer> rivals = new ArrayList<>();
    float floor = highest - FAINT;
    for (int i = 0; i < count; i++) {
      if (scores[i] > floor && i != chosen) {
        insert(i, rivals);
        floor = rivals.size() < RIVALS ? floor : scores[rivals.getLast()];
      }
    }
    return rivals;
  }

  private void insert(int index, List<Integer> rivals) {
    int at = rivals.size();
    while (at > 0 && scores[rivals.get(at - 1)] < scores[index]) {
      at--;
    }
    rivals.add(at, index);
    if (rivals.size() > RIVALS) {
      rivals.removeLast();
    }
  }
}
