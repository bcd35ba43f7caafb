package dev.usher.model.constraint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.usher.tools.grammar.Automaton;
import dev.usher.tools.grammar.KeyOrder;
import dev.usher.tools.schema.Schema;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlainTextTest {
  @Test
  void everyCharacterButControlsQuoteAndBackslashIsPlain() {
    assertThat(
            IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> c < 0xD800 || c > 0xDFFF)
                .filter(c -> !PlainText.isPlain(Character.toString(c).getBytes(UTF_8))))
        .containsExactlyElementsOf(
            IntStream.concat(IntStream.range(0, 0x20), IntStream.of('"', '\\', 0x7F))
                .boxed()
                .toList());
  }

  @Test
  void bytesThatAreNoTextAreNotPlain() {
    Random random = new Random(42);
    for (int i = 0; i < 50_000; i++) {
      byte[] text = new byte[1 + random.nextInt(5)];
      for (int at = 0; at < text.length; at++) {
        text[at] = (byte) (random.nextInt(4) == 0 ? 'x' : 0x80 + random.nextInt(128));
      }
      if (PlainText.isPlain(text) != isUtf8(text)) {
        fail(Arrays.toString(text));
      }
    }
  }

  private static boolean isUtf8(byte[] text) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(text));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Test
  void aFreeStringIsLeftUnchangedByPlainText() {
    Automaton free = string(0, OptionalInt.empty());
    int inside = free.step(free.start(), '"');
    assertThat(PlainText.leavesUnchanged(inside, free)).isTrue();
    assertThat(PlainText.leavesUnchanged(free.start(), free)).isFalse();
    assertThat(PlainText.leavesUnchanged(free.step(inside, '\\'), free)).isFalse();
    assertThat(PlainText.leavesUnchanged(free.step(inside, 0xC3), free)).isFalse();
  }

  @Test
  void aCountedStringIsChangedByPlainText() {
    Automaton counted = string(0, OptionalInt.of(5));
    assertThat(PlainText.leavesUnchanged(counted.step(counted.start(), '"'), counted)).isFalse();
    Automaton atLeast = string(2, OptionalInt.empty());
    assertThat(PlainText.leavesUnchanged(atLeast.step(atLeast.start(), '"'), atLeast)).isFalse();
  }

  @Test
  void oneCharacterThatDoesNotFitIsNoticed() {
    Automaton free = string(0, OptionalInt.empty());
    int inside = free.step(free.start(), '"');
    for (String refused : new String[] {"x", "é", "ࠀ", "日", "퟿", "🙂", "\uDBFF\uDFFF"}) {
      assertThat(PlainText.leavesUnchanged(inside, new Without(refused, free)))
          .as(refused)
          .isFalse();
    }
  }

  private static Automaton string(int minimum, OptionalInt maximum) {
    return Automaton.of(new Schema.StringSchema(minimum, maximum, false, false), KeyOrder.DECLARED);
  }

  /// An automaton that refuses the last byte of one character: states are the other's, with the
  /// number of matching bytes in the high bits.
  private record Without(String text, Automaton other) implements Automaton {
    private static final int SHIFT = 24;

    @Override
    public int start() {
      return other.start();
    }

    @Override
    public int step(int state, int unsignedByte) {
      byte[] character = text.getBytes(UTF_8);
      int matched = state >> SHIFT;
      boolean matches = (character[matched] & 0xff) == unsignedByte;
      if (matches && matched == character.length - 1) {
        return DEAD;
      }
      int next = other.step(state & ((1 << SHIFT) - 1), unsignedByte);
      return matches && next != DEAD ? next | ((matched + 1) << SHIFT) : next;
    }

    @Override
    public boolean accepting(int state) {
      return other.accepting(state);
    }

    @Override
    public boolean onlyAccepting(int state) {
      return other.onlyAccepting(state);
    }

    @Override
    public byte[] shortestCompletion(int state) {
      return other.shortestCompletion(state);
    }

    @Override
    public int outline(int state) {
      return state;
    }
  }
}
