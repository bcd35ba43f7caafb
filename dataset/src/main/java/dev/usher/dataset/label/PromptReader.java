package dev.usher.dataset.label;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.ExampleValidator;
import dev.usher.dataset.JsonLines;
import dev.usher.dataset.JsonText;
import dev.usher.dataset.PlainRow;
import dev.usher.dataset.Provenance;
import dev.usher.tools.Request;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads sentences to be labelled. One object a line; only the sentence, `user` or `text`, must be
/// there:
///
/// ```
/// {"id": 7, "user": "…", "history": […], "system_hint": "…", "requires_json": true,
///  "tool_schema": [{…}]}
/// ```
///
/// The history has the form of [PlainRow]. Texts are brought to Unicode NFC, with `\n` for line
/// ends and no white space around them. Fields of other names are left alone, and `null` is as good
/// as nothing.
final class PromptReader {
  static final String ID = "id";
  static final String TEXT = "text";
  static final String SYSTEM_HINT = "system_hint";
  static final String REQUIRES_JSON = "requires_json";
  static final String TOOL_SCHEMA = "tool_schema";
  private static final String USER = "user";

  private final Prompt.Tools workspace;
  private final Map<String, Prompt.Tools> inline = new HashMap<>();

  /// @param workspace the catalogue of rows that have none of their own
  PromptReader(ToolCatalog workspace) {
    this.workspace = Prompt.Tools.of(workspace, Optional.empty());
  }

  /// Reads a file.
  ///
  /// @param file of prompts
  /// @return its prompts without those that repeat an earlier one, in order
  /// @throws UsherException with file and line, if a row is none, or two rows of one id differ
  List<Prompt> read(Path file) {
    Map<String, Prompt> seen = new HashMap<>();
    List<Prompt> prompts = new ArrayList<>();
    for (JsonLines.Row row : JsonLines.read(file, file.toString())) {
      Prompt prompt = read(row);
      Prompt earlier =
          seen.putIfAbsent(prompt.id().map(JsonText::line).orElse(prompt.key()), prompt);
      if (earlier == null) {
        prompts.add(prompt);
      } else if (!earlier.key().equals(prompt.key())) {
        throw new UsherException(
            prompt.provenance().where(),
            "has the id of %s, but says something else; rename one"
                .formatted(earlier.provenance().where()));
      }
    }
    return prompts;
  }

  Prompt read(JsonLines.Row row) {
    ObjectNode json = row.json();
    String where = row.provenance().where();
    Prompt.Tools tools =
        field(json, TOOL_SCHEMA).map(schema -> tools(schema, where)).orElse(workspace);
    return new Prompt(
        id(json, where),
        new Request(history(json, tools, row.provenance()), text(json, where)),
        typed(json, SYSTEM_HINT, JsonNode::isString, "a string", where)
            .map(hint -> normalised(hint.stringValue())),
        typed(json, REQUIRES_JSON, JsonNode::isBoolean, "true or false", where)
            .map(JsonNode::booleanValue)
            .orElse(false),
        tools,
        row.provenance());
  }

  /// Earlier turns, which the catalogue must admit: a teacher cannot mend them.
  private static List<Request.Turn> history(ObjectNode json, Prompt.Tools tools, Provenance place) {
    JsonNode value = field(json, PlainRow.HISTORY).orElse(MissingNode.getInstance());
    List<Candidate> turns =
        PlainRow.history(value, place.where()).stream()
            .map(turn -> new Candidate(normalised(turn.text()), turn.decision(), place))
            .toList();
    return new ExampleValidator(tools.catalog())
        .require(turns).stream()
            .map(turn -> new Request.Turn(turn.text(), turn.decision()))
            .toList();
  }

  private static Optional<JsonNode> id(ObjectNode json, String where) {
    return typed(
        json,
        ID,
        id -> id.isString() || id.isIntegralNumber(),
        "a string or a whole number",
        where);
  }

  private static String text(ObjectNode json, String where) {
    if (field(json, USER).isPresent() && field(json, TEXT).isPresent()) {
      throw new UsherException(where, "has both \"user\" and \"text\"; expected one of them");
    }
    String name = field(json, USER).isPresent() ? USER : TEXT;
    String text =
        typed(json, name, JsonNode::isString, "a string", where)
            .map(value -> normalised(value.stringValue()))
            .orElseThrow(() ->
                new UsherException(
                    where, "says nothing; expected the sentence in \"user\" or \"text\""));
    if (text.isEmpty()) {
      throw new UsherException(where, "\"" + name + "\" is blank; expected a sentence");
    }
    return text;
  }

  private static Optional<JsonNode> typed(
      ObjectNode json, String name, Predicate<JsonNode> type, String expected, String where) {
    Optional<JsonNode> value = field(json, name);
    if (value.isPresent() && !type.test(value.get())) {
      throw new UsherException(
          where,
          "\"%s\" must be %s, found %s".formatted(name, expected, JsonText.kind(value.get())));
    }
    return value;
  }

  private static Optional<JsonNode> field(ObjectNode json, String name) {
    return Optional.ofNullable(json.get(name)).filter(value -> !value.isNull());
  }

  private static String normalised(String text) {
    String oneForm = Normalizer.normalize(text, Normalizer.Form.NFC);
    return oneForm.replace("\r\n", "\n").replace('\r', '\n').strip();
  }

  private Prompt.Tools tools(JsonNode schema, String where) {
    boolean one = schema.isObject() && !schema.has("tools");
    JsonNode list = one ? JsonNodeFactory.instance.arrayNode().add(schema) : schema;
    return inline.computeIfAbsent(
        list.toString(),
        text ->
            Prompt.Tools.of(
                ToolCatalog.parse(text, where + " " + TOOL_SCHEMA), Optional.of(schema)));
  }
}
