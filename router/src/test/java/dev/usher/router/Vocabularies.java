package dev.usher.router;

import dev.usher.model.gguf.GgufFile;
import dev.usher.model.tokenizer.Tokenizer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;

/// Real vocabularies, by the names of their resources.
final class Vocabularies {
  private static final Map<String, Tokenizer> READ = new ConcurrentHashMap<>();

  private Vocabularies() {}

  static Tokenizer tokenizer(String name) {
    return READ.computeIfAbsent(name, Vocabularies::read);
  }

  private static Tokenizer read(String name) {
    String resource = "/tokenizer/" + name + ".gguf.gz";
    try (InputStream packed = Vocabularies.class.getResourceAsStream(resource);
        InputStream bytes = new GZIPInputStream(Objects.requireNonNull(packed, resource))) {
      Path file = Files.createTempFile(name, ".gguf");
      try {
        Files.write(file, bytes.readAllBytes());
        try (GgufFile gguf = GgufFile.open(file)) {
          return Tokenizer.of(gguf.metadata());
        }
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
