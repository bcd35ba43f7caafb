package dev.usher.model.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.tools.FailedException;
import dev.usher.tools.file.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The default base's way through a package, with a shell script in pip's place.
@DisabledOnOs(OS.WINDOWS)
class PackagedModelTest {
  @TempDir private Path folder;
  private byte[] content;
  private PackagedModel model;
  private HubStub hub;

  @BeforeEach
  void pack() throws IOException {
    content = new byte[50_000];
    new Random(6).nextBytes(content);
    Path file = folder.resolve("content");
    Files.write(file, content);
    model =
        new PackagedModel(
            "tiny-base",
            "org/model",
            "model.gguf",
            content.length,
            Sha256.of(file),
            "tiny-package==1.0",
            60_000);
    hub = new HubStub(content, model.sha256());
    wheel(content);
  }

  @AfterEach
  void stopHub() {
    hub.close();
  }

  private void wheel(byte[] inside) throws IOException {
    try (OutputStream out = Files.newOutputStream(folder.resolve("tiny.whl"));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry("tiny_package/model.gguf"));
      zip.write(inside);
    }
  }

  private ModelStore store(String script, boolean offline) throws IOException {
    Path pip = folder.resolve("pip.sh");
    Files.writeString(pip, script);
    StoreSettings settings =
        new StoreSettings(
            folder.resolve("hub"),
            folder.resolve("own"),
            hub.endpoint(),
            Optional.empty(),
            offline,
            List.of("sh", pip.toString()),
            Duration.ofMillis(1_500));
    return new ModelStore(settings, model);
  }

  private String working() {
    return """
    echo "$@" > %1$s/arguments
    while [ "$1" != "--dest" ]; do shift; done
    mkdir -p "$2" && cp %1$s/tiny.whl "$2/tiny_package-1.0-py3-none-any.whl"
    """
        .formatted(folder);
  }

  private List<Path> inOwnCache() throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve("own"))) {
      return files.filter(Files::isRegularFile).map(folder.resolve("own")::relativize).toList();
    }
  }

  @Test
  void theModelIsUnpackedOutOfItsPackage() throws IOException {
    ModelFile fetched = store(working(), false).resolve("tiny-base", DownloadProgress.NONE);
    assertThat(fetched.origin()).isEqualTo(ModelFile.Origin.PACKAGE);
    assertThat(fetched.path()).hasBinaryContent(content);
    assertThat(folder.resolve("arguments"))
        .content()
        .startsWith("download --no-deps")
        .endsWith("tiny-package==1.0\n");
    assertThat(inOwnCache())
        .containsExactlyInAnyOrder(Path.of("models/tiny-base/model.gguf"), Path.of("lock"));
    assertThat(hub.requests).isEmpty();
  }

  @Test
  void theSecondTimeNothingIsFetched() throws IOException {
    store(working(), false).resolve("Tiny-Base", DownloadProgress.NONE);
    ModelFile found = store("exit 1", true).resolve("tiny-base", DownloadProgress.NONE);
    assertThat(found.origin()).isEqualTo(ModelFile.Origin.OWN_CACHE);
  }

  @Test
  void aDamagedCopyInTheOwnCacheIsFetchedAnew() throws IOException {
    Path own = store(working(), false).resolve("tiny-base", DownloadProgress.NONE).path();
    byte[] damaged = content.clone();
    damaged[3]++;
    Files.write(own, damaged);
    ModelFile again = store(working(), false).resolve("tiny-base", DownloadProgress.NONE);
    assertThat(again.path()).hasBinaryContent(content);
  }

  @Test
  void theSharedCacheComesFirstButOnlyWithTheRightContent() throws IOException {
    store("exit 1", false).resolve("org/model/model.gguf", DownloadProgress.NONE);
    ModelFile shared = store("exit 1", true).resolve("tiny-base", DownloadProgress.NONE);
    assertThat(shared.origin()).isEqualTo(ModelFile.Origin.HUB_CACHE);
    byte[] other = content.clone();
    other[3]++;
    Files.write(shared.path(), other);
    ModelFile own = store(working(), false).resolve("tiny-base", DownloadProgress.NONE);
    assertThat(own.origin()).isEqualTo(ModelFile.Origin.PACKAGE);
  }

  @Test
  void whereThereIsNoPipTheHubIsAsked() throws IOException {
    ModelFile fetched =
        store("echo ERROR: no index; exit 1", false).resolve("tiny-base", DownloadProgress.NONE);
    assertThat(fetched.origin()).isEqualTo(ModelFile.Origin.HUB);
    assertThat(fetched.path()).hasBinaryContent(content);
  }

  @Test
  void whereNothingAnswersTheMessageNamesAllThatWasTried() throws IOException {
    hub.status = 503;
    ModelStore store = store("echo Collecting; echo 'ERROR: no route to host'; exit 1", false);
    assertThatThrownBy(() -> store.resolve("tiny-base", DownloadProgress.NONE))
        .isInstanceOf(FailedException.class)
        .hasMessageStartingWith("tiny-base: ")
        .hasMessageContaining(folder.resolve("hub").toString())
        .hasMessageContaining(folder.resolve("own").toString())
        .hasMessageContaining("pip failed: ERROR: no route to host")
        .hasMessageContaining("HTTP 503")
        .hasMessageContaining("give a GGUF by its path");
    assertThat(inOwnCache()).containsExactly(Path.of("lock"));
  }

  @Test
  void aPipThatHangsIsEndedWithItsChildren() throws IOException {
    hub.status = 404;
    ModelStore store = store("sleep 61 & echo $! > " + folder + "/child; wait", false);
    long start = System.nanoTime();
    assertThatThrownBy(() -> store.resolve("tiny-base", DownloadProgress.NONE))
        .hasMessageContaining("pip does not reach the package index");
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(9));
    long child = Long.parseLong(Files.readString(folder.resolve("child")).strip());
    ProcessHandle.of(child).ifPresent(left -> left.onExit().orTimeout(5, TimeUnit.SECONDS).join());
  }

  @Test
  void aPackageWithOtherContentIsRefused() throws IOException {
    hub.status = 404;
    byte[] other = content.clone();
    other[3]++;
    wheel(other);
    ModelStore store = store(working(), false);
    assertThatThrownBy(() -> store.resolve("tiny-base", DownloadProgress.NONE))
        .hasMessageContaining("expected " + model.sha256());
    assertThat(inOwnCache()).containsExactly(Path.of("lock"));
  }

  @Test
  void aPackageThatUnpacksToTooMuchIsRefused() throws IOException {
    hub.status = 404;
    wheel(new byte[40_000_000]);
    ModelStore store = store(working(), false);
    assertThatThrownBy(() -> store.resolve("tiny-base", DownloadProgress.NONE))
        .hasMessageContaining("expected " + model.sha256());
    assertThat(inOwnCache()).containsExactly(Path.of("lock"));
  }

  @Test
  void aMissingPipIsNamed() {
    hub.status = 404;
    StoreSettings settings =
        new StoreSettings(
            folder.resolve("hub"),
            folder.resolve("own"),
            hub.endpoint(),
            Optional.empty(),
            false,
            List.of("no-such-command"),
            Duration.ofMillis(1_500));
    assertThatThrownBy(
            () -> new ModelStore(settings, model).resolve("tiny-base", DownloadProgress.NONE))
        .hasMessageContaining("pip cannot be started")
        .hasMessageContaining("no-such-command");
  }
}
