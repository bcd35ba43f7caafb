package dev.usher.dataset.teacher;

import dev.usher.dataset.JsonText;
import dev.usher.dataset.http.RetryAfter;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What the HTTP response of a model's server comes to, when it is no answer.
///
/// Servers differ in where they say it. OpenAI, Groq, Gemini and llama-server put an object under
/// `error`, Ollama a text. Seconds to wait are in a header, or for Gemini in the body.
final class HttpReplies {
  private static final int LONGEST_WORDS = 300;
  private static final Pattern SCHEMA_MODE =
      Pattern.compile("response.?format|schema", Pattern.CASE_INSENSITIVE);

  private final int status;
  private final HttpHeaders headers;
  private final String body;
  private final JsonNode json;

  private HttpReplies(int status, HttpHeaders headers, String body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
    this.json = json(body);
  }

  private static JsonNode json(String body) {
    try {
      return JsonText.mapper().readTree(body);
    } catch (JacksonException _) {
      return MissingNode.getInstance();
    }
  }

  /// What stands in the way of an answer, if anything does.
  static Optional<NoAnswer> of(int status, HttpHeaders headers, String body, Instant now) {
    HttpReplies response = new HttpReplies(status, headers, body);
    return status / 100 == 2
        ? response.blocked().map(NoAnswer::new)
        : Optional.of(response.noAnswer(now));
  }

  private NoAnswer noAnswer(Instant now) {
    Reply reply = failure(now);
    boolean ofMode = reply instanceof Reply.Rejected && SCHEMA_MODE.matcher(body).find();
    return new NoAnswer(reply, ofMode);
  }

  /// Gemini has no candidates for a question that its filter held back.
  private Optional<Reply> blocked() {
    return Optional.of(json.at("/promptFeedback/blockReason"))
        .filter(reason -> reason.isString() && !json.has("candidates"))
        .map(reason -> new Reply.Refused("the filter held it back: " + reason.stringValue()));
  }

  private Reply failure(Instant now) {
    return switch (status) {
      case 401, 402, 403 ->
          new Reply.Denied(words() + "; check its 'key' in teachers.yaml, and the account");
      case 404 -> new Reply.Denied(words() + "; check 'model' and 'base-url' in teachers.yaml");
      case 429 -> tooMany(now);
      case 503, 529 ->
          retryAfter(now)
              .<Reply>map(wait -> new Reply.Busy(Optional.of(wait), words()))
              .orElseGet(() -> new Reply.Failed(words()));
      case 408 -> new Reply.Failed(words());
      case 400, 422 -> badRequest();
      default ->
          status >= 400 && status < 500 ? new Reply.Refused(words()) : new Reply.Failed(words());
    };
  }

  private Reply tooMany(Instant now) {
    if (body.contains("insufficient_quota")) {
      return new Reply.Denied(words() + "; the account has nothing left, see its billing page");
    }
    return new Reply.Busy(retryAfter(now), words());
  }

  /// Gemini refuses a key so, and Groq says so that the model did not keep to the schema.
  private Reply badRequest() {
    if (body.contains("API_KEY_INVALID")) {
      return new Reply.Denied(words() + "; check its 'key' in teachers.yaml");
    }
    boolean schemaMissed = body.contains("json_validate_failed");
    return schemaMissed ? new Reply.Failed(words()) : new Reply.Rejected(words());
  }

  /// Seconds or a date, in a header or in the body.
  private Optional<Duration> retryAfter(Instant now) {
    return headers
        .firstValue(RetryAfter.HEADER)
        .or(this::retryDelay)
        .flatMap(value -> RetryAfter.parse(value, now));
  }

  /// Gemini's `retryDelay`, such as `34s`.
  private Optional<String> retryDelay() {
    return json.at("/error/details")
        .valueStream()
        .map(detail -> detail.path("retryDelay").asString(""))
        .filter(delay -> delay.endsWith("s"))
        .map(delay -> delay.substring(0, delay.length() - 1))
        .findFirst();
  }

  /// What the server says, on one line.
  private String words() {
    String said = json.at("/error/message").asString(json.path("error").asString(body));
    String line = said.replaceAll("\\s+", " ").strip();
    String shown =
        line.length() <= LONGEST_WORDS ? line : line.substring(0, LONGEST_WORDS - 1) + "…";
    return "HTTP " + status + (shown.isEmpty() ? "" : ": " + shown);
  }
}
