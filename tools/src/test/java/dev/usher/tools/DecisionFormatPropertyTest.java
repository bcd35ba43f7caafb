package dev.usher.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.tools.FormatOptions.ArgumentOrder;
import dev.usher.tools.FormatOptions.Kind;
import dev.usher.tools.grammar.Automaton;
import dev.usher.tools.grammar.RandomTexts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every format over real and random catalogues: texts at random, read and written again.
class DecisionFormatPropertyTest {
  static Stream<FormatOptions> options() {
    return Stream.of(Kind.values())
        .flatMap(kind -> Stream.of(ArgumentOrder.values()).flatMap(order -> options(kind, order)));
  }

  private static Stream<FormatOptions> options(Kind kind, ArgumentOrder order) {
    return Stream.of(
        new FormatOptions(kind, order, 1, false, false),
        new FormatOptions(kind, order, 3, true, true));
  }

  private static ToolCatalog snips() throws IOException {
    String text = Files.readString(Path.of("src/test/resources/snips-tools.json"));
    return ToolCatalog.parse(text, "snips-tools.json");
  }

  @ParameterizedTest
  @MethodSource("options")
  void textsOfTheSnipsCatalogueAreReadAndWrittenAgain(FormatOptions options) throws IOException {
    roundTrips(DecisionFormat.of(snips(), options), new Random(1), 20);
  }

  @ParameterizedTest
  @MethodSource("options")
  void textsOfTheBuiltInCatalogueAreReadAndWrittenAgain(FormatOptions options) {
    roundTrips(DecisionFormat.of(ToolCatalog.builtIn(), options), new Random(2), 20);
  }

  @ParameterizedTest
  @MethodSource("options")
  void textsOfRandomCataloguesAreReadAndWrittenAgain(FormatOptions options) {
    randomCatalogues(options, 3, 8, 6);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("options")
  void textsOfRandomCataloguesAreReadAndWrittenAgainManyTimes(FormatOptions options) {
    randomCatalogues(options, 4, 100, 12);
  }

  private static void randomCatalogues(FormatOptions options, long seed, int count, int texts) {
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      String catalogue = RandomTexts.catalogue(random);
      ifCallable(catalogue, options, format -> roundTrips(format, random, texts));
    }
  }

  private static void ifCallable(
      String catalogue, FormatOptions options, Consumer<DecisionFormat> check) {
    DecisionFormat format;
    try {
      format = DecisionFormat.of(ToolCatalog.parse(catalogue, "random"), options);
    } catch (UsherException e) {
      assertThat(e).hasMessageContaining("contradicts");
      return;
    }
    check.accept(format);
  }

  private static void roundTrips(DecisionFormat format, Random random, int texts) {
    DecisionFormat json =
        DecisionFormat.of(
            format.catalog(),
            new FormatOptions(Kind.JSON, ArgumentOrder.CATALOGUE, 3, true, false));
    for (int i = 0; i < texts; i++) {
      byte[] bytes = RandomTexts.text(format.grammar(), random, random.nextInt(150));
      String text = new String(bytes, StandardCharsets.UTF_8);
      Decision decision = format.parse(text);
      assertRewritten(format, decision, text);
      String strict = format.toJson(decision);
      assertThat(json.write(json.parse(strict), "")).as(text).isEqualTo(strict);
      assertThat(json.parse(strict)).as(text).isEqualTo(decision);
      assertSameVerdict(format, changed(bytes, random));
    }
  }

  private static void assertRewritten(DecisionFormat format, Decision decision, String text) {
    String again = format.write(decision, "a said b");
    assertThat(RandomTexts.accepts(format.grammar(), again)).as(again).isTrue();
    assertThat(format.parse(again)).as(text).isEqualTo(decision);
    String thoughtful =
        format.thought(text).map(words -> format.write(decision, words, "")).orElse(again);
    assertThat(format.thought(thoughtful)).isEqualTo(format.thought(text));
    assertThat(thoughtful).hasSameSizeAs(text);
  }

  private static byte[] changed(byte[] text, Random random) {
    byte[] changed = Arrays.copyOf(text, text.length - random.nextInt(2));
    changed[random.nextInt(changed.length)] =
        (byte) "\"\\,:=()[]{}01.-a_;".charAt(random.nextInt(18));
    return changed;
  }

  private static void assertSameVerdict(DecisionFormat format, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    boolean accepted = RandomTexts.accepts(format.grammar(), text);
    try {
      Decision decision = format.parse(text);
      assertThat(accepted).as(text).isTrue();
      assertThat(format.parse(format.write(decision, ""))).as(text).isEqualTo(decision);
    } catch (UsherException e) {
      assertThat(accepted).as(text).isFalse();
      assertThat(e).hasMessageStartingWith("decision@");
    }
  }

  @Test
  void manyThreadsSeeTheSameAutomaton() throws Exception {
    Automaton shared = DecisionFormat.of(snips(), FormatOptions.compact()).grammar();
    Automaton alone = DecisionFormat.of(snips(), FormatOptions.compact()).grammar();
    Stream.iterate(1L, seed -> seed + 1)
        .limit(200)
        .parallel()
        .forEach(seed -> {
          byte[] text = RandomTexts.text(shared, new Random(seed % 20), 200);
          String string = new String(text, StandardCharsets.UTF_8);
          assertThat(RandomTexts.accepts(alone, string)).isTrue();
        });
  }
}
