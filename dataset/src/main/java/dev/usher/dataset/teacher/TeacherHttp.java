package dev.usher.dataset.teacher;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The HTTP that langchain4j's models speak through: whatever is no answer leaves it as a
/// [NoAnswer], with what the headers say, which langchain4j's own exceptions do not carry. A
/// redirection is not followed, lest it take the key elsewhere.
final class TeacherHttp implements HttpClient {
  private final java.net.http.HttpClient client;
  private final Duration timeout;
  private final Time time;

  /// @param timeout from the question to the last byte of the answer
  TeacherHttp(java.net.http.HttpClient client, Duration timeout, Time time) {
    this.client = client;
    this.timeout = timeout;
    this.time = time;
  }

  /// A client for all teachers.
  static java.net.http.HttpClient client() {
    return java.net.http.HttpClient.newBuilder()
        .version(java.net.http.HttpClient.Version.HTTP_1_1)
        .build();
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    HttpResponse<String> response = send(request);
    HttpReplies.of(response.statusCode(), response.headers(), response.body(), time.now())
        .ifPresent(none -> {
          throw none;
        });
    return SuccessfulHttpResponse.builder()
        .statusCode(response.statusCode())
        .headers(response.headers().map())
        .body(response.body())
        .build();
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    throw new UnsupportedOperationException("teachers do not stream");
  }

  private HttpResponse<String> send(HttpRequest request) {
    CompletableFuture<HttpResponse<String>> response =
        client.sendAsync(translated(request), BodyHandlers.ofString(StandardCharsets.UTF_8));
    try {
      return response.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException _) {
      throw failed("no answer within " + timeout.toMillis() / 1e3 + " seconds");
    } catch (ExecutionException e) {
      throw failed("no connection with " + URI.create(request.url()).getAuthority() + reason(e));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw failed("was interrupted");
    } finally {
      response.cancel(true);
    }
  }

  private static NoAnswer failed(String reason) {
    return new NoAnswer(new Reply.Failed(reason));
  }

  private static String reason(ExecutionException e) {
    Throwable cause = e.getCause();
    String words = cause == null || cause.getMessage() == null ? "" : ", " + cause.getMessage();
    return cause == null ? "" : ": " + cause.getClass().getSimpleName() + words;
  }

  private static java.net.http.HttpRequest translated(HttpRequest request) {
    var translated =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
            .method(request.method().name(), BodyPublishers.ofString(request.body()));
    request
        .headers()
        .forEach((name, values) -> values.forEach(value -> translated.header(name, value)));
    return translated.build();
  }

  /// Hands out this client, whatever it is told of time-outs.
  HttpClientBuilder builder() {
    return new HttpClientBuilder() {
      @Override
      public Duration connectTimeout() {
        return timeout;
      }

      @Override
      public HttpClientBuilder connectTimeout(Duration ignored) {
        return this;
      }

      @Override
      public Duration readTimeout() {
        return timeout;
      }

      @Override
      public HttpClientBuilder readTimeout(Duration ignored) {
        return this;
      }

      @Override
      public HttpClient build() {
        return TeacherHttp.this;
      }
    };
  }
}
