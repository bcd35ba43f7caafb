package dev.usher.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.usher.app.terminal.Console;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PublishCommandTest {

  private static final String TOKEN = "hf_OfTheCommandsTest";

  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream error = new ByteArrayOutputStream();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private HttpServer hub;
  private volatile int status = 200;

  /// A hub that believes everything; the protocol has its own tests.
  @BeforeEach
  void startHub() throws IOException {
    hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hub.createContext(
        "/",
        exchange -> {
          requests.add(
              exchange.getRequestURI().getPath()
                  + " "
                  + exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.getRequestBody().readAllBytes();
          byte[] answer =
              ("{\"error\": \"with "
                      + TOKEN
                      + "\", \"commitOid\": \"c0ffee\", \"files\": ["
                      + MODES
                      + "]}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    hub.start();
    assertThat(Run.usher("init", folder.resolve("work")).code()).isZero();
    assertThat(Run.usher("generate", folder.resolve("work"), "--count", "100").code()).isZero();
  }

  private static final String MODES =
      String.join(
          ",",
          List.of(
                  "README.md",
                  "manifest.json",
                  "tools.json",
                  "train.jsonl",
                  "validation.jsonl",
                  "test.jsonl")
              .stream()
              .map("{\"path\": \"%s\", \"uploadMode\": \"regular\"}"::formatted)
              .toList());

  @AfterEach
  void stopHub() {
    hub.stop(0);
  }

  private int publish(String... words) {
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(error, true, StandardCharsets.UTF_8),
            0);
    Map<String, String> environment =
        Map.of("HF_TOKEN", TOKEN, "HF_ENDPOINT", "http://127.0.0.1:" + hub.getAddress().getPort());
    CommandLine line = new CommandLine(new PublishCommand(console, environment));
    line.setExecutionExceptionHandler((failure, _, _) -> Failures.report(console, failure, true));
    String[] all = new String[words.length + 1];
    all[0] = folder.resolve("work").toString();
    System.arraycopy(words, 0, all, 1, words.length);
    return line.execute(all);
  }

  @Test
  void theHubAndTheTokenAreThoseOfTheEnvironment() {
    assertThat(publish("--to", "some/data")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("/datasets/some/data\n");
    assertThat(error.toString(StandardCharsets.UTF_8)).contains("6 files", "commit c0ffee");
    assertThat(requests)
        .containsExactly(
            "/api/repos/create Bearer " + TOKEN,
            "/api/datasets/some/data/preupload/main Bearer " + TOKEN,
            "/api/datasets/some/data/commit/main Bearer " + TOKEN);
  }

  @Test
  void theTokenIsNeverPrintedNotEvenWithAStackTrace() {
    publish("--to", "some/data");
    status = 401;
    assertThat(publish("--to", "some/data")).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(out.toString(StandardCharsets.UTF_8) + error.toString(StandardCharsets.UTF_8))
        .contains("HTTP 401", "at dev.usher")
        .doesNotContain(TOKEN);
  }

  @Test
  void aDryRunAsksNobody() {
    assertThat(publish("--to", "some/data", "--dry-run")).isZero();
    assertThat(requests).isEmpty();
  }
}
