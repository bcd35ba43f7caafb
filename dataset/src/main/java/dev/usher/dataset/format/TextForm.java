package dev.usher.dataset.format;

import dev.usher.dataset.JsonLines;
import dev.usher.dataset.JsonText;
import dev.usher.dataset.format.Turns.Turn;
import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import dev.usher.tools.ToolCall;
import dev.usher.tools.UsherException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Rows that hold a conversation as the text that a model sees: `{"text": "…"}`.
///
/// What a person says must not be able to end a turn or to begin a call, so whatever contains one
/// of the dialect's tokens is refused on writing.
record TextForm(Dialect dialect) implements RowForm {

  private static final String TEXT = "text";

  @Override
  public boolean recognises(ObjectNode row) {
    return row.path(TEXT).isString() && dialect.recognises(row.path(TEXT).stringValue());
  }

  @Override
  public Set<String> fields() {
    return Set.of(TEXT);
  }

  @Override
  public RowReading read(JsonLines.Row row) {
    String where = row.provenance().where();
    if (!row.json().path(TEXT).isString()) {
      throw new UsherException(
          where, "expected {\"text\": \"%s…\"}".formatted(dialect.turns().open()));
    }
    List<Turn> turns = dialect.turns().read(row.json().path(TEXT).stringValue(), where);
    return TurnReader.read(new Messages(turns, dialect, where), row.provenance(), List.of());
  }

  private record Messages(List<Turn> turns, Dialect dialect, String where) implements Conversation {

    @Override
    public int size() {
      return turns.size();
    }

    @Override
    public Role role(int at) {
      return Role.of(turns.get(at).role());
    }

    @Override
    public Said instruction(int at) {
      return dialect.instruction(turns.get(at).content(), where);
    }

    @Override
    public Optional<Said> request(int at) {
      return Optional.of(dialect.request(turns.get(at).content(), where));
    }

    @Override
    public Reply reply(int at) {
      return dialect.reply(turns.get(at).content(), where);
    }
  }

  @Override
  public ObjectNode write(Request request, Decision decision, ToolList tools) {
    return JsonNodeFactory.instance.objectNode().put(TEXT, dialect.write(request, decision, tools));
  }

  @Override
  public Optional<String> obstacle(Request request, Decision decision) {
    return first(request.history().stream().map(turn -> obstacle(turn.text(), turn.decision())))
        .or(() -> obstacle(request.text(), decision));
  }

  private Optional<String> obstacle(String text, Decision decision) {
    return token("the text", text)
        .or(() ->
            switch (decision) {
              case Decision.Answer answer -> token("the answer", answer.text());
              case Decision.Call call -> first(call.calls().stream().map(this::obstacle));
            });
  }

  private Optional<String> obstacle(ToolCall call) {
    return token("the call of " + call.name(), JsonText.line(call.arguments()))
        .or(() -> dialect.obstacle(call.arguments()).map(why -> call.name() + ": " + why));
  }

  @Override
  public Optional<String> obstacle(ToolList tools) {
    return first(
            tools.functions().stream()
                .map(each -> token("tool " + name(each), JsonText.line(each))))
        .or(() -> dialect.obstacle(tools));
  }

  private static String name(JsonNode function) {
    return function.path("name").asString("");
  }

  private Optional<String> token(String what, String text) {
    Matcher found = dialect.tokens().matcher(text);
    return found.find()
        ? Optional.of("%s contains the control token %s".formatted(what, found.group()))
        : Optional.empty();
  }

  private static Optional<String> first(Stream<Optional<String>> reasons) {
    return reasons.flatMap(Optional::stream).findFirst();
  }

  @Override
  public Losses losses(ToolList tools) {
    return dialect.losses(tools);
  }
}
