package dev.usher.dataset.variation;

import static dev.usher.dataset.Fixtures.call;
import static dev.usher.dataset.Fixtures.catalog;
import static dev.usher.dataset.Fixtures.example;
import static dev.usher.dataset.Fixtures.play;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.Example;
import java.util.List;
import org.junit.jupiter.api.Test;

class VariantsTest {
  private static List<Example> variants(List<Example> examples, List<Example> heldOut, int copies) {
    return Variants.of(examples, catalog(), heldOut, copies, 42);
  }

  @Test
  void valuesOfOneArgumentChangePlacesInTextAndDecision() {
    List<Example> examples =
        List.of(play("put on Abba, now", "Abba"), play("some Deep Purple please", "Deep Purple"));
    List<Example> variants = variants(examples, List.of(), 5);
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
    assertThat(variants(examples, List.of(), 20))
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
    assertThat(variants(examples, List.of(), 5)).isEmpty();
  }

  @Test
  void noVariantIsASentenceThatIsHeldOutOrThereAlready() {
    List<Example> examples =
        List.of(
            play("put on Abba", "Abba"), play("some Blur", "Blur"), play("put on Blur", "Blur"));
    List<Example> heldOut = List.of(play("Some Abba!", "Abba"));
    assertThat(variants(examples, heldOut, 9)).isEmpty();
    assertThat(variants(examples, List.of(), 9)).containsExactly(play("some Abba", "Abba"));
  }

  @Test
  void theSeedDecides() {
    List<Example> examples =
        List.of(
            play("put on Abba", "Abba"),
            play("some Blur", "Blur"),
            play("I want Can", "Can"),
            play("give me Dido", "Dido"));
    assertThat(Variants.of(examples, catalog(), List.of(), 1, 7))
        .isEqualTo(Variants.of(examples, catalog(), List.of(), 1, 7))
        .isNotEqualTo(Variants.of(examples, catalog(), List.of(), 1, 8));
  }
}
