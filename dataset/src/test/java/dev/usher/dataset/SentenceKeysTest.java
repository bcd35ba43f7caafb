package dev.usher.dataset;

import static dev.usher.dataset.Fixtures.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import org.junit.jupiter.api.Test;

class SentenceKeysTest {

  @Test
  void onlyLettersAndDigitsInLowerCaseCount() {
    assertThat(SentenceKeys.normalised("  Play  ABBA, at 7 p.m.! ")).isEqualTo("playabbaat7pm");
  }

  @Test
  void widthAndCompositionOfCharactersDoNotCount() {
    assertThat(SentenceKeys.normalised("Cafe\u0301 \uFF17"))
        .isEqualTo(SentenceKeys.normalised("café 7"));
  }

  @Test
  void marksOfOtherScriptsCount() {
    assertThat(SentenceKeys.normalised("कि")).isNotEqualTo(SentenceKeys.normalised("की"));
  }

  @Test
  void aSentenceOfSignsKeepsItsSigns() {
    assertThat(SentenceKeys.normalised(" ?! ")).isEqualTo("?!");
    assertThat(SentenceKeys.normalised("?!")).isNotEqualTo(SentenceKeys.normalised("!!"));
  }

  @Test
  void sentencesThatDifferInValuesAloneShareATemplate() {
    assertThat(template("Play Abba loud", "{\"artist\": \"Abba\"}"))
        .isEqualTo(template("play The Who, loud", "{\"artist\": \"the who\"}"));
  }

  @Test
  void theArgumentThatAValueFillsIsPartOfTheTemplate() {
    assertThat(template("play Abba", "{\"artist\": \"Abba\"}"))
        .isNotEqualTo(template("play Waterloo", "{\"track\": \"Waterloo\"}"));
  }

  @Test
  void aValueIsMaskedAsAWholeWordOnly() {
    assertThat(template("a chart by A", "{\"artist\": \"A\"}"))
        .isEqualTo("\u0001artist\u0001chartby\u0001artist\u0001");
  }

  @Test
  void theLongestValueIsMaskedFirst() {
    assertThat(
            template("play New York, New York", "{\"artist\": \"York\", \"track\": \"New York\"}"))
        .isEqualTo("play\u0001track\u0001\u0001track\u0001");
  }

  @Test
  void itemsOfArraysAndNumbersAreMaskedToo() {
    assertThat(template("play x and y at 7", "{\"track\": [\"x\", \"y\"], \"volume\": 7}"))
        .isEqualTo("play\u0001track\u0001and\u0001track\u0001at\u0001volume\u0001");
  }

  @Test
  void anAnswerMasksNothing() {
    assertThat(SentenceKeys.template(new Request("Hello you"), new Decision.Answer("Hello")))
        .isEqualTo("helloyou");
  }

  @Test
  void allTurnsOfARequestAreInItsKeysApart() {
    Request request =
        new Request("play Abba").then(call("play", "{\"artist\": \"Abba\"}"), "no, Queen");
    assertThat(SentenceKeys.normalised(request)).isEqualTo("playabba\u0002noqueen");
    assertThat(SentenceKeys.template(request, call("play", "{\"artist\": \"Queen\"}")))
        .isEqualTo("play\u0001artist\u0001\u0002no\u0001artist\u0001");
  }

  private static String template(String text, String arguments) {
    return SentenceKeys.template(new Request(text), call("play", arguments));
  }
}
