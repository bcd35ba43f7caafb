package dev.usher.dataset.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DuplicateRuleTest {
  private final SetRows set = new SetRows();

  @Test
  void aDuplicateIsALaterRowOfTheSameMeaning() {
    set.add("play Abba", "Abba");
    set.add("Play ABBA!", "Abba");
    set.add("play abba", "abba");
    assertThat(set.found(new DuplicateRule())).containsExactly(1);
  }

  @Test
  void whatWasSaidBeforeTellsRowsApart() {
    set.add("play Abba loud", "Abba");
    set.add("loud", "Abba");
    List.of("Abba", "Queen", "Abba").forEach(before -> set.addFollowing(before, "loud"));
    assertThat(set.found(new DuplicateRule())).containsExactly(4);
  }
}
