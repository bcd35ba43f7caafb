package dev.usher.dataset.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.JsonText;
import dev.usher.dataset.teacher.ModelConfig.SchemaMode;
import dev.usher.dataset.teacher.StubServer.Behaviour;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

/// What every language model is as a teacher, whichever protocol it speaks.
abstract class TeacherContract extends EveryTeacherContract {
  static final String KEY = "sk-verySecret0123456789";
  static final int ANSWER_TOKENS = 77;

  private final Protocol protocol;
  private Behaviour behaviour = new Behaviour.Says("{\"text\": \"t\", \"id\": 3}");
  private Function<StubServer.Asked, Behaviour> script = _ -> behaviour;
  private final VirtualTime time = new VirtualTime();
  final StubServer server = new StubServer(time, asked -> script.apply(asked));

  TeacherContract(Protocol protocol) {
    this.protocol = protocol;
  }

  @AfterEach
  void stop() {
    server.close();
  }

  LanguageModelTeacher teacher(SchemaMode mode, Duration timeout) {
    ModelConfig config =
        new ModelConfig(
            protocol.provider(),
            "m",
            Optional.of(URI.create(server.url(protocol))),
            Optional.of("KEY"),
            mode,
            ANSWER_TOKENS);
    TeacherHttp http = new TeacherHttp(TeacherHttp.client(), timeout, time);
    return LanguageModelTeacher.of("t", config, Optional.of(ApiKey.of(KEY, "KEY")), http);
  }

  @Override
  LanguageModelTeacher teacher() {
    return teacher(SchemaMode.JSON_SCHEMA, Duration.ofSeconds(30));
  }

  @Override
  Question refused() {
    script =
        asked -> asked.user().equals("no!") ? new Behaviour.Responds(451, "not that") : behaviour;
    return Questions.of("no!");
  }

  Reply reply(Behaviour to) {
    behaviour = to;
    return teacher().ask(Questions.of("why?"));
  }

  @Test
  void anAnswerIsTheTextWithWhatItTook() {
    assertThat(reply(new Behaviour.Says("{\"a\": \"ü\"}", new Reply.Usage(31, 7))))
        .isEqualTo(new Reply.Answer("{\"a\": \"ü\"}", new Reply.Usage(31, 7)));
  }

  @Test
  void theQuestionIsSentWithItsSchemaTheLimitAndTheKey() {
    reply(new Behaviour.Says("{}"));
    StubServer.Asked asked = server.log().getFirst();
    assertThat(protocol.system(asked.body())).isEqualTo("Write.");
    assertThat(asked.user()).isEqualTo("why?");
    assertThat(protocol.schema(asked.body())).isEqualTo(JsonText.parse(Questions.SCHEMA, "schema"));
    assertThat(JsonText.line(asked.body())).contains(": " + ANSWER_TOKENS, ": 0.5");
    assertThat(asked.key()).contains(KEY);
  }

  @Test
  void withoutASchemaModeTheSchemaIsInTheSystemText() {
    teacher(SchemaMode.TEXT, Duration.ofSeconds(30)).ask(Questions.of("why?"));
    StubServer.Asked asked = server.log().getFirst();
    assertThat(protocol.schema(asked.body()).isMissingNode()).isTrue();
    assertThat(protocol.system(asked.body()))
        .startsWith("Write.\n")
        .contains(JsonText.line(JsonText.parse(Questions.SCHEMA, "schema")));
  }

  @Test
  void tooManyQuestionsIsBusyForSecondsOrUntilADate() {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME
            .withLocale(Locale.ROOT)
            .format(VirtualTime.START.plusSeconds(90).atOffset(ZoneOffset.UTC));
    assertThat(waits(429, Map.of("Retry-After", "7"))).contains(Duration.ofSeconds(7));
    assertThat(waits(429, Map.of("Retry-After", "0.25"))).contains(Duration.ofMillis(250));
    assertThat(waits(429, Map.of("Retry-After", date))).contains(Duration.ofSeconds(90));
    assertThat(waits(503, Map.of("Retry-After", "3"))).contains(Duration.ofSeconds(3));
    assertThat(waits(429, Map.of("Retry-After", "soon"))).isEmpty();
    assertThat(waits(429, Map.of())).isEmpty();
  }

  private Optional<Duration> waits(int status, Map<String, String> headers) {
    Reply reply = reply(new Behaviour.Responds(status, headers, "slow down"));
    assertThat(reply).isInstanceOf(Reply.Busy.class);
    return ((Reply.Busy) reply).retryAfter();
  }

  static Stream<Behaviour> failures() {
    return Stream.of(
        new Behaviour.Responds(500, "{\"error\": {\"message\": \"oops\"}}"),
        new Behaviour.Responds(502, "<html>bad gateway</html>"),
        new Behaviour.Responds(503, ""),
        new Behaviour.Responds(408, ""),
        new Behaviour.Responds(200, ""),
        new Behaviour.Responds(200, "{"),
        new Behaviour.Responds(200, "{}"),
        new Behaviour.Responds(200, "[]"),
        new Behaviour.Responds(200, "<html>welcome</html>"),
        new Behaviour.Responds(200, "{\"choices\": [], \"candidates\": []}"),
        new Behaviour.Says(""),
        new Behaviour.Closes(),
        new Behaviour.Breaks());
  }

  @ParameterizedTest
  @MethodSource("failures")
  void whatMayPassIsAFailure(Behaviour misbehaviour) {
    assertThat(reply(misbehaviour)).isInstanceOf(Reply.Failed.class);
  }

  @Test
  void anAnswerThatIsCutOffIsAFailure() {
    String whole = protocol.answer("{\"a\": 1}", new Reply.Usage(1, 1));
    for (int length = 1; length < whole.length(); length += 7) {
      assertThat(reply(new Behaviour.Responds(200, whole.substring(0, length))))
          .isInstanceOf(Reply.Failed.class);
    }
  }

  @Test
  void noAnswerInTimeIsAFailure() {
    behaviour = new Behaviour.Hangs();
    Reply reply = teacher(SchemaMode.JSON_SCHEMA, Duration.ofMillis(50)).ask(Questions.of("why?"));
    assertThat(reply).isEqualTo(new Reply.Failed("no answer within 0.05 seconds"));
  }

  @Test
  void aServerThatIsNotThereIsAFailureThatNamesTheAddress() {
    LanguageModelTeacher teacher = teacher();
    server.close();
    assertThat(teacher.ask(Questions.of("why?")))
        .isInstanceOf(Reply.Failed.class)
        .asString()
        .contains("127.0.0.1", "ConnectException");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 402, 403, 404})
  void aWrongKeyOrModelIsDeniedOnceAndForAll(int status) {
    behaviour = new Behaviour.Responds(status, "{\"error\": {\"message\": \"no such thing\"}}");
    LanguageModelTeacher teacher = teacher();
    Reply first = teacher.ask(Questions.of("why?"));
    assertThat(first)
        .isInstanceOf(Reply.Denied.class)
        .asString()
        .contains("HTTP " + status, "no such thing", "teachers.yaml");
    behaviour = new Behaviour.Says("{}");
    assertThat(teacher.ask(Questions.of("again?"))).isEqualTo(first);
    assertThat(server.log()).hasSize(1);
  }

  @Test
  void anEmptyAccountIsDeniedThoughItsStatusSaysTooMany() {
    Reply reply =
        reply(
            new Behaviour.Responds(
                429, "{\"error\": {\"message\": \"Pay!\", \"code\": \"insufficient_quota\"}}"));
    assertThat(reply).isInstanceOf(Reply.Denied.class).asString().contains("Pay!", "billing");
  }

  @Test
  void aQuestionThatTheServerDoesNotTakeIsRejectedInItsWords() {
    Reply reply = reply(new Behaviour.Responds(400, "{\"error\": {\"message\": \"too\\nlong\"}}"));
    assertThat(reply).isEqualTo(new Reply.Rejected("HTTP 400: too long"));
    assertThat(reply(new Behaviour.Responds(451, "not that")))
        .isEqualTo(new Reply.Refused("HTTP 451: not that"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Invalid parameter: 'response_format' of type 'json_schema' is not supported",
        "This model does not support response format `json_object`",
        "Unknown name \"responseJsonSchema\" at 'generation_config'"
      })
  void aServerThatTakesNoSchemaIsAskedAgainWithItInTheTextAndSoFromThenOn(String words) {
    script =
        asked ->
            protocol.schema(asked.body()).isMissingNode()
                ? behaviour
                : new Behaviour.Responds(
                    400, JsonNodeFactory.instance.objectNode().put("error", words).toString());
    BudgetedTeacher account =
        new BudgetedTeacher(
            teacher(), Budget.UNLIMITED, Prices.FREE, _ -> new Reply.Usage(1_000, 1_000));
    Teacher patient =
        new PatientTeacher(account, Limits.LOCAL, Patience.STANDARD, time, new Random(1));
    assertThat(patient.ask(Questions.of("why?"))).isInstanceOf(Reply.Answer.class);
    assertThat(patient.ask(Questions.of("who?"))).isInstanceOf(Reply.Answer.class);
    assertThat(server.log())
        .extracting(StubServer.Asked::user)
        .containsExactly("why?", "why?", "who?");
    assertThat(server.log().subList(1, 3))
        .allSatisfy(
            asked -> assertThat(protocol.system(asked.body())).contains("JSON Schema", "\"id\""));
    assertThat(time.now()).isEqualTo(VirtualTime.START);
    assertThat(account.spend().requests()).isEqualTo(3);
    assertThat(account.spend().tokens()).as("the first one was turned away").isEqualTo(60);
  }

  @Test
  void aServerThatSpeaksOfASchemaThoughItGotNoneHasRejectedTheQuestion() {
    behaviour = new Behaviour.Responds(400, "no schema!");
    Reply reply = teacher(SchemaMode.TEXT, Duration.ofSeconds(30)).ask(Questions.of("why?"));
    assertThat(reply).isEqualTo(new Reply.Rejected("HTTP 400: no schema!"));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 429, 500, 503})
  void aKeyThatTheServerRepeatsIsInNoReason(int status) {
    Reply reply = reply(new Behaviour.Responds(status, "{\"error\": \"bad key " + KEY + "!\"}"));
    assertThat(reply.toString()).contains("bad key …!").doesNotContain(KEY);
  }

  @Test
  void aKeyInABodyThatCannotBeReadIsInNoReason() {
    assertThat(reply(new Behaviour.Responds(200, KEY)).toString()).doesNotContain(KEY);
    assertThat(reply(new Behaviour.Responds(200, "{\"" + KEY)).toString()).doesNotContain(KEY);
  }
}
