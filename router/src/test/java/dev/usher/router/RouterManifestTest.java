package dev.usher.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.model.TinyModel;
import dev.usher.router.RouterManifest.Contents;
import dev.usher.router.RouterManifest.Origin;
import dev.usher.tools.FormatOptions;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouterManifestTest {
  private static final RouterOptions OPTIONS = new RouterOptions(1, 60, false);

  @TempDir Path parent;
  private Path folder;

  @BeforeEach
  void make() throws IOException {
    folder = Files.createDirectory(parent.resolve("assistant"));
    TinyModel.of(42).write(folder.resolve("model.gguf"));
    Files.writeString(
        folder.resolve("tools.json"), ToolCatalog.parse(TinyRouter.CATALOGUE, "test").toJson());
  }

  private RouterManifest written(Contents contents) {
    Origin origin =
        new Origin("0.1.0", "tiny", "00ff", new LinkedHashMap<>(Map.of("method", "full")));
    RouterManifest manifest = RouterManifest.of(folder, origin, contents, FormatOptions.compact());
    manifest.write(folder);
    return manifest;
  }

  private RouterManifest written() {
    return written(new Contents("model.gguf", Optional.empty(), "tools.json"));
  }

  private void refused(String... parts) {
    refused(OPTIONS, parts);
  }

  private void refused(RouterOptions options, String... parts) {
    assertThatThrownBy(() -> Router.open(folder, options).close())
        .isInstanceOf(UsherException.class)
        .hasMessageContainingAll(parts)
        .hasMessageStartingWith(folder.toString());
  }

  @Test
  void aFolderServesByItselfWhereverItLies() throws IOException {
    written();
    Route here;
    try (Router router = Router.open(folder, OPTIONS)) {
      here = router.route("weather in Oslo");
    }
    Path elsewhere = Files.move(folder, parent.resolve("moved"));
    try (Router router = Router.open(elsewhere, OPTIONS.withVerify(true))) {
      assertThat(router.route("weather in Oslo").transcript()).isEqualTo(here.transcript());
    }
  }

  @Test
  void isReadAsItWasWritten() {
    RouterManifest manifest = written();
    assertThat(RouterManifest.read(folder)).isEqualTo(manifest);
    assertThat(manifest.template()).isEqualTo("ChatML");
    assertThat(manifest.files()).extracting(FileSeal::file).contains("model.gguf", "tools.json");
  }

  @Test
  void aFolderWithoutManifestIsNoRouter() {
    refused("manifest.json: is missing", "train");
  }

  @Test
  void aManifestOfAnotherFormIsRefusedWithItsLine() throws IOException {
    written();
    Path file = folder.resolve("manifest.json");
    String text = Files.readString(file);
    Files.writeString(file, text.replace("\"template\"", "\"frame\""));
    refused("manifest.json:", "is no router's manifest", "'template'");
    Files.writeString(file, text.replace("\"template\"", "\"frame\" : 1, \"template\""));
    refused("manifest.json:", "is no router's manifest", "frame");
    Files.writeString(file, text.substring(0, text.length() / 2));
    refused("manifest.json:");
    Files.writeString(file, text.replace("\"max_calls\" : 1", "\"max_calls\" : 0"));
    refused("at least 1 call");
  }

  @Test
  void aPathThatLeadsOutOfTheFolderIsRefused() throws IOException {
    written();
    Path file = folder.resolve("manifest.json");
    String text = Files.readString(file);
    for (String name : new String[] {"../model.gguf", "/etc/model.gguf", "a/../../b"}) {
      Files.writeString(
          file, text.replace("\"model\" : \"model.gguf\"", "\"model\" : \"" + name + "\""));
      refused("inside the router's folder", name);
    }
  }

  @Test
  void aMissingFileIsNamed() throws IOException {
    written();
    Files.delete(folder.resolve("model.gguf"));
    refused("model.gguf: is missing");
  }

  @Test
  void aCutModelIsRefusedByItsSize() throws IOException {
    written();
    try (RandomAccessFile file =
        new RandomAccessFile(folder.resolve("model.gguf").toFile(), "rw")) {
      file.setLength(file.length() - 1);
    }
    refused("model.gguf", "bytes, the manifest says");
  }

  @Test
  void anotherCatalogueIsRefused() throws IOException {
    written();
    Path tools = folder.resolve("tools.json");
    Files.writeString(tools, Files.readString(tools).replace("get_time", "get_lime"));
    refused("tools.json: was changed");
  }

  @Test
  void aLargeFileIsReadOnlyWhenAsked() throws IOException {
    Path large = folder.resolve("model.gguf");
    Files.write(large, new byte[2 << 20]);
    FileSeal seal = FileSeal.of(folder, "model.gguf");
    byte[] changed = new byte[2 << 20];
    changed[77] = 1;
    Files.write(large, changed);
    seal.check(folder, false);
    assertThatThrownBy(() -> seal.check(folder, true))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("model.gguf: was changed");
  }

  @Test
  void aManifestOfAnotherTemplateIsRefused() throws IOException {
    written();
    Path file = folder.resolve("manifest.json");
    Files.writeString(file, Files.readString(file).replace("ChatML", "Zephyr"));
    refused("chat template Zephyr, found ChatML");
  }
}
