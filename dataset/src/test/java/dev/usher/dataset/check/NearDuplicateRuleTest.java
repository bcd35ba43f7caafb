package dev.usher.dataset.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NearDuplicateRuleTest {
  @Test
  void aNearDuplicateHasTheSameDecision() {
    SetRows set = new SetRows();
    set.add("would you please play the band Abba in the kitchen now", "Abba");
    set.add("would you please play the band Abba in the kitchen noww", "Abba");
    set.add("would you please play the band Abbas in the kitchen now", "Abbas");
    assertThat(set.found(new NearDuplicateRule())).containsExactly(1);
  }
}
