package dev.usher.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.tools.FailedException;
import dev.usher.tools.UsherException;
import dev.usher.tools.file.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelStoreTest {
  private static final String FILE = "org/model/model.gguf";

  @TempDir private Path folder;
  private byte[] content;
  private String hash;
  private HubStub hub;

  @BeforeEach
  void startHub() throws IOException {
    content = new byte[300_000];
    new Random(5).nextBytes(content);
    Path file = folder.resolve("content");
    Files.write(file, content);
    hash = Sha256.of(file);
    hub = new HubStub(content, hash);
  }

  @AfterEach
  void stopHub() {
    hub.close();
  }

  private ModelStore store(URI endpoint, Optional<String> token, boolean offline) {
    return new ModelStore(
        new StoreSettings(
            folder.resolve("hub"),
            folder.resolve("own"),
            endpoint,
            token,
            offline,
            List.of("no-such-command"),
            Duration.ofMillis(1_500)));
  }

  private ModelStore store() {
    return store(hub.endpoint(), Optional.empty(), false);
  }

  private Path repository() {
    return folder.resolve("hub/models--org--model");
  }

  private List<Path> blobs() throws IOException {
    Path blobs = repository().resolve("blobs");
    if (!Files.exists(blobs)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(blobs)) {
      return files.toList();
    }
  }

  @Test
  void aPathThatExistsIsTakenAsItIs() {
    Path file = folder.resolve("content");
    ModelFile found = store().resolve(file.toString(), DownloadProgress.NONE);
    assertThat(found).isEqualTo(new ModelFile(file, ModelFile.Origin.LOCAL));
    assertThat(found.sha256()).isEqualTo(hash);
    assertThat(hub.requests).isEmpty();
  }

  @Test
  void aFileOfTheHubLandsInTheSharedCacheAsItsLibrariesHaveIt() throws IOException {
    ModelFile fetched = store().resolve(FILE, DownloadProgress.NONE);
    assertThat(fetched.origin()).isEqualTo(ModelFile.Origin.HUB);
    assertThat(fetched.path())
        .isEqualTo(repository().resolve("snapshots").resolve(HubStub.COMMIT).resolve("model.gguf"))
        .hasBinaryContent(content);
    assertThat(Files.readSymbolicLink(fetched.path())).isEqualTo(Path.of("../../blobs/" + hash));
    assertThat(repository().resolve("refs/main")).hasContent(HubStub.COMMIT);
    assertThat(blobs()).containsExactly(repository().resolve("blobs").resolve(hash));
  }

  @Test
  void whatIsInTheCacheNeedsNoNetwork() {
    store().resolve(FILE, DownloadProgress.NONE);
    hub.close();
    ModelStore offline = store(hub.endpoint(), Optional.empty(), true);
    assertThat(offline.resolve(FILE, DownloadProgress.NONE).origin())
        .isEqualTo(ModelFile.Origin.HUB_CACHE);
    assertThat(offline.resolve("org/model", DownloadProgress.NONE).path())
        .hasBinaryContent(content);
  }

  @Test
  void aRepositoryWithOneGgufNeedsNoFileName() {
    assertThat(store().resolve("org/model", DownloadProgress.NONE).path())
        .hasBinaryContent(content);
  }

  @Test
  void aRepositoryWithSeveralSaysWhichThereAre() {
    hub.files = List.of("a.gguf", "b.gguf");
    assertThatThrownBy(() -> store().resolve("org/model", DownloadProgress.NONE))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("2 GGUF files; name one: org/model/a.gguf, org/model/b.gguf");
  }

  @Test
  void aRepositoryWithoutAnySaysSo() {
    hub.files = List.of("model.safetensors");
    assertThatThrownBy(() -> store().resolve("org/model", DownloadProgress.NONE))
        .hasMessageContaining("no GGUF in 'org/model'");
  }

  @Test
  void aCutConnectionIsGoneOnWith() throws IOException {
    hub.cuts.set(2);
    assertThat(store().resolve(FILE, DownloadProgress.NONE).path()).hasBinaryContent(content);
    assertThat(hub.requests)
        .filteredOn(request -> request.startsWith("GET"))
        .extracting(request -> request.replaceAll(".*range=(\\S+).*", "$1"))
        .containsExactly("null", "bytes=150000-", "bytes=225000-");
    assertThat(blobs()).hasSize(1);
  }

  @Test
  void anEarlierAttemptIsGoneOnWith() throws IOException {
    Path partial = repository().resolve("blobs").resolve(hash + ".incomplete");
    Files.createDirectories(partial.getParent());
    Files.write(partial, java.util.Arrays.copyOf(content, 100_000));
    assertThat(store().resolve(FILE, DownloadProgress.NONE).path()).hasBinaryContent(content);
    assertThat(hub.requests.getLast()).contains("range=bytes=100000-");
    assertThat(blobs()).hasSize(1);
  }

  @Test
  void aServerThatKnowsNoRangesIsReadFromTheStart() {
    hub.cuts.set(1);
    hub.ranges = false;
    assertThat(store().resolve(FILE, DownloadProgress.NONE).path()).hasBinaryContent(content);
  }

  @Test
  void tooManyCutsWithoutGainLeaveNoFileUnderItsName() throws IOException {
    hub.sent = new byte[0];
    assertThatThrownBy(() -> store().resolve(FILE, DownloadProgress.NONE))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("broke off at byte 0 of 300000");
    assertThat(blobs()).allMatch(file -> file.toString().endsWith(".incomplete"));
    assertThat(repository().resolve("snapshots")).doesNotExist();
  }

  @Test
  void aWrongHashLeavesNothing() throws IOException {
    hub.sent = content.clone();
    hub.sent[77]++;
    assertThatThrownBy(() -> store().resolve(FILE, DownloadProgress.NONE))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("expected " + hash);
    assertThat(blobs()).isEmpty();
    assertThat(repository().resolve("snapshots")).doesNotExist();
  }

  @Test
  void moreBytesThanPromisedAreRefused() {
    hub.sent = java.util.Arrays.copyOf(content, content.length + 1);
    assertThatThrownBy(() -> store().resolve(FILE, DownloadProgress.NONE))
        .hasMessageContaining("more than the 300000 bytes");
  }

  @ParameterizedTest
  @CsvSource({
    "401, set HF_TOKEN to a token, UsherException",
    "403, set HF_TOKEN to a token, UsherException",
    "404, there is no file 'model.gguf' of 'org/model', UsherException",
    "503, try again later, FailedException"
  })
  void refusalsSayWhatToDo(int status, String advice, String type) {
    hub.status = status;
    assertThatThrownBy(() -> store().resolve(FILE, DownloadProgress.NONE))
        .extracting(thrown -> thrown.getClass().getSimpleName())
        .isEqualTo(type);
    assertThatThrownBy(() -> store().resolve(FILE, DownloadProgress.NONE))
        .hasMessageStartingWith(FILE)
        .hasMessageContaining("HTTP " + status)
        .hasMessageContaining(advice);
  }

  @Test
  void aTokenThatDoesNotHelpIsSaid() {
    hub.status = 403;
    ModelStore store = store(hub.endpoint(), Optional.of("secret"), false);
    assertThatThrownBy(() -> store.resolve(FILE, DownloadProgress.NONE))
        .hasMessageContaining("the token in HF_TOKEN may not read it")
        .hasMessageNotContaining("secret");
  }

  @Test
  void theTokenGoesToTheHubAndNowhereElse() {
    hub.redirection = hub.elsewhere();
    ModelStore store = store(hub.endpoint(), Optional.of("secret"), false);
    assertThat(store.resolve(FILE, DownloadProgress.NONE).path()).hasBinaryContent(content);
    assertThat(hub.requests)
        .allMatch(request -> request.contains("/elsewhere/") == request.endsWith("token=null"))
        .anyMatch(request -> request.contains("/elsewhere/"));
  }

  @Test
  void endlessRedirectionsEnd() {
    hub.redirection = hub.endpoint() + "/org/model/resolve/main/model.gguf";
    assertThatThrownBy(() -> store().resolve(FILE, DownloadProgress.NONE))
        .hasMessageContaining("redirects more than");
  }

  @Test
  void aServerThatIsNoHubIsFoundOut() {
    hub.etag = "../../../../evil";
    assertThatThrownBy(() -> store().resolve(FILE, DownloadProgress.NONE))
        .hasMessageContaining("does not answer as the Hugging Face Hub");
    assertThat(folder.resolve("evil")).doesNotExist();
  }

  @Test
  void progressEndsAtTheSize() {
    long[] last = new long[2];
    store()
        .resolve(
            FILE,
            (what, bytes, total) -> {
              assertThat(what).isEqualTo("model.gguf");
              assertThat(bytes).isGreaterThanOrEqualTo(last[0]);
              last[0] = bytes;
              last[1] = total;
            });
    assertThat(last).containsExactly(300_000, 300_000);
  }

  @Test
  void anUnreachableHubIsNamedAtOnce() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    URI nobody = URI.create("http://127.0.0.1:" + port);
    assertThatThrownBy(
            () -> store(nobody, Optional.empty(), false).resolve(FILE, DownloadProgress.NONE))
        .isInstanceOf(FailedException.class)
        .hasMessageContaining(nobody + ": cannot be reached");
  }

  @Test
  void aSilentHubIsGivenUpSoon() {
    hub.silence = 60_000;
    long start = System.nanoTime();
    assertThatThrownBy(() -> store().resolve(FILE, DownloadProgress.NONE))
        .hasMessageContaining("cannot be reached");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
  }

  @Test
  void offlineFetchesNothing() {
    assertThatThrownBy(() ->
            store(hub.endpoint(), Optional.empty(), true).resolve(FILE, DownloadProgress.NONE))
        .hasMessageContaining("HF_HUB_OFFLINE forbids");
    assertThat(hub.requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "missing.gguf",
        "./a/b.gguf",
        "/a/b.gguf",
        "a/b.gguf",
        "a/../b/c.gguf",
        "a/b/c.bin",
        "a/b/",
        "a//b.gguf"
      })
  void whatIsNoReferenceSaysWhatIsExpected(String reference) {
    assertThatThrownBy(() -> store().resolve(reference, DownloadProgress.NONE))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("there is no such file; expected a path to a GGUF,");
    assertThat(hub.requests).isEmpty();
  }

  @Test
  void settingsComeFromTheVariablesOfTheHuggingFaceLibraries() {
    Path home = Path.of("/home/someone");
    StoreSettings plain = StoreSettings.of(Map.of(), home);
    assertThat(plain.hubCache()).isEqualTo(home.resolve(".cache/huggingface/hub"));
    assertThat(plain.ownCache()).isEqualTo(home.resolve(".cache/usher"));
    assertThat(plain.token()).isEmpty();
    assertThat(plain.offline()).isFalse();
    StoreSettings set =
        StoreSettings.of(
            Map.of(
                "HF_HOME", "/data/hf",
                "HF_ENDPOINT", "https://mirror.example/hub/",
                "HF_TOKEN", " t ",
                "HF_HUB_OFFLINE", "ON",
                "XDG_CACHE_HOME", "/data/cache"),
            home);
    assertThat(set.hubCache()).isEqualTo(Path.of("/data/hf/hub"));
    assertThat(set.ownCache()).isEqualTo(Path.of("/data/cache/usher"));
    assertThat(set.endpoint()).isEqualTo(URI.create("https://mirror.example/hub"));
    assertThat(set.token()).contains("t");
    assertThat(set.offline()).isTrue();
    assertThatThrownBy(() -> StoreSettings.of(Map.of("HF_ENDPOINT", "mirror"), home))
        .isInstanceOf(UsherException.class)
        .hasMessageStartingWith("HF_ENDPOINT");
  }
}
