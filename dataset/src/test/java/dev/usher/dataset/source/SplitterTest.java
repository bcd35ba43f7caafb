package dev.usher.dataset.source;

import static dev.usher.dataset.Fixtures.call;
import static dev.usher.dataset.Fixtures.example;
import static dev.usher.dataset.Fixtures.play;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.Example;
import dev.usher.dataset.SentenceKeys;
import dev.usher.dataset.source.Splitter.Side;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitterTest {

  private static final List<String> VERBS =
      List.of("play", "start", "spin", "put on", "give me", "I want");
  private static final List<String> ENDS =
      List.of("", " now", " please", " loud", " again", " for us");

  /// Sentences over 36 templates, some of them repeated with other signs and other case.
  private static List<Example> examples(int count, long seed) {
    Random random = new Random(seed);
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String artist = "artist " + random.nextInt(50);
      String text = pick(VERBS, random) + " " + artist + pick(ENDS, random);
      examples.add(
          play(random.nextInt(4) == 0 ? text.toUpperCase(Locale.ROOT) + "!" : text, artist));
      examples.add(example("stop number " + random.nextInt(3 * count), call("stop", "{}")));
    }
    return examples;
  }

  private static String pick(List<String> words, Random random) {
    return words.get(random.nextInt(words.size()));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void neitherATextNorATemplateStandsOnTwoSides(long seed) {
    Map<Side, List<Example>> sides = new Splitter(0.1, 0.1, seed).split(examples(150, seed));

    assertDisjoint(sides, each -> SentenceKeys.normalised(each.text()));
    assertDisjoint(sides, each -> SentenceKeys.template(each.request(), each.decision()));
  }

  private static void assertDisjoint(
      Map<Side, List<Example>> sides, Function<Example, String> key) {
    Set<String> seen = new HashSet<>();
    for (List<Example> side : sides.values()) {
      Set<String> own = new HashSet<>(side.stream().map(key).toList());
      assertThat(seen).doesNotContainAnyElementsOf(own);
      seen.addAll(own);
    }
  }

  @Test
  void everyToolGivesAboutItsShareToEachSide() {
    Map<Side, List<Example>> sides = new Splitter(0.1, 0.2, 42).split(examples(1000, 7));

    for (String tool : List.of("play", "stop")) {
      assertThat(count(sides.get(Side.TEST), tool)).isBetween(150L, 200L);
      assertThat(count(sides.get(Side.VALIDATION), tool)).isBetween(70L, 100L);
    }
    assertThat(sides.values().stream().mapToInt(List::size).sum()).isEqualTo(2000);
  }

  private static long count(List<Example> side, String tool) {
    return side.stream().filter(each -> each.stratum().equals(tool)).count();
  }

  @Test
  void theSeedDecides() {
    List<Example> examples = examples(100, 1);

    assertThat(new Splitter(0.1, 0.1, 1).split(examples))
        .isEqualTo(new Splitter(0.1, 0.1, 1).split(examples))
        .isNotEqualTo(new Splitter(0.1, 0.1, 2).split(examples));
  }

  @Test
  void aToolOfOneTemplateStaysInTraining() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      examples.add(play("play number " + i, "number " + i));
    }

    assertThat(new Splitter(0.1, 0.1, 42).split(examples)).containsOnlyKeys(Side.TRAIN);
  }

  @Test
  void threeDifferentSentencesAreEnoughForThreeSides() {
    List<Example> examples =
        List.of(play("play Abba", "Abba"), play("start Abba", "Abba"), play("spin Abba", "Abba"));

    assertThat(new Splitter(0.1, 0.1, 42).split(examples))
        .containsOnlyKeys(Side.TRAIN, Side.VALIDATION, Side.TEST);
  }

  @Test
  void aShareOfNothingHoldsNothingOut() {
    assertThat(new Splitter(0, 0, 42).split(examples(50, 1))).containsOnlyKeys(Side.TRAIN);
  }

  @Test
  void oneTextUnderTwoLabelsStaysOnOneSide() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      examples.add(play("way " + i + " to play Abba", "Abba"));
      examples.add(example("Way " + i + " to play Abba!", call("play", "{\"track\": \"Abba\"}")));
    }

    Map<Side, List<Example>> sides = new Splitter(0.2, 0.2, 42).split(examples);

    assertThat(sides).hasSize(3);
    assertDisjoint(sides, each -> SentenceKeys.normalised(each.text()));
  }
}
