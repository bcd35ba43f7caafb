package dev.usher.tools;

import dev.usher.tools.file.Sha256;
import dev.usher.tools.file.TextFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The tools that can be called, in order, under a hash.
///
/// Read from a list of OpenAI functions (with or without their `{"type": "function", …}` wrapper)
/// or from the result of MCP's `tools/list`, as JSON or YAML.
public final class ToolCatalog {
  private static final String BUILT_IN = "built-in-tools.json";

  private final Map<String, Tool> tools;
  private final ArrayNode functions;

  /// The constructor takes over what [CatalogReader] has checked.
  ///
  /// @param tools at least one, no two of one name
  /// @param functions the same in OpenAI's form
  ToolCatalog(List<Tool> tools, ArrayNode functions) {
    this.tools = new LinkedHashMap<>();
    tools.forEach(tool -> this.tools.put(tool.name(), tool));
    this.functions = functions;
  }

  /// Reads a file.
  ///
  /// @param file JSON or YAML, UTF-8
  /// @return its catalogue
  /// @throws UsherException if it cannot be read, is no catalogue, or a schema cannot be enforced
  public static ToolCatalog read(Path file) {
    return parse(TextFile.read(file), file.toString());
  }

  /// Reads a text.
  ///
  /// @param text JSON or YAML
  /// @param source named in errors
  /// @return its catalogue
  /// @throws UsherException if it is no catalogue, or a schema cannot be enforced
  public static ToolCatalog parse(String text, String source) {
    return new CatalogReader(source).read(text);
  }

  /// The four tools of a coding agent: `codebase_search`, `file_manager`, `sandbox_exec`,
  /// `ask_human`.
  ///
  /// @return the default catalogue
  public static ToolCatalog builtIn() {
    try (InputStream in = ToolCatalog.class.getResourceAsStream(BUILT_IN)) {
      if (in == null) {
        throw new AssertionError(BUILT_IN + " is missing from the jar");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8), BUILT_IN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// All tools.
  ///
  /// @return in catalogue order
  public List<Tool> tools() {
    return List.copyOf(tools.values());
  }

  /// A tool by its name.
  ///
  /// @param name of the tool
  /// @return the tool, if there is one
  public Optional<Tool> find(String name) {
    return Optional.ofNullable(tools.get(name));
  }

  /// What tells this catalogue from others: SHA-256 of its functions without white space.
  ///
  /// @return 64 hexadecimal digits
  public String hash() {
    return Sha256.of(functions.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// The catalogue as a list of OpenAI functions, annotations included.
  ///
  /// @return JSON that [#parse] reads back to an equal catalogue
  public String toJson() {
    return functions.toPrettyString() + "\n";
  }

  /// What the catalogue's list has under `function`: name, description, parameters, annotations.
  ///
  /// @return copies, in catalogue order
  public List<ObjectNode> functions() {
    return functions
        .valueStream()
        .map(entry -> (ObjectNode) entry.path("function").deepCopy())
        .toList();
  }

  /// The names of the tools.
  ///
  /// @return in catalogue order
  public List<String> names() {
    return new ArrayList<>(tools.keySet());
  }
}
