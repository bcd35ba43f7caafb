package dev.usher.tools.grammar;

import static dev.usher.tools.grammar.RandomTexts.accepts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.tools.Decision;
import dev.usher.tools.DecisionFormat;
import dev.usher.tools.FormatOptions;
import dev.usher.tools.Request;
import dev.usher.tools.ToolCall;
import dev.usher.tools.ToolCatalog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class SpanGrammarTest {
  private static final ToolCatalog CATALOG =
      ToolCatalog.parse(
          """
          [{"name": "play", "parameters": {"type": "object", "required": ["artist"], "properties": {
             "artist": {"type": "string", "minLength": 3, "x-usher-extractive": true},
             "mood": {"type": "string"}}}}]
          """,
          "tools.json");

  private static Automaton after(String said, String schema) {
    Optional<Spans> spans = Optional.of(Spans.of(List.of(said)));
    return Grammar.value(RandomTexts.schema(schema), KeyOrder.ANY, spans).automaton();
  }

  private static Automaton pieces(String said) {
    return after(said, "{'type':'string','x-usher-extractive':true}");
  }

  private static boolean admits(Automaton automaton, String value) {
    return accepts(automaton, CanonicalJson.quote(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          play Abba now | Abba | true
          play Abba now | play Abba | true
          play Abba now | play Abba now | true
          play Abba now | Abb | false
          play Abba now | bba | false
          play Abba now | abba | false
          play Abba now | Queen | false
          at 5 a.m. in L.A. | 5 a.m | true
          at 5 a.m. in L.A. | 5 a.m. | true
          to my mum's list | mum | true
          to my mum's list | mum's list | true
          in Åland and Zürich | Zürich | true
          in Åland and Zürich | rich | false
          東京の天気 | 東京 | true
          東京の天気 | 京の | true
          write \\n and "so" | "so" | true
          write \\n and "so" | \\n | true
          """)
  void aPieceBeginsAndEndsAtTheEdgesOfWords(String said, String value, boolean admitted) {
    assertThat(admits(pieces(said), value)).isEqualTo(admitted);
  }

  @Test
  void noPieceHasWhiteSpaceAtItsEnds() {
    Automaton automaton = pieces("play  Abba\tnow ");
    assertThat(admits(automaton, "play  Abba\tnow")).isTrue();
    for (String value : List.of("", " ", "play ", " Abba", "Abba\t", "now ")) {
      assertThat(admits(automaton, value)).as(value).isFalse();
    }
  }

  @Test
  void lengthsAndPathsStillHold() {
    Automaton shortOnes =
        after(
            "one two three four",
            "{'type':'string','minLength':4,'maxLength':8,'x-usher-extractive':true}");
    assertThat(admits(shortOnes, "one")).isFalse();
    assertThat(admits(shortOnes, "one two")).isTrue();
    assertThat(admits(shortOnes, "two three")).isFalse();
    Automaton paths =
        after(
            "open /etc/hosts or ../b or a/c.txt",
            "{'type':'string','x-usher-relative-path':true,'x-usher-extractive':true}");
    assertThat(admits(paths, "a/c.txt")).isTrue();
    assertThat(admits(paths, "etc/hosts")).isTrue();
    assertThat(admits(paths, "/etc/hosts")).isFalse();
    assertThat(admits(paths, "../b")).isFalse();
  }

  @Test
  void twoThatMustDifferDiffer() {
    Automaton automaton =
        after(
            "swap red red",
            """
            {'type':'object','required':['a','b'],'x-usher-different':['a','b'],'properties':{
             'a':{'type':'string','x-usher-extractive':true},
             'b':{'type':'string','x-usher-extractive':true}}}
            """);
    assertThat(accepts(automaton, "{\"a\":\"red\",\"b\":\"swap\"}")).isTrue();
    assertThat(accepts(automaton, "{\"a\":\"red\",\"b\":\"red red\"}")).isTrue();
    assertThat(accepts(automaton, "{\"a\":\"red\",\"b\":\"red\"}")).isFalse();
  }

  /// Of the three pieces of "a b" each leaves others; the one piece of "a" leaves none.
  @ParameterizedTest
  @CsvSource({"a b, true, true", "a, true, false", "a, false, true", "a a, true, true"})
  void theyDifferOrAreLeftOut(String said, boolean required, boolean possible) {
    String schema =
        """
        {'type':'object','required':%s,'x-usher-different':['a','b'],
         'additionalProperties':false,'properties':{
         'a':{'type':'string','x-usher-extractive':true},
         'b':{'type':'string','x-usher-extractive':true}}}
        """
            .formatted(required ? "['a','b']" : "[]");
    Grammar grammar =
        Grammar.value(
            RandomTexts.schema(schema), KeyOrder.ANY, Optional.of(Spans.of(List.of(said))));
    assertThat(grammar.isEmpty()).isEqualTo(!possible);
    Random random = new Random(7);
    for (int walk = 0; possible && walk < 100; walk++) {
      byte[] text = RandomTexts.text(grammar.automaton(), random, random.nextInt(20));
      JsonNode value = RandomTexts.json(new String(text, StandardCharsets.UTF_8));
      assertThat(value.values()).doesNotHaveDuplicates().hasSizeBetween(required ? 2 : 0, 2);
    }
  }

  @Test
  void noPieceHoldsACharacterThatCannotBeWritten() {
    Spans spans = Spans.of(List.of("at caféine café x"), bytes -> bytes.length == 1);
    Automaton automaton =
        Grammar.value(
                RandomTexts.schema("{'type':'string','x-usher-extractive':true}"),
                KeyOrder.ANY,
                Optional.of(spans))
            .automaton();
    for (String admitted : List.of("at", "x")) {
      assertThat(admits(automaton, admitted)).as(admitted).isTrue();
    }
    for (String refused : List.of("caf", "ine", "café", "at caf", "at caféine", "é")) {
      assertThat(admits(automaton, refused)).as(refused).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "play Abba now",
        "say \"hi\\there\" \u0001 twice",
        "Größe 7½ – ja!",
        "日本 語",
        "😀 a😀b",
        "x",
        "a a a a a a"
      })
  void everyWalkEndsInAPiece(String said) {
    Automaton automaton = pieces(said);
    Random random = new Random(7);
    for (int walk = 0; walk < 300; walk++) {
      byte[] text = RandomTexts.text(automaton, random, random.nextInt(12));
      String value = RandomTexts.json(new String(text, StandardCharsets.UTF_8)).stringValue();
      assertThat(said).contains(value);
      assertThat(value).isNotBlank();
    }
  }

  @Test
  void onlyExtractiveArgumentsAreBound() {
    DecisionFormat format = DecisionFormat.of(CATALOG, FormatOptions.compact());
    Automaton automaton = format.grammar(new Request("play Abba"));
    String said = format.write(decision("Abba", "gay"), "play Abba");
    String invented = format.write(decision("Queen", "gay"), "play Abba");
    assertThat(accepts(automaton, said)).isTrue();
    assertThat(accepts(automaton, invented)).isFalse();
    assertThat(accepts(format.grammar(), invented)).isTrue();
  }

  @Test
  void whatWasSaidBeforeMayBeCopiedToo() {
    DecisionFormat format = DecisionFormat.of(CATALOG, FormatOptions.compact());
    Request request =
        new Request("play Abba")
            .then(decision("Abba", "gay"), "")
            .then(decision("Abba", "sad"), "no, Queen");
    Automaton automaton = format.grammar(request);
    for (String admitted : List.of("Abba", "Queen", "play Abba")) {
      assertThat(accepts(automaton, format.write(decision(admitted, "gay"), request.said())))
          .isTrue();
    }
    for (String refused : List.of("Abbano", "Abba no", "Abbano, Queen", "Abba\nno")) {
      assertThat(accepts(automaton, format.write(decision(refused, "gay"), request.said())))
          .isFalse();
    }
  }

  @Test
  void whereNothingThatWasSaidFitsAllTextsAreAdmitted() {
    DecisionFormat format = DecisionFormat.of(CATALOG, FormatOptions.compact());
    assertThat(format.grammar(new Request("a b"))).isNotSameAs(format.grammar());
    assertThat(format.grammar(new Request("ab"))).isSameAs(format.grammar());
  }

  private static Decision decision(String artist, String mood) {
    return new Decision.Call(
        List.of(
            new ToolCall(
                "play",
                RandomTexts.JSON.createObjectNode().put("artist", artist).put("mood", mood))));
  }
}
