package dev.usher.dataset.duplicates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.usher.dataset.SentenceKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NearDuplicatesTest {
  private static final int ROWS = 3_000;

  @Test
  void caseAndPunctuationDoNotCount() {
    NearDuplicates found =
        NearDuplicates.in(List.of("Play some Abba, please!", "stop", "play some abba please"));
    assertThat(found.original(0)).isEmpty();
    assertThat(found.original(1)).isEmpty();
    assertThat(found.original(2)).hasValue(0);
    assertThat(found.count()).isOne();
  }

  @Test
  void similarityIsTheShareOfCommonPieces() {
    assertThat(NearDuplicates.similarity("abcdef", "abcdef")).isOne();
    assertThat(NearDuplicates.similarity("abcdef", "uvwxyz")).isZero();
    // abcd bcde cdef against abcd bcde cdeX: two of four
    assertThat(NearDuplicates.similarity("abcdef", "abcdex")).isEqualTo(.5);
    assertThat(NearDuplicates.similarity("a", "a")).isOne();
    assertThat(NearDuplicates.similarity("a", "b")).isZero();
  }

  @Test
  void whatItFindsIsAlikeAndWhatItLeavesIsNot() {
    List<String> texts = texts(new Random(42));
    NearDuplicates found = NearDuplicates.in(texts);
    List<long[]> left = new ArrayList<>();
    int missed = 0;
    for (int row = 0; row < texts.size(); row++) {
      if (found.original(row).isPresent()) {
        int original = found.original(row).getAsInt();
        assertThat(original).isLessThan(row);
        assertThat(NearDuplicates.similarity(texts.get(row), texts.get(original)))
            .isGreaterThanOrEqualTo(NearDuplicates.THRESHOLD);
      } else {
        long[] shingles = Shingles.of(SentenceKeys.normalised(texts.get(row)));
        missed += isLikeOneOf(left, shingles) ? 1 : 0;
        left.add(shingles);
      }
    }
    assertThat(found.count()).isGreaterThan(ROWS / 10);
    assertThat((double) missed / found.count()).isCloseTo(0, within(.02));
  }

  private static boolean isLikeOneOf(List<long[]> earlier, long[] shingles) {
    return earlier.stream()
        .anyMatch(each -> Shingles.similarity(each, shingles) >= NearDuplicates.THRESHOLD);
  }

  /// Random sentences, a fifth of them an earlier one with a letter or a word changed.
  private static List<String> texts(Random random) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      if (i > 0 && random.nextInt(5) == 0) {
        texts.add(changed(texts.get(random.nextInt(i)), random));
      } else {
        texts.add(sentence(random));
      }
    }
    return texts;
  }

  private static String sentence(Random random) {
    StringBuilder text = new StringBuilder();
    int words = 6 + random.nextInt(12);
    for (int i = 0; i < words; i++) {
      text.append(word(random)).append(' ');
    }
    return text.toString();
  }

  private static String word(Random random) {
    StringBuilder word = new StringBuilder();
    int letters = 2 + random.nextInt(7);
    for (int i = 0; i < letters; i++) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    return word.toString();
  }

  private static String changed(String text, Random random) {
    int at = random.nextInt(text.length());
    return random.nextBoolean()
        ? text.substring(0, at) + "q" + text.substring(at + 1)
        : text.replaceFirst("\\w+", word(random));
  }
}
