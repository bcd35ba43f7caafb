package dev.usher.dataset.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TemplateCollapseRuleTest {
  @Test
  void aSkeletonMayHaveAHundredthOfTheRows() {
    SetRows set = new SetRows();
    for (int i = 0; i < 2_000; i++) {
      String artist = "artist" + i;
      set.add(
          i < 40 ? "play " + artist : "row " + "abcdefghij".charAt(i % 10) + i + " " + artist,
          artist);
    }
    assertThat(set.found(new TemplateCollapseRule())).hasSize(20).startsWith(20);
  }
}
