package dev.usher.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// `label` and `generate --teacher` against a server on this machine.
class LabelCommandTest {
  private static final JsonMapper JSON = JsonMapper.shared();

  @TempDir private Path folder;
  private HttpServer server;
  private Path workspace;
  private final AtomicInteger asked = new AtomicInteger();
  private UnaryOperator<String> answer = user -> "{}";
  private int status = 200;
  private String words = "invalid key";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/chat/completions",
        exchange -> {
          asked.incrementAndGet();
          JsonNode request = JSON.readTree(exchange.getRequestBody().readAllBytes());
          String user = request.path("messages").path(1).path("content").asString();
          byte[] reply = completion(user).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(status, reply.length);
          exchange.getResponseBody().write(reply);
          exchange.close();
        });
    server.start();
    workspace = folder.resolve("work");
    Run.usher("init", workspace);
    String address = "http://localhost:%d/v1".formatted(server.getAddress().getPort());
    Files.writeString(
        workspace.resolve("teachers.yaml"),
        """
        - name: anna
          provider: openai
          base-url: %1$s
          model: a
          prices: {input: 1000, output: 1000}
        - name: bert
          provider: openai
          base-url: %1$s
          model: b
        """
            .formatted(address));
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String completion(String user) {
    ObjectNode reply = JSON.createObjectNode();
    if (status == 200) {
      ObjectNode choice = reply.putArray("choices").addObject().put("index", 0);
      choice.putObject("message").put("role", "assistant").put("content", answer.apply(user));
      choice.put("finish_reason", "stop");
      ObjectNode usage = reply.putObject("usage");
      usage.put("prompt_tokens", 10).put("completion_tokens", 5).put("total_tokens", 15);
    } else {
      reply.putObject("error").put("message", words);
    }
    return reply.put("id", "x").put("object", "chat.completion").put("model", "a").toString();
  }

  private Run label(Path prompts, String... more) {
    Object[] words = new Object[6 + more.length];
    System.arraycopy(
        new Object[] {"label", prompts, "--workspace", workspace, "--teacher", "anna"},
        0,
        words,
        0,
        6);
    System.arraycopy(more, 0, words, 6, more.length);
    return Run.usher(words);
  }

  private Path prompts(String... texts) throws IOException {
    StringBuilder rows = new StringBuilder();
    for (String text : texts) {
      rows.append(JSON.createObjectNode().put("user", text)).append('\n');
    }
    return Files.writeString(folder.resolve("prompts.jsonl"), rows);
  }

  @Test
  void promptsBecomeRowsOrDisputesAndTheSecondRunAsksNothing() throws IOException {
    answer =
        user ->
            user.contains("which file")
                ? "{\"decision\": {\"answer\": \"Which one?\"}}"
                : "{\"decision\": {\"name\": \"sandbox_exec\", \"arguments\": {\"code\": \"print(%d)\"}}}"
                    .formatted(user.contains("dice") ? asked.get() : 84);
    Path prompts = prompts("what is 12 times 7", "throw the dice", "which file");
    Run first = label(prompts, "--second", "bert");
    assertThat(first.code()).as(first.error()).isZero();
    assertThat(first.out()).contains("labelled.jsonl: 2 rows");
    assertThat(first.error())
        .contains(
            "3 new, 0 changed, 0 kept; 2 agreed", "1 disputed", "disputed.jsonl", "tokens for");
    assertThat(asked).hasValue(6);
    assertThat(workspace.resolve("labels/labelled.jsonl"))
        .content()
        .contains("\"text\": \"what is 12 times 7\", \"name\": \"sandbox_exec\"", "Which one?");
    Run second = label(prompts, "--second", "bert");
    assertThat(second.error()).contains("0 new, 0 changed, 3 kept");
    assertThat(asked).hasValue(6);
  }

  @Test
  void aDeniedKeyIsSaidWithWhatToDoAndFails() throws IOException {
    status = 401;
    Run run = label(prompts("what is 12 times 7"));
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.error()).contains("stopped: anna", "1 waiting", "the same command goes on");
    Run generate = Run.usher("generate", workspace, "--teacher", "all", "--count", "20");
    assertThat(generate.code()).isEqualTo(ExitCode.FAILED);
    assertThat(generate.error()).contains("stopped: ", "0 rows are kept in");
    assertThat(workspace.resolve("dataset")).doesNotExist();
  }

  @Test
  void aProviderThatTakesNoQuestionStopsTheRunAndNothingIsRefusedForGood() throws IOException {
    status = 400;
    words = "unknown field 'seed'";
    Run run = Run.usher("generate", workspace, "--teacher", "anna", "--count", "500");
    assertThat(run.code()).isEqualTo(ExitCode.FAILED);
    assertThat(run.error())
        .contains("stopped: 10 questions in a row were not taken", "unknown field 'seed'");
    assertThat(asked.get()).isBetween(10, 30);
    assertThat(workspace.resolve("candidates/anna-42.refused.jsonl")).doesNotExist();
    asked.set(0);
    Run label = label(prompts("what is 12 times 7", "which file"));
    assertThat(label.error()).contains("2 refused");
  }

  @Test
  void aBudgetHoldsOverARunAndThoseThatGoOnWithIt() throws IOException {
    Path teachers = workspace.resolve("teachers.yaml");
    String text = Files.readString(teachers);
    Files.writeString(teachers, text.replaceFirst("model: a", "model: a\n  budget: {requests: 7}"));
    answer = user -> "{\"sentence\": \"%s\"}".formatted(user.hashCode());
    Run first = Run.usher("generate", workspace, "--teacher", "anna", "--count", "30");
    assertThat(first.error()).contains("budget of 7 requests", "anna-42.spent.jsonl");
    assertThat(asked).hasValue(7);
    Run again = Run.usher("generate", workspace, "--teacher", "anna", "--count", "30", "--resume");
    assertThat(again.code()).isEqualTo(ExitCode.FAILED);
    assertThat(asked).hasValue(7);
    Files.delete(workspace.resolve("candidates/anna-42.spent.jsonl"));
    Run.usher("generate", workspace, "--teacher", "anna", "--count", "30");
    assertThat(asked).hasValue(14);
    label(prompts("what is 12 times 7"));
    assertThat(workspace.resolve("labels/labels.spent.jsonl")).exists();
  }

  @Test
  void badUsageIsNamed() throws IOException {
    Path prompts = prompts("hello");
    assertThat(label(prompts, "--second", "nobody").error()).contains("\"nobody\"", "[anna, bert]");
    assertThat(Run.usher("generate", workspace, "--thoughts").code()).isEqualTo(ExitCode.BAD_INPUT);
    Files.writeString(prompts, "{\"user\": 7}\n");
    Run run = label(prompts);
    assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.error()).contains("prompts.jsonl:1", "must be a string");
    assertThat(asked).hasValue(0);
  }

  @Test
  void teachersWriteARowForEachScenarioAndADataSetIsMadeOfThem() {
    answer =
        user -> {
          StringBuilder values = new StringBuilder();
          user.lines()
              .dropWhile(line -> !line.startsWith("Word for word:"))
              .skip(1)
              .takeWhile(line -> !line.isBlank())
              .forEach(line -> values.append(' ').append(line.substring(2)));
          String sentence =
              "%s, number %d:%s"
                  .formatted(user.lines().findFirst().orElse(""), user.hashCode(), values);
          return JSON.createObjectNode().put("sentence", sentence).toString();
        };
    Run run = Run.usher("generate", workspace, "--teacher", "all", "--count", "60");
    assertThat(run.code()).as(run.error()).isZero();
    assertThat(run.error()).contains("teachers took ");
    assertThat(workspace.resolve("candidates/anna+bert-42.jsonl"))
        .content()
        .contains("\"teacher\": \"anna\"", "\"teacher\": \"bert\"");
    assertThat(workspace.resolve("dataset/train.jsonl")).isNotEmptyFile();
  }
}
