package dev.usher.dataset.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.Fixtures;
import dev.usher.tools.Decision;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContradictionRuleTest {
  private static final ContradictionRule RULE = new ContradictionRule();

  private final SetRows set = new SetRows();

  private void add(String text, String tool, String arguments) {
    set.add(text, Fixtures.call(tool, arguments.replace('\'', '"')));
  }

  @Test
  void aContradictionNamesAllItsRows() {
    set.add("play Abba", "Abba");
    set.add("Play Queen!", "Queen");
    set.add("play abba", "abba");
    set.add("play queen", "Queen");
    assertThat(set.found(RULE)).containsExactly(0, 2);
    assertThat(RULE.faults(set.rows).getFirst().reason()).contains("rows.jsonl:3");
  }

  @Test
  void whatWasSaidBeforeTellsRowsApart() {
    set.add("play Abba loud", "Abba");
    set.add("loud", "Abba");
    List.of("Abba", "Queen", "Abba").forEach(before -> set.addFollowing(before, "loud"));
    assertThat(set.found(RULE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "please play jazz                | play jazz please",
        "hey, could you play jazz, thx   | play jazz",
        "play jazz in the kitchen        | In the kitchen, play jazz!",
        "can you play jazz tonight       | tonight play jazz, thank you",
      })
  void politenessAndOrderDoNotMakeAnotherWish(String one, String other) {
    add(one, "play", "{'genre': 'jazz'}");
    add(other, "play", "{'genre': 'jazz'}");
    assertThat(set.found(RULE)).isEmpty();
    add(other, "radio", "{'station': 'jazz'}");
    assertThat(set.found(RULE)).contains(0, 2);
    assertThat(RULE.faults(set.rows).getFirst().reason()).contains("other words", "rows.jsonl:3");
  }

  @Test
  void anotherArgumentForTheSameWordsIsAContradiction() {
    add("please play jazz", "play", "{'genre': 'jazz'}");
    add("play jazz please", "play", "{'artist': 'jazz'}");
    assertThat(set.found(RULE)).containsExactly(0, 1);
  }

  @Test
  void aValueThatIsMissingIsAContradiction() {
    add("play jazz in the kitchen", "play", "{'genre': 'jazz', 'room': 'kitchen'}");
    add("in the kitchen play jazz", "play", "{'genre': 'jazz'}");
    assertThat(set.found(RULE)).containsExactly(0, 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "from Oslo to Bergen | {'from': 'Oslo', 'to': 'Bergen'} | from Bergen to Oslo | {'from': 'Bergen', 'to': 'Oslo'}",
        "play Abba not Queen | {'artist': 'Abba'} | play Queen not Abba | {'artist': 'Queen'}",
        "wake me at 7 tomorrow | {'when': '7 tomorrow'} | wake me tomorrow at 7 | {'when': 'tomorrow at 7'}",
        "5 minutes 10 seconds | {'seconds': 310} | 10 minutes 5 seconds | {'seconds': 605}",
        "five minutes ten seconds | {'seconds': 310} | ten minutes five seconds | {'seconds': 605}",
        "work out 12 * 7 | {'code': '12*7'} | work out 12 + 7 | {'code': '12+7'}",
        "lock the door | {'state': 'locked'} | unlock the door | {'state': 'open'}",
        "play Thank You by Dido | {'track': 'Thank You'} | play by Dido | {'artist': 'Dido'}",
        "hello | {'answer': 'hi'} | thanks | {'answer': 'welcome'}",
      })
  void whatIsAnotherWishIsNoContradiction(
      String one, String oneArguments, String other, String otherArguments) {
    add(one, "tool", oneArguments);
    add(other, "tool", otherArguments);
    assertThat(set.found(RULE)).isEmpty();
  }

  @Test
  void answersInOtherWordsAreNoContradictionOfAWishInOtherWords() {
    set.add("please sing me a song", new Decision.Answer("I cannot sing."));
    set.add("sing me a song", new Decision.Answer("Sorry, no voice."));
    assertThat(set.found(RULE)).isEmpty();
  }
}
