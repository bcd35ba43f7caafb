package dev.usher.dataset.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EditTest {
  private static final Segment CITY = new Segment("New Oslo", "city", true, "Rome");
  private static final Segment DAYS = new Segment("three", "days", false, "");

  private static Phrasing request() {
    return new Phrasing(
        "show me",
        List.of(Segment.words("the weather")),
        List.of(List.of(Segment.words("in"), CITY), List.of(Segment.words("for"), DAYS)),
        true,
        false);
  }

  private static String said(String edit, long seed) {
    Random random = new Random(seed);
    return Sentence.join(
        switch (Edit.of(edit).orElseThrow()) {
          case Edit.Arrangement arrangement -> arrangement.arranged().of(request(), random);
          case Edit.Change change -> change.changed().of(request().segments(), random);
        });
  }

  static List<String> names() {
    return Edit.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void anEditKeepsEachValueWordForWord(String edit) {
    for (long seed = 0; seed < 50; seed++) {
      String text = said(edit, seed);
      assertThat(text).containsIgnoringCase("New Oslo");
      assertThat(text).contains("three");
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void anEditIsInTheGuide(String edit) throws Exception {
    assertThat(Files.readString(Path.of("../docs/generating.md"))).contains(edit);
  }

  @Test
  void editsDoWhatTheirNamesSay() {
    assertThat(said("lower-case", 1)).isEqualTo("show me the weather in new oslo for three");
    assertThat(said("upper-case", 1)).isEqualTo("SHOW ME THE WEATHER IN NEW OSLO FOR three");
    assertThat(said("quote", 1)).isEqualTo("show me the weather in \"New Oslo\" for three");
    assertThat(said("keywords", 1)).isEqualTo("New Oslo three");
    assertThat(said("fragment", 1)).isEqualTo("the weather, in New Oslo, for three");
    assertThat(said("form", 1)).isEqualTo("show me the weather; city: New Oslo; days: three");
    assertThat(said("key-values", 1)).isEqualTo("show me the weather city=New Oslo days=three");
    assertThat(said("bullets", 1))
        .isEqualTo("show me the weather:\n- city: New Oslo\n- days: three");
    assertThat(said("drop-articles", 3)).doesNotContain(" the ");
    assertThat(said("correction", 1)).contains("Rome").endsWith("New Oslo for three");
    assertThat(said("distractor", 1))
        .startsWith("show me the weather in New Oslo")
        .endsWith("Rome");
    assertThat(said("question", 1)).endsWith("three?");
    assertThat(said("twice", 1)).containsSubsequence("New Oslo", "New Oslo");
  }

  @Test
  void typosTouchOnlyWords() {
    String typed = said("typos", 5);
    assertThat(typed)
        .isNotEqualTo("show me the weather in New Oslo for three")
        .contains("New Oslo");
  }
}
