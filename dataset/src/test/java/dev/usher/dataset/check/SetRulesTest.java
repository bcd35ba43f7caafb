package dev.usher.dataset.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.Fixtures;
import dev.usher.dataset.Provenance;
import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SetRulesTest {
  private final List<Candidate> rows = new ArrayList<>();

  private void add(String text, String artist) {
    rows.add(
        new Candidate(
            text,
            Fixtures.call("play", "{\"artist\": \"%s\"}".formatted(artist)),
            new Provenance("rows.jsonl", rows.size() + 1)));
  }

  private List<Integer> found(SetRule rule) {
    return rule.faults(rows).stream().map(Fault::row).toList();
  }

  @Test
  void everyRuleHasAPage() {
    SetRules.rules().forEach(rule -> RuleContract.hasAPage(rule.name()));
  }

  @Test
  void aContradictionNamesAllItsRows() {
    add("play Abba", "Abba");
    add("Play Queen!", "Queen");
    add("play abba", "abba");
    add("play queen", "Queen");
    assertThat(found(new ContradictionRule())).containsExactly(0, 2);
    assertThat(new ContradictionRule().faults(rows).getFirst().reason()).contains("rows.jsonl:3");
  }

  @Test
  void aDuplicateIsALaterRowOfTheSameMeaning() {
    add("play Abba", "Abba");
    add("Play ABBA!", "Abba");
    add("play abba", "abba");
    assertThat(found(new DuplicateRule())).containsExactly(1);
  }

  @Test
  void whatWasSaidBeforeTellsRowsApart() {
    add("play Abba loud", "Abba");
    add("loud", "Abba");
    for (String before : List.of("Abba", "Queen", "Abba")) {
      Candidate row = rows.get(1);
      Decision decided = Fixtures.call("play", "{\"artist\": \"%s\"}".formatted(before));
      rows.add(
          new Candidate(
              new Request("play " + before).then(decided, "loud"),
              decided,
              row.provenance(),
              Optional.empty()));
    }
    assertThat(found(new DuplicateRule())).containsExactly(4);
    assertThat(found(new ContradictionRule())).isEmpty();
    assertThat(new GroundingRule().faults(rows)).isEmpty();
  }

  @Test
  void aNearDuplicateHasTheSameDecision() {
    add("would you please play the band Abba in the kitchen now", "Abba");
    add("would you please play the band Abba in the kitchen noww", "Abba");
    add("would you please play the band Abbas in the kitchen now", "Abbas");
    assertThat(found(new NearDuplicateRule())).containsExactly(1);
  }

  @Test
  void aSkeletonMayHaveAHundredthOfTheRows() {
    for (int i = 0; i < 2_000; i++) {
      String artist = "artist" + i;
      add(
          i < 40 ? "play " + artist : "row " + "abcdefghij".charAt(i % 10) + i + " " + artist,
          artist);
    }
    assertThat(found(new TemplateCollapseRule())).hasSize(20).startsWith(20);
  }

  @Test
  void aValueThatUsersSayIsSaid() {
    for (int i = 0; i < 100; i++) {
      add("play artist " + i, "artist " + i);
    }
    add("play something nice", "Abba");
    add("play the 5 stars", "five stars");
    assertThat(found(new GroundingRule())).containsExactly(100);
    assertThat(GroundingRule.isSaid("a table for five", "5")).isTrue();
    assertThat(GroundingRule.isSaid("a table for 15", "5")).isFalse();
    assertThat(GroundingRule.isSaid("all the documents of Paris", "document Paris")).isTrue();
  }

  @Test
  void anArgumentThatIsSeldomSaidIsNotAskedToBe() {
    for (int i = 0; i < 100; i++) {
      add("play music " + i, i % 2 == 0 ? "music " + i : "whatever");
    }
    assertThat(found(new GroundingRule())).isEmpty();
  }
}
