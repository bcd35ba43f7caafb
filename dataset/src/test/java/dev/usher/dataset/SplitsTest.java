package dev.usher.dataset;

import static dev.usher.dataset.Fixtures.call;
import static dev.usher.dataset.Fixtures.example;
import static dev.usher.dataset.Fixtures.play;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitsTest {

  private final List<Example> examples = examples();

  private static List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      examples.add(play("play " + i, String.valueOf(i)));
    }
    for (int i = 0; i < 30; i++) {
      examples.add(example("stop " + i, call("stop", "{}")));
    }
    return examples;
  }

  @Test
  void aSampleKeepsEachToolsShareAndTheOrder() {
    List<Example> sample = Splits.sample(examples, 15, 42);

    assertThat(sample).hasSize(15);
    assertThat(sample.stream().collect(groupingBy(Example::stratum, counting())))
        .containsEntry("play", 11L)
        .containsEntry("stop", 4L);
    assertThat(sample.stream().map(examples::indexOf)).isSorted();
  }

  @Test
  void theSeedDecidesTheSample() {
    assertThat(Splits.sample(examples, 15, 1)).isEqualTo(Splits.sample(examples, 15, 1));
    assertThat(Splits.sample(examples, 15, 1)).isNotEqualTo(Splits.sample(examples, 15, 2));
  }

  @Test
  void aSampleOfMoreThanThereIsIsAll() {
    assertThat(Splits.sample(examples, 1000, 1)).isEqualTo(examples);
  }
}
