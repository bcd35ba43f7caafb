package dev.usher.dataset.variation;

import static dev.usher.dataset.Fixtures.call;
import static dev.usher.dataset.Fixtures.catalog;
import static dev.usher.dataset.Fixtures.example;
import static dev.usher.dataset.Fixtures.play;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.Example;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VariantsTest {
  private static List<Example> variants(List<Example> examples, List<Example> heldOut) {
    return IntStream.range(0, 20)
        .mapToObj(seed -> Variants.of(examples, catalog(), heldOut, seed))
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  @Test
  void valuesOfOneArgumentChangePlacesInTextAndDecision() {
    List<Example> examples =
        List.of(play("put on Abba, now", "Abba"), play("some Deep Purple please", "Deep Purple"));
    List<Example> variants = variants(examples, List.of());
    assertThat(variants)
        .containsExactly(
            play("put on Deep Purple, now", "Deep Purple"), play("some Abba please", "Abba"));
    assertThat(variants.getFirst().provenance()).isEqualTo(examples.getFirst().provenance());
  }

  @Test
  void itemsOfAListAreValuesOfTheirArgument() {
    List<Example> examples =
        List.of(
            example("play One and Two", call("play", "{\"track\": [\"One\", \"Two\"]}")),
            example(
                "play Three by Four",
                call("play", "{\"track\": \"Three\", \"artist\": \"Four\"}")));
    assertThat(variants(examples, List.of()))
        .contains(
            example("play Three and Two", call("play", "{\"track\": [\"Three\", \"Two\"]}")),
            example("play Two by Four", call("play", "{\"track\": \"Two\", \"artist\": \"Four\"}")))
        .allMatch(each -> !each.text().contains("by") || each.text().endsWith("by Four"));
  }

  @Test
  void whatIsNotSaidOnceAndAloneStays() {
    List<Example> examples =
        List.of(
            play("play something like Abba, I love Abba", "Abba"),
            play("put on Abbas best", "Abba"),
            example(
                "play Blue Moon", call("play", "{\"track\": \"Blue Moon\", \"artist\": \"Moon\"}")),
            play("play it at volume 3", "Queen"),
            example("be quiet", call("stop", "{}")),
            play("some Muse", "Muse"));
    assertThat(variants(examples, List.of())).isEmpty();
  }

  @Test
  void noVariantIsASentenceThatIsHeldOutOrThereAlready() {
    List<Example> examples =
        List.of(
            play("put on Abba", "Abba"), play("some Blur", "Blur"), play("put on Blur", "Blur"));
    List<Example> heldOut = List.of(play("Some Abba!", "Abba"));
    assertThat(variants(examples, heldOut)).isEmpty();
    assertThat(variants(examples, List.of())).containsExactly(play("some Abba", "Abba"));
  }

  @Test
  void theSeedDecides() {
    List<Example> examples =
        List.of(
            play("put on Abba", "Abba"),
            play("some Blur", "Blur"),
            play("I want Can", "Can"),
            play("give me Dido", "Dido"));
    assertThat(Variants.of(examples, catalog(), List.of(), 7))
        .isEqualTo(Variants.of(examples, catalog(), List.of(), 7))
        .isNotEqualTo(Variants.of(examples, catalog(), List.of(), 8));
  }

  @Test
  void aMixtureHasAsManyRowsAsThereAreExamplesAndTheShareThatIsWanted() {
    List<String> names = List.of("Abba", "Blur", "Can", "Dido", "Eels", "Free", "Gong", "Hole");
    List<Example> examples =
        names.stream()
            .flatMap(name -> Stream.of(play("on with " + name, name), play("some " + name, name)))
            .toList();
    List<Example> more =
        List.of(play("play Queen for me", "Queen"), play("X-Ray Spex", "X-Ray Spex"));
    List<Example> all = Stream.concat(examples.stream(), more.stream()).toList();
    for (double share : new double[] {0, .1, .25}) {
      List<Example> mixed = Variants.mixed(all, catalog(), List.of(), share, 3);
      assertThat(mixed).hasSameSizeAs(all).doesNotHaveDuplicates();
      assertThat(mixed.stream().filter(each -> !all.contains(each)))
          .hasSize((int) Math.round(share * all.size()));
    }
  }
}
