package dev.usher.dataset.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.Fixtures;
import dev.usher.dataset.Provenance;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LeakageRuleTest {
  private static final LeakageRule RULE = new LeakageRule(Fixtures.catalog());

  private static Candidate row(String file, String text, String artist) {
    return new Candidate(
        text,
        Fixtures.call("play", "{\"artist\": \"%s\"}".formatted(artist)),
        new Provenance(file, 1));
  }

  private static List<Fault> leaks(Candidate held, Candidate... learned) {
    return RULE.faults(List.of(List.of(held), List.of(), List.of(learned)));
  }

  @Test
  void aSentenceOnTwoSidesIsALeakOfTheSideThatIsLearnedFrom() {
    List<Fault> leaks =
        leaks(
            row("test.jsonl", "Play Abba!", "Abba"),
            row("train.jsonl", "start some Queen", "Queen"),
            row("train.jsonl", "play abba", "Abba"));
    assertThat(leaks).singleElement().extracting(Fault::row).isEqualTo(2);
    assertThat(leaks.getFirst().reason()).contains("text", "test.jsonl:1");
  }

  @Test
  void aMaskedSkeletonIsALeak() {
    assertThat(leaks(row("t", "put on Abba now", "Abba"), row("l", "put on Queen now", "Queen")))
        .singleElement()
        .satisfies(leak -> assertThat(leak.reason()).contains("skeleton"));
  }

  @Test
  void aLongValueIsALeakAndAShortOneIsNot() {
    String lyrics = "every little thing she does";
    assertThat(leaks(row("t", "play " + lyrics, lyrics), row("l", "now " + lyrics + "!", lyrics)))
        .singleElement()
        .satisfies(leak -> assertThat(leak.reason()).contains("value", lyrics));
    assertThat(
            leaks(
                row("t", "play " + lyrics, lyrics),
                row("l", "now Every Little Thing she does!", "Every Little Thing she does")))
        .hasSize(1);
    assertThat(leaks(row("t", "play Abba", "Abba"), row("l", "now Abba please", "Abba"))).isEmpty();
  }

  private static Candidate following(String file, String first, String text, String artist) {
    Candidate before = row(file, "play " + first, first);
    return new Candidate(
        before.request().then(before.decision(), text),
        row(file, text, artist).decision(),
        before.provenance(),
        Optional.empty());
  }

  @Test
  void aHistoryIsPartOfWhatARowIs() {
    Candidate held = following("t", "Abba", "no, Queen", "Queen");
    assertThat(leaks(held, following("l", "Muse", "no, Blur", "Blur")))
        .singleElement()
        .satisfies(leak -> assertThat(leak.reason()).contains("skeleton"));
    assertThat(leaks(held, row("l", "no, Queen", "Queen"))).isEmpty();
    assertThat(leaks(row("t", "Play Abba!", "Abba"), held))
        .singleElement()
        .satisfies(leak -> assertThat(leak.reason()).contains("history"));
  }

  @Test
  void rowsOfOneSideMayBeAlike() {
    assertThat(
            RULE.faults(
                List.of(List.of(row("t", "play Abba", "Abba"), row("t", "play Queen", "Queen")))))
        .isEmpty();
    RuleContract.hasAPage(LeakageRule.NAME);
  }
}
