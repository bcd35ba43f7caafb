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

  static List<String> keeping() {
    return Edit.names().stream().filter(edit -> !edit.equals("partial-name")).toList();
  }

  @ParameterizedTest
  @MethodSource("keeping")
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
    assertThat(said("keywords", 1)).isEqualTo("weather New Oslo three");
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

  private static String partOf(String value, boolean free) {
    List<Segment> sentence = List.of(new Segment(value, "place", free, ""));
    Edit.Change change = (Edit.Change) Edit.of("partial-name").orElseThrow();
    return Sentence.join(change.changed().of(sentence, new Random(3)));
  }

  @Test
  void aPartialNameIsThePartThatPeopleRemember() {
    assertThat(partOf("src/auth/login.py", true)).isEqualTo("login.py");
    assertThat(partOf("Dr. Bauer", true)).isEqualTo("Bauer");
    assertThat(partOf("The Amber Fox", true)).isEqualTo("Amber Fox");
    assertThat(partOf("Ada Bauer", true)).isIn("Ada", "Bauer");
    for (String whole : List.of("Oslo", "March 14", "https://lake.example/rose", "*.py")) {
      assertThat(partOf(whole, true)).isEqualTo(whole);
    }
    assertThat(partOf("Ada Bauer", false)).isEqualTo("Ada Bauer");
  }

  private static Phrasing whatIsValue() {
    return new Phrasing(
        "rate", List.of(Segment.words("the film"), CITY), List.of(List.of(DAYS)), false);
  }

  private static Phrasing ordered() {
    return new Phrasing(
        "calculate",
        List.of(Segment.words("the share")),
        List.of(
            List.of(Segment.words("of"), DAYS, Segment.words("percent")),
            List.of(Segment.words("out of"), CITY)),
        true);
  }

  private static String arranged(String edit, Phrasing request, long seed) {
    Edit.Arrangement arrangement = (Edit.Arrangement) Edit.of(edit).orElseThrow();
    return Sentence.join(arrangement.arranged().of(request, new Random(seed)));
  }

  @Test
  void anArrangementKeepsTheVerbWhereItAloneTellsWhatIsWanted() {
    for (String edit : List.of("keywords", "fragment", "need")) {
      assertThat(arranged(edit, whatIsValue(), 1)).as(edit).contains("rate");
    }
    assertThat(arranged("keywords", whatIsValue(), 1)).isEqualTo("rate film New Oslo three");
    Phrasing nothingElse = new Phrasing("rate", whatIsValue().noun(), List.of(), false);
    assertThat(arranged("values-first", nothingElse, 1)).isEqualTo("the film New Oslo, rate");
    assertThat(arranged("two-sentences", nothingElse, 1))
        .isEqualTo("rate something. I mean the film New Oslo");
  }

  @Test
  void detailsThatHangTogetherKeepTheirOrder() {
    for (long seed = 0; seed < 20; seed++) {
      assertThat(arranged("values-first", ordered(), seed))
          .isEqualTo("of three percent out of New Oslo, calculate the share");
    }
    assertThat(arranged("keywords", ordered(), 1)).isEqualTo("share three percent out New Oslo");
    assertThat(arranged("form", ordered(), 1))
        .isEqualTo("calculate the share; days: three; city: New Oslo");
  }

  @Test
  void aRequestWithoutValuesIsArrangedToo() {
    Phrasing bare =
        new Phrasing(
            "find",
            List.of(Segment.words("my phone")),
            List.of(List.of(Segment.words(", I'm late"))),
            false);
    assertThat(arranged("bullets", bare, 1)).isEqualTo("- find my phone, I'm late");
    assertThat(arranged("form", bare, 1)).isEqualTo("task: find my phone, I'm late");
    assertThat(arranged("fragment", bare, 1)).isEqualTo("my phone, I'm late");
    assertThat(arranged("values-first", bare, 1)).isEqualTo("I'm late, find my phone");
    assertThat(arranged("two-sentences", bare, 1)).isEqualTo("find my phone. I mean it, I'm late");
  }

  @Test
  void aFillerDoesNotComeBetweenAValueAndWhatSticksToIt() {
    List<Segment> sentence =
        List.of(
            Segment.words("work out"),
            new Segment("12", "#a", false, ""),
            Segment.words(Sentence.GLUE + "% of it"));
    Edit.Change change = (Edit.Change) Edit.of("fillers").orElseThrow();
    for (long seed = 0; seed < 50; seed++) {
      assertThat(Sentence.join(change.changed().of(sentence, new Random(seed)))).contains("12%");
    }
  }

  @Test
  void typosTouchOnlyWords() {
    String typed = said("typos", 5);
    assertThat(typed)
        .isNotEqualTo("show me the weather in New Oslo for three")
        .contains("New Oslo");
  }
}
