package dev.usher.model.tokenizer;

import dev.usher.model.gguf.GgufFile;
import dev.usher.model.gguf.GgufMetadata;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;

/// The real vocabularies among the test resources, and the made one under the name `tiny`.
public final class Vocabularies {

  private static final Map<String, GgufMetadata> READ = new ConcurrentHashMap<>();
  private static final Map<String, Tokenizer> TOKENIZERS = new ConcurrentHashMap<>();

  private Vocabularies() {}

  public static GgufMetadata metadata(String name) {
    return READ.computeIfAbsent(name, Vocabularies::read);
  }

  public static Tokenizer tokenizer(String name) {
    return TOKENIZERS.computeIfAbsent(name, known -> Tokenizer.of(metadata(known)));
  }

  /// The text of a test resource; one that ends with `.gz` is unpacked.
  static String resource(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  private static GgufMetadata read(String name) {
    if (name.equals("tiny")) {
      return new GgufMetadata("tiny.gguf", TinyVocabulary.metadata());
    }
    try {
      Path file = Files.createTempFile(name, ".gguf");
      try {
        Files.write(file, bytes(name + ".gguf.gz"));
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

  private static byte[] bytes(String name) {
    try (InputStream file = Vocabularies.class.getResourceAsStream("/tokenizer/" + name)) {
      InputStream resource = Objects.requireNonNull(file, name);
      return (name.endsWith(".gz") ? new GZIPInputStream(resource) : resource).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
