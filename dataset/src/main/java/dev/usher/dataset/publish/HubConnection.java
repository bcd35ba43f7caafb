package dev.usher.dataset.publish;

import dev.usher.dataset.JsonText;
import dev.usher.dataset.http.RetryAfter;
import dev.usher.tools.UsherException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Requests to the Hub and to the stores that it names, one after the other. The token goes to the
/// Hub alone, no redirection is followed, and who is asked to come back later does, for a while.
final class HubConnection implements AutoCloseable {

  /// A status and what came with it.
  record Answer(int status, String body) {
    boolean isDone() {
      return status / 100 == 2;
    }
  }

  private static final int TOO_MANY = 429;
  private static final int MOST_ATTEMPTS = 4;
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  /// How long a server may think about what it was sent.
  private static final Duration THINKING = Duration.ofSeconds(60);

  /// The slowest line that is worth waiting for.
  private static final long BYTES_A_SECOND = 16_384;

  private static final int LONGEST_REASON = 300;

  private final HubAccess access;
  private final String where;
  private final Pause pause;
  private final HttpClient client;

  HubConnection(HubAccess access, String where, Pause pause) {
    this.access = access;
    this.where = where;
    this.pause = pause;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(access.patience())
            .build();
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }

  URI hub(String path) {
    return URI.create(access.endpoint() + path);
  }

  Answer get(URI address) {
    return send(request(address, access.patience()).GET().build());
  }

  /// A small question.
  Answer post(URI address, String type, JsonNode body) {
    return send(
        request(address, access.patience())
            .header("Content-Type", type)
            .header("Accept", type)
            .POST(BodyPublishers.ofString(JsonText.line(body)))
            .build());
  }

  Answer postLines(URI address, String lines) {
    byte[] body = lines.getBytes(StandardCharsets.UTF_8);
    return send(
        request(address, timeFor(body.length))
            .header("Content-Type", "application/x-ndjson")
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  Answer put(URI address, Map<String, String> headers, byte[] body) {
    HttpRequest.Builder request = request(address, timeFor(body.length));
    headers.forEach(request::setHeader);
    return send(request.PUT(BodyPublishers.ofByteArray(body)).build());
  }

  private static Duration timeFor(long bytes) {
    return THINKING.plusSeconds(bytes / BYTES_A_SECOND);
  }

  private HttpRequest.Builder request(URI address, Duration time) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address).timeout(time).header("User-Agent", "usher");
    if (access.isHub(address)) {
      request.header("Authorization", access.authorization());
    }
    return request;
  }

  private Answer send(HttpRequest request) {
    try {
      for (int attempt = 1; ; attempt++) {
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        Optional<Duration> wait = wait(answer).filter(time -> time.compareTo(LONGEST_PAUSE) <= 0);
        if (wait.isEmpty() || attempt == MOST_ATTEMPTS) {
          return answered(answer);
        }
        pause.await(wait.get());
      }
    } catch (IOException e) {
      throw failure(
          "cannot be reached (%s); check the network and HF_ENDPOINT, then publish again"
              .formatted(reason(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failure("was interrupted");
    }
  }

  private Answer answered(HttpResponse<String> answer) {
    if (answer.statusCode() == TOO_MANY) {
      throw failure(
          "HTTP 429, too many requests; publish again in "
              + wait(answer).map(time -> time.toSeconds() + " seconds").orElse("some minutes"));
    }
    return new Answer(answer.statusCode(), answer.body());
  }

  /// How long the server asks to wait.
  private static Optional<Duration> wait(HttpResponse<?> answer) {
    return answer.statusCode() == TOO_MANY
        ? answer
            .headers()
            .firstValue(RetryAfter.HEADER)
            .flatMap(value -> RetryAfter.parse(value, Instant.now()))
        : Optional.empty();
  }

  private static String reason(IOException e) {
    return switch (e) {
      case HttpConnectTimeoutException _ -> "no connection";
      case HttpTimeoutException _ -> "no answer";
      case ConnectException _ -> "no connection";
      default -> e.getClass().getSimpleName() + ": " + e.getMessage();
    };
  }

  /// The answer, if it is the one that was hoped for.
  ///
  /// @throws UsherException with what to do, if it is another
  Answer require(Answer answer, String what) {
    if (answer.isDone()) {
      return answer;
    }
    throw failure(
        "HTTP %d for %s%s; %s".formatted(answer.status(), what, said(answer), advice(answer)));
  }

  private static String advice(Answer answer) {
    return switch (answer.status()) {
      case 401 -> "the token is not valid: make one in your settings on the hub, set HF_TOKEN";
      case 403 ->
          "the token may not write there: give it the right to write to this namespace, or name another";
      case 404 -> "there is no such data set, or the token may not see it";
      case 413 -> "it is too large for one request";
      case 500, 502, 503, 504 -> "the hub is busy, publish again later";
      default -> "the hub does not accept it";
    };
  }

  /// The server's own words, in brackets.
  private String said(Answer answer) {
    String words;
    try {
      words = JsonText.parse(answer.body(), where).path("error").asString("");
    } catch (UsherException noJson) {
      words = "";
    }
    String line = words.replaceAll("\\p{Cntrl}+", " ").strip();
    String shown = line.substring(0, Math.min(LONGEST_REASON, line.length()));
    return shown.isEmpty() ? "" : " (" + shown + ")";
  }

  /// A JSON object that was answered.
  JsonNode json(Answer answer, String what) {
    try {
      return JsonText.parseObject(answer.body(), where);
    } catch (UsherException e) {
      throw failure("does not answer as the hub does for " + what + "; check HF_ENDPOINT");
    }
  }

  UsherException failure(String message) {
    return new UsherException(where, access.censored(message));
  }
}
