package dev.usher.model.store;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks with the Hugging Face Hub: `HEAD` and `GET ENDPOINT/ORG/NAME/resolve/main/FILE`, and `GET
/// ENDPOINT/api/models/ORG/NAME` for the list of files.
///
/// Stands on [HttpURLConnection], whose reads time out one by one: a server that falls silent in
/// the middle of a body is noticed. Redirections are followed here, so that the token goes to the
/// hub and never to where the hub sends us.
record HubClient(URI endpoint, Optional<String> token, Duration patience) {
  private static final Duration SILENCE = Duration.ofSeconds(20);
  private static final int MAXIMAL_REDIRECTIONS = 5;
  private static final int MAXIMAL_FAILURES = 3;
  private static final int MAXIMAL_LISTING = 64 << 20;
  private static final int BUFFER = 1 << 18;

  /// Asks for a file without fetching it.
  RemoteFile describe(String repository, String file) throws UnavailableException {
    URI address = address(repository + "/resolve/main/" + file);
    return reach(() -> {
      URI at = address;
      for (int i = 0; i <= MAXIMAL_REDIRECTIONS; i++) {
        HttpURLConnection answer = open("HEAD", at, patience);
        int status = answer.getResponseCode();
        if (status < 400 && answer.getHeaderField("X-Repo-Commit") != null) {
          return described(answer);
        }
        if (!isRedirection(status)) {
          throw refused(status, "file '" + file + "' of", repository);
        }
        at = target(at, answer);
      }
      throw new UnavailableException("redirects more than " + MAXIMAL_REDIRECTIONS + " times");
    });
  }

  private static RemoteFile described(HttpURLConnection answer) throws UnavailableException {
    String etag = first(answer.getHeaderField("X-Linked-Etag"), answer.getHeaderField("ETag"));
    String size =
        first(answer.getHeaderField("X-Linked-Size"), answer.getHeaderField("Content-Length"));
    try {
      return new RemoteFile(
          answer.getHeaderField("X-Repo-Commit"),
          etag.replaceFirst("^W/", "").replace("\"", ""),
          Long.parseLong(size));
    } catch (IllegalArgumentException e) {
      throw new UnavailableException("does not answer as the Hugging Face Hub: " + e.getMessage());
    }
  }

  private static String first(@Nullable String one, @Nullable String other) {
    return one != null ? one : other != null ? other : "";
  }

  /// The GGUF files of a repository.
  List<String> ggufs(String repository) throws UnavailableException {
    URI address = address("api/models/" + repository);
    JsonNode model =
        reach(() -> {
          HttpURLConnection answer = follow(address, 0, patience);
          if (answer.getResponseCode() != 200) {
            throw refused(answer.getResponseCode(), "repository", repository);
          }
          try (InputStream body = answer.getInputStream()) {
            return JsonMapper.builder().build().readTree(body.readNBytes(MAXIMAL_LISTING));
          } catch (JacksonException e) {
            throw new UnavailableException("lists the files of '" + repository + "' wrongly");
          }
        });
    return StreamSupport.stream(model.path("siblings").spliterator(), false)
        .map(sibling -> sibling.path("rfilename").asString(""))
        .filter(ModelReference::isGguf)
        .sorted()
        .toList();
  }

  /// Fetches what is missing of a file, with new attempts as long as each brings something.
  ///
  /// @param partial receives the bytes; what it has already is kept
  void download(
      String repository, String file, RemoteFile remote, Path partial, DownloadProgress progress)
      throws UnavailableException {
    URI address = address(repository + "/resolve/" + remote.commit() + "/" + file);
    int failures = 0;
    while (true) {
      long before = PartialFile.size(partial);
      try (PartialFile target = PartialFile.open(partial, remote.size())) {
        if (target.isIncomplete()) {
          fetch(address, repository, file, target, progress);
        }
        target.force();
        return;
      } catch (IOException e) {
        failures = PartialFile.size(partial) > before ? 1 : failures + 1;
        if (failures > MAXIMAL_FAILURES) {
          throw new UnavailableException(
              "broke off at byte %d of %d (%s); the next attempt goes on from there"
                  .formatted(PartialFile.size(partial), remote.size(), reason(e)));
        }
        pause(failures);
      }
    }
  }

  private void fetch(
      URI address, String repository, String file, PartialFile target, DownloadProgress progress)
      throws IOException, UnavailableException {
    HttpURLConnection answer = follow(address, target.size(), SILENCE);
    switch (answer.getResponseCode()) {
      case 206 -> requireStart(answer, target);
      case 200, 416 -> target.restart();
      case 408, 429, 500, 502, 503, 504 ->
          throw new IOException("HTTP " + answer.getResponseCode());
      default -> throw refused(answer.getResponseCode(), "file '" + file + "' of", repository);
    }
    byte[] buffer = new byte[BUFFER];
    try (InputStream body = answer.getInputStream()) {
      for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
        target.append(buffer, count);
        progress.advanced(file, target.size(), target.expected());
      }
    }
    if (target.isIncomplete()) {
      throw new EOFException("the connection was cut");
    }
  }

  private static void requireStart(HttpURLConnection answer, PartialFile target)
      throws IOException {
    String range = first(answer.getHeaderField("Content-Range"), null);
    if (!range.startsWith("bytes " + target.size() + "-")) {
      target.restart();
      throw new IOException("the server sent '" + range + "' instead of what was asked for");
    }
  }

  private HttpURLConnection follow(URI address, long from, Duration silence)
      throws IOException, UnavailableException {
    URI at = address;
    for (int i = 0; i <= MAXIMAL_REDIRECTIONS; i++) {
      HttpURLConnection answer = open("GET", at, silence);
      if (from > 0) {
        answer.setRequestProperty("Range", "bytes=" + from + "-");
      }
      if (!isRedirection(answer.getResponseCode())) {
        return answer;
      }
      at = target(at, answer);
    }
    throw new UnavailableException("redirects more than " + MAXIMAL_REDIRECTIONS + " times");
  }

  private static boolean isRedirection(int status) {
    return status >= 301 && status <= 308 && status != 304;
  }

  private static URI target(URI at, HttpURLConnection answer) throws UnavailableException {
    String location = answer.getHeaderField("Location");
    answer.disconnect();
    try {
      URI target = at.resolve(new URI(location == null ? "" : location));
      if (target.getHost() != null && target.getScheme().startsWith("http")) {
        return target;
      }
    } catch (URISyntaxException e) {
      // Answered below, like an address that is no web address.
    }
    throw new UnavailableException("redirects to '" + location + "', which is no address");
  }

  private HttpURLConnection open(String method, URI address, Duration silence) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout((int) patience.toMillis());
    connection.setReadTimeout((int) silence.toMillis());
    connection.setRequestMethod(method);
    connection.setRequestProperty("User-Agent", "usher");
    connection.setRequestProperty("Accept-Encoding", "identity");
    if (token.isPresent() && isHub(address)) {
      connection.setRequestProperty("Authorization", "Bearer " + token.get());
    }
    return connection;
  }

  private boolean isHub(URI address) {
    return address.getScheme().equals(endpoint.getScheme())
        && address.getAuthority().equals(endpoint.getAuthority());
  }

  private URI address(String path) {
    try {
      String base = endpoint.getPath() == null ? "" : endpoint.getPath();
      return new URI(endpoint.getScheme(), endpoint.getAuthority(), base + "/" + path, null, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(path, e);
    }
  }

  private UnavailableException refused(int status, String what, String repository) {
    return switch (status) {
      case 401, 403 ->
          UnavailableException.unknown(
              token.isPresent()
                  ? "HTTP %d: there is no %s '%s', or the token in HF_TOKEN may not read it"
                      .formatted(status, what, repository)
                  : "HTTP %d: there is no %s '%s', or it is not public: set HF_TOKEN to a token"
                          .formatted(status, what, repository)
                      + " that may read it");
      case 404 ->
          UnavailableException.unknown("HTTP 404: there is no %s '%s'".formatted(what, repository));
      case 429, 500, 502, 503, 504 ->
          new UnavailableException("HTTP " + status + ": it is busy, try again later");
      default ->
          new UnavailableException("HTTP " + status + " for the " + what + " '" + repository + "'");
    };
  }

  /// Looks a name up and connects on another thread, since a look-up knows no time limit.
  private <T> T reach(Callable<T> question) throws UnavailableException {
    CompletableFuture<T> answer = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            answer.complete(question.call());
          } catch (Exception e) {
            answer.completeExceptionally(e);
          }
        });
    try {
      return answer.orTimeout(patience.toMillis() * 5 / 4, TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof UnavailableException unavailable) {
        throw unavailable;
      }
      throw new UnavailableException("cannot be reached (" + reason(e.getCause()) + ")");
    }
  }

  private static String reason(@Nullable Throwable cause) {
    return switch (cause) {
      case UnknownHostException _ -> "its name is not known: is there a network?";
      case java.util.concurrent.TimeoutException _ -> "no answer";
      case null -> "no answer";
      default -> String.valueOf(cause.getMessage());
    };
  }

  private static void pause(int failures) throws UnavailableException {
    try {
      Thread.sleep(Duration.ofMillis(100L << failures));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException("was interrupted");
    }
  }
}
