package dev.usher.model.tokenizer;

import dev.usher.model.gguf.GgufFile;
import dev.usher.model.gguf.GgufMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;

/// The real vocabularies among the test resources.
final class Vocabularies {

  private static final Map<String, GgufMetadata> READ = new ConcurrentHashMap<>();
  private static final Map<String, Tokenizer> TOKENIZERS = new ConcurrentHashMap<>();

  private Vocabularies() {}

  static GgufMetadata metadata(String name) {
    return READ.computeIfAbsent(name, Vocabularies::read);
  }

  static Tokenizer tokenizer(String name) {
    return TOKENIZERS.computeIfAbsent(name, known -> Tokenizer.of(metadata(known)));
  }

  static String resource(String name) {
    try (InputStream resource = stream(name)) {
      return new String(resource.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static GgufMetadata read(String name) {
    try (InputStream resource = new GZIPInputStream(stream(name + ".gguf.gz"))) {
      Path file = Files.createTempFile(name, ".gguf");
      try {
        Files.write(file, resource.readAllBytes());
        try (GgufFile gguf = GgufFile.open(file)) {
          return gguf.metadata();
        }
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream stream(String name) {
    return Objects.requireNonNull(
        Vocabularies.class.getResourceAsStream("/tokenizer/" + name), name);
  }
}
