package dev.usher.tools.grammar;

import static dev.usher.tools.grammar.RandomTexts.accepts;
import static dev.usher.tools.grammar.RandomTexts.automaton;
import static dev.usher.tools.grammar.RandomTexts.bytes;
import static dev.usher.tools.grammar.RandomTexts.walk;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class StringGrammarTest {
  @Test
  void everyCodePointHasOneText() {
    Automaton automaton = automaton("{'type':'string','minLength':1,'maxLength':1}");
    for (int c = 0; c <= Character.MAX_CODE_POINT; c += c < 0x3000 ? 1 : 97) {
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        continue;
      }
      String text = CanonicalJson.quote(Character.toString(c));
      assertThat(accepts(automaton, text)).as("U+%04X", c).isTrue();
      assertThat(accepts(automaton, "\"\\u%04x\"".formatted(c)))
          .as("U+%04X", c)
          .isEqualTo(text.startsWith("\"\\u"));
    }
  }

  @Test
  void otherEscapesAreRefused() {
    Automaton automaton = automaton("{'type':'string'}");
    for (String text : List.of("\\/", "\\u0041", "\\u000A", "\\u001F", "\\u0008", "\\x", "\n")) {
      assertThat(accepts(automaton, '"' + text + '"')).as(text).isFalse();
    }
    for (String text : List.of("\\u0000", "\\u001f", "\\n\\\\\\\"", "/", "\u007f\u2028")) {
      assertThat(accepts(automaton, '"' + text + '"')).as(text).isTrue();
    }
  }

  @Test
  void bytesAreStrictUtf8() {
    Automaton automaton = automaton("{'type':'string'}");
    byte[] text = bytes("\"\u00e9\u0800\ud800\udc00\u20ac\ud7ff\ue000\udbff\udfff\"");
    assertThat(accepts(automaton, text)).isTrue();
    Random random = new Random(1);
    for (int i = 0; i < 30_000; i++) {
      byte[] changed = text.clone();
      int changes = 1 + random.nextInt(3);
      for (int change = 0; change < changes; change++) {
        changed[1 + random.nextInt(text.length - 2)] = (byte) (0x80 + random.nextInt(0x80));
      }
      assertThat(accepts(automaton, changed)).isEqualTo(isUtf8(changed));
    }
  }

  private static boolean isUtf8(byte[] text) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Test
  void lengthsAreCountedInCodePoints() {
    Automaton automaton = automaton("{'type':'string','minLength':2,'maxLength':3}");
    for (String character : List.of("a", "\\n", "\\u0001", "\u00e9", "\u20ac", "\ud83d\ude00")) {
      for (int count = 0; count < 6; count++) {
        assertThat(accepts(automaton, '"' + character.repeat(count) + '"'))
            .as("%d times %s", count, character)
            .isEqualTo(count == 2 || count == 3);
      }
    }
    int full = walk(automaton, automaton.start(), bytes("\"aaa"));
    assertThat(RandomTexts.following(automaton, full)).containsExactly((int) '"');
  }

  @Test
  void relativePathsStayInside() {
    String schema = "{'type':'string','x-usher-relative-path':true%s}";
    Automaton any = automaton(schema.formatted(""));
    Automaton four = automaton(schema.formatted(",'maxLength':4"));
    Pattern refused =
        Pattern.compile("|[/~].*|[A-Za-z]:.*|.*\\\\.*|(.*/)?\\.\\.(/.*)?", Pattern.DOTALL);
    for (String path : pathsUpTo(5)) {
      boolean inside = !refused.matcher(path).matches();
      String text = CanonicalJson.quote(path);
      assertThat(accepts(any, text)).as(path).isEqualTo(inside);
      assertThat(accepts(four, text)).as(path).isEqualTo(inside && path.length() <= 4);
    }
    int dots = walk(four, four.start(), bytes("\"a/."));
    assertThat(four.step(dots, '.')).as("a/.. could not be closed").isEqualTo(Automaton.DEAD);
  }

  private static List<String> pathsUpTo(int length) {
    if (length == 0) {
      return List.of("");
    }
    List<String> shorter = pathsUpTo(length - 1);
    return java.util.stream.Stream.concat(
            java.util.stream.Stream.of(""),
            shorter.stream()
                .flatMap(rest -> "/~.:\\a9\u00e9".chars().mapToObj(c -> (char) c + rest)))
        .toList();
  }

  @Test
  void aLongLimitMakesStatesOnlyWhereATextGoes() {
    Automaton automaton = automaton("{'type':'string','maxLength':2000000000}");
    byte[] text = bytes('"' + "a".repeat(10_000) + '"');
    assertThat(accepts(automaton, text)).isTrue();
  }

  @Test
  void farFromItsLimitAStringHasTheOutlineOfAFreeOne() {
    Automaton automaton = automaton("{'type':'string','minLength':1,'maxLength':1000}");
    int one = walk(automaton, automaton.start(), bytes("\"a"));
    int many = walk(automaton, automaton.start(), bytes('"' + "a".repeat(900)));
    int nearlyFull = walk(automaton, automaton.start(), bytes('"' + "a".repeat(990)));
    assertThat(automaton.outline(many)).isEqualTo(automaton.outline(one)).isNotEqualTo(many);
    assertThat(automaton.outline(nearlyFull)).isEqualTo(nearlyFull);
    assertThat(automaton.step(automaton.outline(one), 'a')).isEqualTo(automaton.outline(one));
  }
}
