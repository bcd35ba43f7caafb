package dev.usher.dataset.publish;

import dev.usher.tools.UsherException;
import dev.usher.tools.file.TextFile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Where the Hub is, and the token that lets one write to it. Neither its text nor any message has
/// the token in it.
public final class HubAccess {

  private static final String DEFAULT_ENDPOINT = "https://huggingface.co";
  private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(8);
  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

  /// What can stand in a header; the Hub's own tokens are letters, digits and `_`.
  private static final Pattern TOKEN = Pattern.compile("[!-~]+");

  private final URI endpoint;
  private final String token;
  private final Duration patience;

  /// An access.
  ///
  /// @param endpoint of the Hub or a mirror of it
  /// @param token with the right to write
  /// @param patience how long to wait for a connection, and for the answer to a small question
  /// @throws UsherException if the endpoint would have the token go over the network in the clear,
  ///   or the token cannot be one
  public HubAccess(URI endpoint, String token, Duration patience) {
    String host = endpoint.getHost();
    boolean safe =
        "https".equals(endpoint.getScheme())
            || ("http".equals(endpoint.getScheme()) && THIS_MACHINE.contains(host));
    if (host == null || !safe) {
      throw new UsherException(
          "HF_ENDPOINT",
          "is '%s'; expected an https address, for a token goes there".formatted(endpoint));
    }
    if (!TOKEN.matcher(token).matches()) {
      throw new UsherException(
          "HF_TOKEN", "has blanks or letters in it that no token has; copy the token again");
    }
    this.endpoint = endpoint;
    this.token = token;
    this.patience = patience;
  }

  /// What the environment says, with the variables of the Hugging Face libraries: `HF_ENDPOINT`,
  /// `HF_TOKEN`, and where that is missing the file `token` of `HF_HOME`.
  ///
  /// @param environment variables by name
  /// @param home of the user
  /// @return the access
  /// @throws UsherException if there is no token, or the endpoint is no address
  public static HubAccess of(Map<String, String> environment, Path home) {
    Path caches = value(environment, "XDG_CACHE_HOME").map(Path::of).orElse(home.resolve(".cache"));
    Path file =
        value(environment, "HF_HOME")
            .map(Path::of)
            .orElse(caches.resolve("huggingface"))
            .resolve("token");
    String token =
        value(environment, "HF_TOKEN")
            .or(() -> Files.isRegularFile(file) ? filled(TextFile.read(file)) : Optional.empty())
            .orElseThrow(() ->
                new UsherException(
                    "HF_TOKEN",
                    "is not set, and there is no %s; make a token with the right to write in your settings on the hub"
                        .formatted(file)));
    String endpoint = value(environment, "HF_ENDPOINT").orElse(DEFAULT_ENDPOINT);
    return new HubAccess(address(endpoint), token, DEFAULT_PATIENCE);
  }

  private static Optional<String> value(Map<String, String> environment, String key) {
    return Optional.ofNullable(environment.get(key)).flatMap(HubAccess::filled);
  }

  private static Optional<String> filled(String text) {
    return Optional.of(text.strip()).filter(stripped -> !stripped.isEmpty());
  }

  private static URI address(String text) {
    try {
      return URI.create(text.replaceFirst("/+$", ""));
    } catch (IllegalArgumentException e) {
      throw new UsherException("HF_ENDPOINT", "is '%s'; expected an address".formatted(text));
    }
  }

  URI endpoint() {
    return endpoint;
  }

  Duration patience() {
    return patience;
  }

  /// The header that shows who one is.
  String authorization() {
    return "Bearer " + token;
  }

  /// Whether an address is the Hub's own, so that the token may go there.
  boolean isHub(URI address) {
    return endpoint.getScheme().equals(address.getScheme())
        && endpoint.getAuthority().equals(address.getAuthority());
  }

  /// What somebody else wrote, without the token, should it be in it.
  String censored(String text) {
    return text.replace(token, "(token)");
  }

  /// The endpoint, and nothing of the token.
  @Override
  public String toString() {
    return endpoint.toString();
  }
}
