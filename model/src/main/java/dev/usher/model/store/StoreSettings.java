package dev.usher.model.store;

import dev.usher.tools.UsherException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Where models are looked for.
///
/// @param hubCache the `hub` folder of the Hugging Face cache
/// @param ownCache Usher's own cache
/// @param endpoint of the Hugging Face Hub or a mirror of it
/// @param token for private and gated models
/// @param offline whether nothing is to be fetched
/// @param pip the command that starts pip
/// @param patience how long nothing may be heard of a server, or of pip, before it counts as out of
///   reach
public record StoreSettings(
    Path hubCache,
    Path ownCache,
    URI endpoint,
    Optional<String> token,
    boolean offline,
    List<String> pip,
    Duration patience) {
  private static final String DEFAULT_ENDPOINT = "https://huggingface.co";
  private static final Duration DEFAULT_PATIENCE = Duration.ofSeconds(4);
  private static final Set<String> YES = Set.of("1", "true", "yes", "on");

  /// Checks the endpoint.
  public StoreSettings {
    pip = List.copyOf(pip);
    if (endpoint.getHost() == null || !Set.of("http", "https").contains(endpoint.getScheme())) {
      throw new UsherException("HF_ENDPOINT", "is '" + endpoint + "', expected an http(s) address");
    }
  }

  /// What the environment says, with the variables of the Hugging Face libraries: `HF_HOME`,
  /// `HF_HUB_CACHE`, `HF_ENDPOINT`, `HF_TOKEN`, `HF_HUB_OFFLINE`; and `XDG_CACHE_HOME`.
  ///
  /// @param environment variables by name
  /// @param home of the user
  /// @return the settings
  /// @throws UsherException if `HF_ENDPOINT` is no address
  public static StoreSettings of(Map<String, String> environment, Path home) {
    Path caches = value(environment, "XDG_CACHE_HOME").map(Path::of).orElse(home.resolve(".cache"));
    Path huggingFace =
        value(environment, "HF_HOME").map(Path::of).orElse(caches.resolve("huggingface"));
    return new StoreSettings(
        value(environment, "HF_HUB_CACHE").map(Path::of).orElse(huggingFace.resolve("hub")),
        caches.resolve("usher"),
        endpoint(value(environment, "HF_ENDPOINT").orElse(DEFAULT_ENDPOINT)),
        value(environment, "HF_TOKEN"),
        value(environment, "HF_HUB_OFFLINE").filter(text -> YES.contains(lower(text))).isPresent(),
        List.of("python3", "-m", "pip"),
        DEFAULT_PATIENCE);
  }

  private static URI endpoint(String text) {
    try {
      return URI.create(text.replaceFirst("/+$", ""));
    } catch (IllegalArgumentException e) {
      throw new UsherException("HF_ENDPOINT", "is '" + text + "', expected an http(s) address");
    }
  }

  private static Optional<String> value(Map<String, String> environment, String key) {
    return Optional.ofNullable(environment.get(key)).map(String::strip).filter(v -> !v.isEmpty());
  }

  private static String lower(String text) {
    return text.toLowerCase(java.util.Locale.ROOT);
  }
}
