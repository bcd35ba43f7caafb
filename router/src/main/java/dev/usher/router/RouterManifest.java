package dev.usher.router;

import dev.usher.model.gguf.GgufFile;
import dev.usher.model.tokenizer.ChatTemplate;
import dev.usher.model.tokenizer.Tokenizer;
import dev.usher.tools.FormatOptions;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import dev.usher.tools.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// `manifest.json` of a trained router's folder: what serves, and how. Written after all files that
/// it names, so a folder with a manifest is whole.
///
/// @param origin what the router was made from
/// @param contents the files and folders that serve
/// @param format how the model writes decisions
/// @param template the chat template that the model was trained with, by its name
/// @param catalog the hash of the catalogue
/// @param files every file of the contents as it was, so that a change is noticed
public record RouterManifest(
    Origin origin,
    Contents contents,
    FormatOptions format,
    String template,
    String catalog,
    List<FileSeal> files) {
  private static final String NAME = "manifest.json";

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /// Copies the list.
  public RouterManifest {
    files = List.copyOf(files);
  }

  /// What a router was made from.
  ///
  /// @param usher the version of the program that made it
  /// @param base what the base model was called
  /// @param baseSha256 the hash of the base model's file
  /// @param training facts about the training that people may want to know
  public record Origin(
      String usher, String base, String baseSha256, SequencedMap<String, String> training) {
    /// Copies the map.
    public Origin {
      training = new LinkedHashMap<>(training);
    }
  }

  /// What serves, by names relative to the folder.
  ///
  /// @param model the model as a GGUF; the base model, where there is an adapter
  /// @param adapter a PEFT folder or a GGUF adapter over the model, if there is one
  /// @param tools the catalogue
  public record Contents(String model, Optional<String> adapter, String tools) {
    /// Checks that nothing lies outside the folder.
    ///
    /// @throws UsherException if a name is absolute or leads out
    public Contents {
      requireInside(model);
      adapter.ifPresent(Contents::requireInside);
      requireInside(tools);
    }

    private static void requireInside(String name) {
      Path path = Path.of(name);
      if (name.isEmpty() || path.isAbsolute() || path.normalize().startsWith("..")) {
        throw new UsherException(
            NAME, "names \"%s\", expected a path inside the router's folder".formatted(name));
      }
    }
  }

  /// The manifest of a folder in which all contents lie. Reads all of them.
  ///
  /// @param folder of the router
  /// @param origin what it was made from
  /// @param contents that lie in the folder
  /// @param format how the model was trained to write decisions
  /// @return what to [#write]
  /// @throws UsherException if a file is missing or is not what it should be
  public static RouterManifest of(
      Path folder, Origin origin, Contents contents, FormatOptions format) {
    String template;
    try (GgufFile model = GgufFile.open(folder.resolve(contents.model()))) {
      template = ChatTemplate.of(model.metadata(), Tokenizer.of(model.metadata())).name();
    }
    String catalog = ToolCatalog.read(folder.resolve(contents.tools())).hash();
    List<FileSeal> files = new ArrayList<>();
    files.add(FileSeal.of(folder, contents.model()));
    contents.adapter().ifPresent(adapter -> files.addAll(sealAll(folder, adapter)));
    files.add(FileSeal.of(folder, contents.tools()));
    return new RouterManifest(origin, contents, format, template, catalog, files);
  }

  private static List<FileSeal> sealAll(Path folder, String adapter) {
    try (Stream<Path> files = Files.walk(folder.resolve(adapter))) {
      return files
          .filter(Files::isRegularFile)
          .sorted()
          .map(file -> FileSeal.of(folder, folder.relativize(file).toString().replace('\\', '/')))
          .toList();
    } catch (IOException e) {
      throw new UsherException(folder.resolve(adapter).toString(), "cannot be read: " + e);
    }
  }

  /// Where a folder's manifest lies.
  ///
  /// @param folder of a router
  /// @return `manifest.json` in it
  public static Path file(Path folder) {
    return folder.resolve(NAME);
  }

  /// Writes the manifest, whole or not at all.
  ///
  /// @param folder of the router
  public void write(Path folder) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    AtomicFile.write(file(folder), MAPPER.writer().with(printer).writeValueAsString(this) + "\n");
  }

  /// Reads the manifest of a folder.
  ///
  /// @param folder of a router
  /// @return its manifest
  /// @throws UsherException if there is none, or it is not of this form
  public static RouterManifest read(Path folder) {
    Path file = file(folder);
    if (!Files.isRegularFile(file)) {
      throw new UsherException(
          file.toString(),
          "is missing: this is no trained router, or its training was cut; train it, or give the"
              + " folder of another");
    }
    try {
      return MAPPER.readValue(Files.readString(file), RouterManifest.class);
    } catch (JacksonException e) {
      if (e.getCause() instanceof UsherException known) {
        throw new UsherException(file.toString(), String.valueOf(known.getMessage()));
      }
      throw new UsherException(place(file, e), "is no router's manifest: " + fault(e));
    } catch (IOException e) {
      throw new UsherException(file.toString(), "cannot be read: " + e);
    }
  }

  /// The library's message, less what it says to programmers.
  private static String fault(JacksonException e) {
    return e.getOriginalMessage().split("; | \\(class ", 2)[0];
  }

  private static String place(Path file, JacksonException e) {
    return e.getLocation() == null ? file.toString() : file + ":" + e.getLocation().getLineNr();
  }

  /// Checks that the files are those that were sealed.
  ///
  /// @param folder of the router
  /// @param all whether large files are read too; of these only the size is checked otherwise
  /// @throws UsherException naming the first file that is not
  public void check(Path folder, boolean all) {
    files.forEach(file -> file.check(folder, all));
  }
}
