package dev.usher.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.model.gguf.GgufMetadata;
import dev.usher.model.tokenizer.TinyVocabulary;
import dev.usher.model.tokenizer.Tokenizer;
import dev.usher.tools.Decision;
import dev.usher.tools.FormatOptions;
import dev.usher.tools.FormatOptions.ArgumentOrder;
import dev.usher.tools.FormatOptions.Kind;
import dev.usher.tools.Request;
import dev.usher.tools.ToolCall;
import dev.usher.tools.UsherException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// A router over a catalogue whose values are words of the request.
class CopiedValuesTest {
  private static final String PLAY =
      """
      {"name":"play","parameters":{"type":"object","required":["artist"],"properties":{
        "artist":{"type":"string","x-usher-extractive":true},
        "rooms":{"type":"array","maxItems":2,"items":{"type":"string","x-usher-extractive":true}}}}}
      """;
  private static final String MARK =
      """
      {"name":"mark","parameters":{"type":"object","required":["sign"],"properties":{
        "sign":{"const":"\uD8C0\uDC00"}}}}
      """;
  private static final String SAY =
      """
      {"name":"say","parameters":{"type":"object","required":["w"],"properties":{
        "w":{"type":"string","minLength":3,"x-usher-extractive":true}}}}
      """;

  /// A character of a plane without any, which begins with a byte that the poor vocabulary lacks.
  private static final String UNWRITABLE = "\uD8C0\uDC00";

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

  private static Router router(String tools, FormatOptions format, Tokenizer tokenizer) {
    return tiny.withTokenizer(tokenizer)
        .router("[" + tools + "]", format, new RouterOptions(1, 60, false));
  }

  /// The tiny vocabulary with another token in the place of the byte F1.
  private static Tokenizer poor() {
    Map<String, Object> metadata = TinyVocabulary.metadata();
    List<?> tokens = (List<?>) metadata.get("tokenizer.ggml.tokens");
    metadata.put(
        "tokenizer.ggml.tokens",
        tokens.stream().map(token -> token.equals("ñ") ? "qqq" : token).toList());
    return Tokenizer.of(new GgufMetadata("poor", metadata));
  }

  private static Stream<String> values(Route route) {
    return ((Decision.Call) route.decision())
        .calls().stream()
            .map(ToolCall::arguments)
            .flatMap(arguments ->
                Stream.concat(
                    Stream.of(arguments.get("artist")), arguments.path("rooms").valueStream()))
            .map(JsonNode::asString);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void theyArePiecesOfTheRequestAndTheDecisionEnds(Kind kind) {
    FormatOptions format = new FormatOptions(kind, ArgumentOrder.SAID, 2, false, false);
    RandomRequests requests = new RandomRequests(42);
    try (Router router = router(PLAY, format, tiny.tokenizer())) {
      Stream.generate(requests::next)
          .filter(request -> !request.text().isBlank())
          .limit(20)
          .forEach(request -> {
            Route route = router.route(request);
            assertThat(route.transcript().output().getLast())
                .isEqualTo(tiny.tokenizer().endOfTurn());
            assertThat(RandomRequests.pieces(request.texts())).containsAll(values(route).toList());
          });
    }
  }

  @Test
  void theyMayBeWordsOfAnEarlierTurn() {
    try (Router router = router(SAY, FormatOptions.compact(), tiny.tokenizer())) {
      Request request = new Request("Oslo").then(call("say", "w", "Oslo"), "no");
      assertThat(router.route(request).json()).contains("\"w\":\"Oslo\"");
    }
  }

  private static Decision call(String tool, String key, String value) {
    return new Decision.Call(
        new ToolCall(tool, DecisionOracle.EXACT.createObjectNode().put(key, value)));
  }

  @Test
  void wordsThatTheVocabularyLacksAreNotAmongThem() {
    try (Router router = router(SAY, FormatOptions.compact(), poor())) {
      String json =
          router.route(UNWRITABLE + UNWRITABLE + UNWRITABLE + " Kirkjubæjarklaustur").json();
      assertThat(json).contains("\"w\":\"Kirkjubæjarklaustur\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {UNWRITABLE, UNWRITABLE + UNWRITABLE + UNWRITABLE, "?!", "\u00a0"})
  void whereNoneCanBeCopiedTheyAreFree(String text) {
    try (Router router = router(SAY, FormatOptions.compact(), poor())) {
      Route route = router.route(text);
      assertThat(route.decision()).isEqualTo(router.format().parse(route.transcript().text()));
    }
  }

  @Test
  void aTextThatLeavesOnlyWhatCannotBeWrittenIsRefused() {
    try (Router router = router(MARK + "," + SAY, FormatOptions.compact(), poor())) {
      assertThatThrownBy(() -> router.route("no"))
          .isInstanceOf(UsherException.class)
          .hasMessageStartingWith("text: the shortest decision cannot be written")
          .hasMessageContaining(UNWRITABLE)
          .hasMessageEndingWith("or say it in other words");
      assertThat(router.route("say it").json()).contains("\"tool_name\":\"say\"");
    }
  }

  @Test
  void aCatalogueThatCannotBeWrittenIsRefused() {
    assertThatThrownBy(() -> router(MARK, FormatOptions.compact(), poor()))
        .isInstanceOf(UsherException.class)
        .hasMessageStartingWith("catalogue: the shortest decision cannot be written")
        .hasMessageEndingWith("or choose another base model");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t\n ", "\u2003"})
  void aBlankTextIsRefused(String text) {
    try (Router router = router(PLAY, FormatOptions.compact(), tiny.tokenizer())) {
      List<Request> requests =
          List.of(
              new Request(text), new Request("Oslo").then(call("play", "artist", "Oslo"), text));
      for (Request request : requests) {
        assertThatThrownBy(() -> router.route(request))
            .isInstanceOf(UsherException.class)
            .hasMessage("text: is blank; say what is wanted");
      }
    }
  }
}
