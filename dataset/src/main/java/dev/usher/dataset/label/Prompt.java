package dev.usher.dataset.label;

import dev.usher.dataset.JsonText;
import dev.usher.dataset.PlainRow;
import dev.usher.dataset.Provenance;
import dev.usher.tools.Request;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// A sentence to be labelled.
///
/// @param id as its owner calls it, a text or a number
/// @param request what somebody said, now and before, normalised; the catalogue admits what was
///   decided before
/// @param systemHint what the assistant is told besides
/// @param requiresJson whether only a call is right, no answer in words
/// @param tools what may be called
/// @param provenance where the row stands
record Prompt(
    Optional<JsonNode> id,
    Request request,
    Optional<String> systemHint,
    boolean requiresJson,
    Tools tools,
    Provenance provenance) {

  /// What may be called.
  ///
  /// @param catalog the tools
  /// @param hash of the catalogue
  /// @param inline the tools as they stand in the row, where they are not the workspace's
  record Tools(ToolCatalog catalog, String hash, Optional<JsonNode> inline) {
    static Tools of(ToolCatalog catalog, Optional<JsonNode> inline) {
      return new Tools(catalog, catalog.hash(), inline);
    }
  }

  /// What its label depends on, so that a row that was changed is labelled anew: SHA-256 of text,
  /// history, hint and catalogue.
  String key() {
    ObjectNode content = content();
    content.put("catalogue", tools.hash());
    return Sha256.of(JsonText.line(content).getBytes(StandardCharsets.UTF_8));
  }

  private ObjectNode content() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    PlainRow.put(request, json);
    systemHint.ifPresent(hint -> json.put(PromptReader.SYSTEM_HINT, hint));
    if (requiresJson) {
      json.put(PromptReader.REQUIRES_JSON, true);
    }
    return json;
  }

  /// The row as [PromptReader] reads it.
  ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    id.ifPresent(value -> json.set(PromptReader.ID, value));
    json.setAll(content());
    tools.inline().ifPresent(inline -> json.set(PromptReader.TOOL_SCHEMA, inline));
    return json;
  }
}
