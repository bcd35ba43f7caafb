package dev.usher.dataset.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.Fixtures;
import dev.usher.dataset.JsonText;
import dev.usher.dataset.teacher.StubServer.Asked;
import dev.usher.dataset.teacher.StubServer.Behaviour;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole run over three protocols against a server that misbehaves in three of ten replies, with
/// one teacher out for a while and another at the end of its budget half-way.
@Tag("slow")
class ManyQuestionsTest {
  private static final int QUESTIONS = 2_000;
  private static final int THREADS = 12;
  private static final Duration INTERVAL = Duration.ofMillis(100); // 600 a minute
  private static final Duration WAIT = Duration.ofSeconds(2);
  private static final int MOST_REQUESTS = 200;
  private static final long MOST_TOKENS = 300_000;
  private static final BigDecimal MOST_MONEY = new BigDecimal("0.25");
  private static final int OUT_FROM = 20; // seconds
  private static final int OUT_UNTIL = 60;
  private static final Reply.Usage USAGE = new Reply.Usage(300, 40);

  @TempDir private Path folder;

  private final VirtualTime time = new VirtualTime();
  private final List<Noted> notes = new ArrayList<>();
  private final Map<String, Integer> repliesTo = new HashMap<>(); // by question number

  /// What the server did with a request.
  private record Noted(Asked asked, String number, Behaviour behaviour) {
    private boolean answersRightly() {
      return behaviour instanceof Behaviour.Says(var text, _) && text.endsWith("\"right\": true}");
    }

    private boolean asksToWait() {
      return behaviour instanceof Behaviour.Responds responds
          && responds.headers().containsKey("Retry-After");
    }
  }

  private synchronized Behaviour behave(Asked asked) {
    String number = asked.user().lines().findFirst().orElseThrow();
    int earlier = repliesTo.merge(number, 1, Integer::sum) - 1;
    Behaviour behaviour = behaviour(asked, Integer.parseInt(number), earlier);
    notes.add(new Noted(asked, number, behaviour));
    return behaviour;
  }

  private Behaviour behaviour(Asked asked, int number, int earlier) {
    if (out(asked)) {
      return new Behaviour.Closes();
    }
    if (number % 700 == 350 && earlier == 0) {
      return new Behaviour.Hangs();
    }
    boolean repeated = asked.user().contains("\n"); // a fault was pointed out
    int draw = new SplittableRandom(number * 31L + earlier).nextInt(100);
    return switch (draw / 5) {
      case 0 -> new Behaviour.Responds(429, Map.of("Retry-After", "" + WAIT.toSeconds()), "slow");
      case 1 -> new Behaviour.Responds(500, "{\"error\": \"oops\"}");
      case 2 -> draw % 2 == 0 ? new Behaviour.Closes() : new Behaviour.Breaks();
      case 3 -> new Behaviour.Responds(200, "{\"cut");
      case 4 -> repeated ? right(number) : new Behaviour.Says("{\"id\": " + number, USAGE);
      case 5 -> repeated ? right(number) : new Behaviour.Says("{\"id\": \"?\"}", USAGE);
      default -> right(number);
    };
  }

  private static boolean out(Asked asked) {
    long second = Duration.between(VirtualTime.START, asked.at()).toSeconds();
    return asked.protocol() == Protocol.OLLAMA && second >= OUT_FROM && second < OUT_UNTIL;
  }

  private static Behaviour right(int number) {
    return new Behaviour.Says("Sure! {\"id\": %d, \"right\": true}".formatted(number), USAGE);
  }

  private static Question question(int number) {
    String schema =
        """
        {"type": "object", "additionalProperties": false, "required": ["id", "right"],
         "properties": {"id": {"type": "integer"}, "right": {"type": "boolean"}}}\
        """;
    return new Question("s", "" + number, JsonText.parseObject(schema, "schema"), 1);
  }

  private Teachers teachers(StubServer server) {
    String yaml =
        """
        - {name: openai, provider: openai, base-url: %s, model: m, weight: 50, LIMITS,
           budget: {tokens: %d, money: %s}}
        - {name: gemini, provider: gemini, base-url: %s, model: m, key: K, weight: 30, LIMITS,
           budget: {requests: %d}}
        - {name: ollama, provider: ollama, base-url: %s, model: m, weight: 20, LIMITS}
        """
            .formatted(
                server.url(Protocol.OPENAI),
                MOST_TOKENS,
                MOST_MONEY,
                server.url(Protocol.GEMINI),
                MOST_REQUESTS,
                server.url(Protocol.OLLAMA))
            .replace(
                "LIMITS",
                "requests-per-minute: 600, concurrency: %d, timeout-seconds: 4, answer-tokens: 200,"
                        .formatted(THREADS)
                    + " prices: {input: 0.5, output: 2}");
    Path file = Fixtures.write(folder.resolve("teachers.yaml"), yaml);
    Access access = TeachersFileTest.access(Map.of("K", "key-0123"), folder.resolve(".env"));
    TeachersFile reader = new TeachersFile(access, 1, Patience.STANDARD, time);
    return new Teachers(reader.read(file, List.of()), 42, time);
  }

  @Test
  void allAreAnsweredOnceAndNoLimitIsExceeded() throws InterruptedException {
    Map<Integer, StructuredReply> replies = new ConcurrentHashMap<>();
    Spend spend;
    try (StubServer server = new StubServer(time, this::behave)) {
      Teachers teachers = teachers(server);
      AtomicInteger next = new AtomicInteger();
      time.run(
          THREADS,
          () -> {
            for (int id = next.getAndIncrement(); id < QUESTIONS; id = next.getAndIncrement()) {
              replies.put(id, teachers.askObject(id, question(id)));
            }
          });
      spend = teachers.spend();
    }
    assertEachAnsweredOnce(replies);
    assertServerMisbehaved();
    assertPace();
    assertBudgets(spend);
    assertThat(notes.stream().filter(each -> out(each.asked())).count())
        .as("asked while out: five failures and a trial or two")
        .isBetween(5L, 8L);
  }

  private void assertEachAnsweredOnce(Map<Integer, StructuredReply> replies) {
    assertThat(replies).hasSize(QUESTIONS);
    replies.forEach((id, reply) ->
        assertThat(reply)
            .isInstanceOfSatisfying(
                StructuredReply.Given.class,
                given -> assertThat(given.value().get("id").intValue()).isEqualTo(id)));
    Map<String, Integer> right = new TreeMap<>();
    notes.stream()
        .filter(Noted::answersRightly)
        .forEach(each -> right.merge(each.number(), 1, Integer::sum));
    assertThat(right).hasSize(QUESTIONS);
    assertThat(right.values()).containsOnly(1);
  }

  private void assertServerMisbehaved() {
    double wrong = (double) notes.stream().filter(each -> !each.answersRightly()).count();
    assertThat(wrong / notes.size()).isBetween(0.25, 0.35);
  }

  /// Each an interval after the last, and none while the server wanted to be left alone.
  private void assertPace() {
    for (Protocol protocol : Protocol.values()) {
      List<Noted> asked =
          notes.stream().filter(each -> each.asked().protocol() == protocol).toList();
      Instant allowed = VirtualTime.START;
      for (Noted each : asked) {
        assertThat(each.asked().at()).as("%s", each).isAfterOrEqualTo(allowed);
        allowed = each.asked().at().plus(each.asksToWait() ? WAIT : INTERVAL);
      }
    }
  }

  private void assertBudgets(Spend spend) {
    Map<Protocol, Spend> taken = new HashMap<>();
    Prices prices = new Prices(new BigDecimal("0.5"), new BigDecimal("2"));
    for (Noted each : notes) {
      Reply.Usage usage =
          each.behaviour() instanceof Behaviour.Says says ? says.usage() : Reply.Usage.NONE;
      taken.merge(each.asked().protocol(), Spend.of(usage, prices), Spend::plus);
    }
    assertThat(taken.get(Protocol.GEMINI).requests()).isEqualTo(MOST_REQUESTS);
    assertThat(taken.get(Protocol.OPENAI).tokens()).isBetween(MOST_TOKENS / 2, MOST_TOKENS);
    assertThat(taken.get(Protocol.OPENAI).money()).isLessThanOrEqualTo(MOST_MONEY);
    assertThat(spend.requests()).isEqualTo(notes.size());
    assertThat(spend.tokens())
        .isGreaterThanOrEqualTo(taken.values().stream().mapToLong(Spend::tokens).sum());
  }
}
