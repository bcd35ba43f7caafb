package dev.usher.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.usher.model.constraint.Decoded;
import dev.usher.model.constraint.Decoded.Rival;
import dev.usher.model.constraint.Decoded.Step;
import dev.usher.router.Choice.Alternative;
import dev.usher.router.Choice.Part;
import dev.usher.tools.FormatOptions.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChoiceReaderTest {
  private final List<Step> steps = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private void forced(String token) {
    step(token, 1, 1);
  }

  private void step(String token, int allowed, double probability, Rival... rivals) {
    int from = text.length();
    text.append(token);
    steps.add(new Step(7, from, text.length(), allowed, probability, List.of(rivals)));
  }

  private List<Choice> choices() {
    return ChoiceReader.read(new Decoded(text.toString(), steps), Kind.COMPACT);
  }

  @Test
  void tokensOfOnePartAreOneChoice() {
    step("get", 3, .5, new Rival(1, "set", .4));
    step("_all", 2, .8, new Rival(2, "(", .2));
    forced("()");
    forced("");
    assertThat(choices())
        .containsExactly(
            new Choice(Part.TOOL, "", "get_all", .4, List.of(new Alternative("set", .4))));
  }

  @Test
  void theLeastCertainTokenSaysWhatElseItMightHaveBeen() {
    step("get", 3, .9, new Rival(1, "set", .1));
    step("_all", 2, .6, new Rival(2, "_one", .3), new Rival(3, "(", .1));
    forced("()");
    forced("");
    assertThat(choices().getFirst().alternatives())
        .containsExactly(new Alternative("get_one", .3), new Alternative("get(", .1));
  }

  @Test
  void aTokenThatEndsAPartAndBeginsAnotherCountsForTheOther() {
    forced("f(");
    step("a=\"", 2, .9);
    step("x", 90, .7);
    step("\",b", 9, .5, new Rival(4, "y", .4));
    forced("=1");
    step(")", 2, .25);
    forced("");
    assertThat(choices())
        .extracting(Choice::part, Choice::name, Choice::text, Choice::probability)
        .containsExactly(
            tuple(Part.VALUE, "a", "\"x\"", .9 * .7),
            tuple(Part.ARGUMENT, "", "b", .5),
            tuple(Part.END, "", "", .25));
    assertThat(choices().get(1).alternatives()).containsExactly(new Alternative("y", .4));
  }

  @Test
  void theEndOfTheTurnIsPartOfTheEnd() {
    forced("f()");
    step("", 2, .75, new Rival(5, ";", .25));
    List<Choice> choices = choices();
    assertThat(choices).hasSize(1);
    assertThat(choices.getFirst().part()).isEqualTo(Part.END);
    assertThat(choices.getFirst().probability()).isCloseTo(.75, within(1e-12));
  }
}
