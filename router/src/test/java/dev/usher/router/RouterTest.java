package dev.usher.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.usher.model.adapter.LoraAdapter;
import dev.usher.model.tokenizer.Message;
import dev.usher.tools.Decision;
import dev.usher.tools.FormatOptions;
import dev.usher.tools.FormatOptions.ArgumentOrder;
import dev.usher.tools.FormatOptions.Kind;
import dev.usher.tools.Request;
import dev.usher.tools.ToolCall;
import dev.usher.tools.UsherException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class RouterTest {
  private static final RouterOptions OPTIONS = new RouterOptions(1, 60, false);
  private static final List<String> TEXTS =
      List.of(
          "what is the weather in Oslo",
          "play something",
          "{\"name\":\"x\"}",
          "<|im_end|>\n<|im_start|>assistant",
          "naïve 日本 🙂",
          "\n\n two lines",
          "word ".repeat(40));

  @TempDir static Path folder;
  private static TinyRouter tiny;

  @BeforeAll
  static void load() {
    tiny = TinyRouter.of(folder, 42);
  }

  @AfterAll
  static void close() {
    tiny.close();
  }

  private static Router router(FormatOptions format) {
    return tiny.router(format, OPTIONS);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyTextGetsAValidDecision(Kind kind) {
    FormatOptions format = new FormatOptions(kind, ArgumentOrder.SAID, 2, true, true);
    try (Router router = router(format)) {
      for (String text : TEXTS) {
        Route route = router.route(text);
        assertThat(route.decision()).isEqualTo(router.format().parse(route.transcript().text()));
        assertThat(route.json()).isEqualTo(router.format().toJson(route.decision()));
        if (route.decision() instanceof Decision.Call(List<ToolCall> calls)) {
          assertThat(calls)
              .allMatch(call ->
                  router
                      .format()
                      .catalog()
                      .find(call.name())
                      .orElseThrow()
                      .parameters()
                      .accepts(call.arguments()));
        }
      }
    }
  }

  @Test
  void theSameTextGetsTheSameRouteWhateverCameBefore() {
    try (Router router = router(FormatOptions.compact())) {
      Route first = router.route(TEXTS.getFirst());
      for (String text : TEXTS) {
        router.route(text);
      }
      assertSame(first, router.route(TEXTS.getFirst()));
      router.logits(new int[] {1, 2, 3, 4}, 2);
      assertSame(first, router.route(TEXTS.getFirst()));
      router.route("\n\n two lines");
      assertSame(first, router.route(TEXTS.getFirst()));
    }
    try (Router another = router(FormatOptions.compact())) {
      another.route("word ".repeat(150));
      assertSame(another.route(TEXTS.getFirst()), another.route(TEXTS.getFirst()));
    }
  }

  private static void assertSame(Route expected, Route actual) {
    assertThat(actual.transcript()).isEqualTo(expected.transcript());
    assertThat(actual.choices()).isEqualTo(expected.choices());
    assertThat(actual.confidence()).isEqualTo(expected.confidence());
  }

  @Test
  void choicesMultiplyToTheConfidence() {
    try (Router router = router(FormatOptions.compact())) {
      for (String text : TEXTS) {
        Route route = router.route(text);
        double product = 1;
        for (Choice choice : route.choices()) {
          product *= choice.probability();
        }
        assertThat(route.confidence()).isBetween(0.0, 1.0).isCloseTo(product, within(1e-12));
        assertThat(route.choices().getFirst().part()).isEqualTo(Choice.Part.TOOL);
      }
    }
  }

  @Test
  void probabilitiesAreTheSoftmaxOfTheModelsLogitsOverWhatTheGrammarAllows() {
    try (Router router = router(FormatOptions.compact())) {
      Route route = router.route(TEXTS.getFirst());
      int[] prompt = ids(route.transcript().prompt());
      int[] all =
          ids(
              Stream.of(route.transcript().prompt(), route.transcript().output())
                  .flatMap(List::stream)
                  .toList());
      float[] logits = router.logits(all, prompt.length);
      int vocabulary = logits.length / route.transcript().output().size();
      assertThat(vocabulary).isEqualTo(tiny.tokenizer().vocabularySize());
      double sum = 0;
      for (int id = 0; id < vocabulary; id++) {
        String token =
            new String(tiny.tokenizer().bytes(id), java.nio.charset.StandardCharsets.UTF_8);
        boolean begins =
            !token.isEmpty()
                && Stream.of("get_weather(", "get_time(", "play_music(")
                    .anyMatch(tool -> tool.startsWith(token));
        sum += begins ? Math.exp(logits[id]) : 0;
      }
      int first = route.transcript().output().getFirst();
      Choice tool = route.choices().getFirst();
      assertThat(tool.probability()).isLessThanOrEqualTo(Math.exp(logits[first]) / sum + 1e-4);
      assertThat(tool.alternatives()).isNotEmpty();
    }
  }

  private static int[] ids(List<Integer> ids) {
    return ids.stream().mapToInt(Integer::intValue).toArray();
  }

  @Test
  void timingsCountTheTokens() {
    try (Router router = router(FormatOptions.compact())) {
      Route route = router.route(TEXTS.getFirst());
      Timings timings = route.timings();
      assertThat(timings.promptTokens())
          .isEqualTo(router.prompt(new Request(TEXTS.getFirst())).length);
      assertThat(timings.outputTokens()).isEqualTo(route.transcript().output().size());
      assertThat(timings.prefillMilliseconds()).isPositive();
      assertThat(timings.milliseconds())
          .isEqualTo(timings.prefillMilliseconds() + timings.decodeMilliseconds());
    }
  }

  @Test
  void anAdapterChangesWhatIsSaidAndRoutersShareAModel() {
    LoraAdapter adapter = tiny.tiny().adapter(4, 7);
    try (Router plain = router(FormatOptions.compact());
        Router adapted =
            Router.of(
                tiny.model(),
                tiny.tokenizer(),
                tiny.template(),
                TinyRouter.format(FormatOptions.compact()),
                Optional.of(adapter),
                OPTIONS)) {
      double before = plain.route(TEXTS.getFirst()).confidence();
      assertThat(adapted.route(TEXTS.getFirst()).confidence()).isNotEqualTo(before);
      assertThat(plain.route(TEXTS.getFirst()).confidence()).isEqualTo(before);
    }
  }

  @Test
  void closingARouterLeavesALentModelOpen() {
    router(FormatOptions.compact()).close();
    assertThat(router(FormatOptions.compact()).route("x").decision()).isNotNull();
  }

  @Test
  void everyBudgetGivesAWholeDecision() {
    IntStream.range(1, 40)
        .forEach(budget -> {
          RouterOptions options = OPTIONS.withBudget(budget);
          try (Router router = tiny.router(FormatOptions.compact(), options)) {
            Route route = router.route(TEXTS.getFirst());
            assertThat(route.transcript().output()).hasSizeLessThanOrEqualTo(budget);
          } catch (UsherException tooSmall) {
            assertThat(tooSmall).hasMessageContaining("budget of " + budget);
            assertThat(budget).isLessThan(12);
          }
        });
  }

  @Test
  void aTextThatDoesNotFitTheModelIsRefusedWithNumbers() {
    try (Router router = router(FormatOptions.compact())) {
      assertThatThrownBy(() -> router.route("word ".repeat(1000)))
          .isInstanceOf(UsherException.class)
          .hasMessageStartingWith("text: is too long")
          .hasMessageContaining("at most 10");
      assertThatThrownBy(() -> router.route(" \n"))
          .isInstanceOf(UsherException.class)
          .hasMessageContaining("blank");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aRequestIsReadWithWhatWasSaidAndDecidedBefore(Kind kind) {
    FormatOptions format = new FormatOptions(kind, ArgumentOrder.SAID, 1, true, false);
    try (Router router = router(format)) {
      Decision.Call weather = weather("{\"days\":3,\"city\":\"Oslo\"}");
      Request request =
          new Request("hi")
              .then(new Decision.Answer("Hello!"), "weather in Oslo for 3 days")
              .then(weather, "and Bergen?");
      List<Message> conversation =
          List.of(
              Message.user("hi"),
              Message.assistant(router.format().write(new Decision.Answer("Hello!"), "hi")),
              Message.user("weather in Oslo for 3 days"),
              Message.assistant(router.format().write(weather, "Oslo, 3")),
              Message.user("and Bergen?"));

      Route route = router.route(request);

      assertThat(router.prompt(request)).isEqualTo(tiny.template().prompt(conversation));
      assertThat(route.transcript().prompt())
          .containsExactlyElementsOf(Arrays.stream(router.prompt(request)).boxed().toList());
      assertThat(route.confidence()).isNotEqualTo(router.route("and Bergen?").confidence());
    }
  }

  @Test
  void anEarlierDecisionThatTheFormatCannotWriteIsNamed() {
    try (Router router =
        router(new FormatOptions(Kind.COMPACT, ArgumentOrder.SAID, 1, false, false))) {
      Request request =
          new Request("weather in Oslo")
              .then(weather("{\"city\":\"Oslo\"}"), "hi")
              .then(new Decision.Answer("Hello!"), "and Bergen?");
      assertThatThrownBy(() -> router.route(request))
          .isInstanceOf(UsherException.class)
          .hasMessageStartingWith("history, turn 2: ")
          .hasMessageContaining("no answers");
    }
  }

  private static Decision.Call weather(String arguments) {
    return new Decision.Call(
        new ToolCall("get_weather", (ObjectNode) new JsonMapper().readTree(arguments)));
  }

  @Test
  void aLongTextLeavesWhatRoomThereIsToTheDecision() {
    try (Router router = router(FormatOptions.compact())) {
      String text = "a ".repeat(2);
      while (router.prompt(new Request(text + text)).length < 1000) {
        text += text;
      }
      while (router.prompt(new Request(text + "a ")).length < 1008) {
        text += "a ";
      }
      Route route = router.route(text);
      assertThat(route.timings().promptTokens() + route.timings().outputTokens())
          .isLessThanOrEqualTo(1024);
    }
  }

  @Test
  void manyThreadsTakeTurns() {
    try (Router router = router(FormatOptions.compact())) {
      List<Route> alone = new ArrayList<>();
      TEXTS.forEach(text -> alone.add(router.route(text)));
      List<Route> together =
          IntStream.range(0, 4 * TEXTS.size())
              .parallel()
              .mapToObj(i -> router.route(TEXTS.get(i % TEXTS.size())))
              .toList();
      for (int i = 0; i < together.size(); i++) {
        assertSame(alone.get(i % TEXTS.size()), together.get(i));
      }
    }
  }
}
