package dev.usher.model.constraint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TokenTrieTest {
  private final ListTokenizer tokenizer =
      ListTokenizer.of("a", "ab", "abc", "b", "cd", "d", "<end>", "<user>", "abc");
  private final TokenTrie trie = TokenTrie.of(tokenizer);

  @Test
  void isTheSameForTheSameTokenizer() {
    assertThat(TokenTrie.of(tokenizer)).isSameAs(trie);
  }

  @Test
  void countsTheFewestTokensThatSpellAText() {
    assertThat(trie.fewestTokens("abcd".getBytes(UTF_8))).hasValue(2);
    assertThat(trie.fewestTokens("".getBytes(UTF_8))).hasValue(0);
    assertThat(trie.fewestTokens("abab".getBytes(UTF_8))).hasValue(2);
    assertThat(trie.fewestTokens("abx".getBytes(UTF_8))).isEmpty();
    assertThat(trie.fewestTokens("c".getBytes(UTF_8))).isEmpty();
  }

  @Test
  void spellingABudgetAsksForEnoughTokens() {
    assertThat(trie.spells("abcd".getBytes(UTF_8), 2)).isTrue();
    assertThat(trie.spells("abcd".getBytes(UTF_8), 1)).isFalse();
    assertThat(trie.spells("abba".getBytes(UTF_8), 4)).isTrue();
    assertThat(trie.spells("".getBytes(UTF_8), 0)).isTrue();
    assertThat(trie.spells("c".getBytes(UTF_8), 9)).isFalse();
  }

  @Test
  void firstTokenOfAShortestSpellingIsTheLongestWithTheLowestId() {
    assertThat(trie.firstToken("abcd".getBytes(UTF_8))).isEqualTo(tokenizer.id("abc"));
    assertThat(trie.firstToken("abcab".getBytes(UTF_8))).isEqualTo(tokenizer.id("abc"));
    assertThat(trie.firstToken("acd".getBytes(UTF_8))).isEqualTo(tokenizer.id("a"));
    assertThatThrownBy(() -> trie.firstToken("x".getBytes(UTF_8)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void controlTokensSpellNothing() {
    assertThat(trie.fewestTokens("<end>".getBytes(UTF_8))).isEmpty();
    assertThat(trie.fewestTokens("<user>".getBytes(UTF_8))).isEmpty();
  }
}
