package dev.usher.tools;

import dev.usher.tools.FormatOptions.Kind;
import dev.usher.tools.grammar.CanonicalJson;
import dev.usher.tools.grammar.CanonicalWriter;
import dev.usher.tools.grammar.CanonicalWriter.KeySorter;
import dev.usher.tools.grammar.CanonicalWriter.Member;
import dev.usher.tools.schema.Schema;
import dev.usher.tools.schema.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/// Writes one decision, and remembers which argument stands where.
final class DecisionWriter {
  private final ToolCatalog catalog;
  private final Kind kind;
  private final CanonicalWriter values;
  private final StringBuilder out = new StringBuilder();
  private final TreeMap<Integer, String> places = new TreeMap<>();

  DecisionWriter(ToolCatalog catalog, Kind kind, KeySorter sorter) {
    this.catalog = catalog;
    this.kind = kind;
    this.values = new CanonicalWriter(sorter);
    places.put(0, "decision");
  }

  /// Writes the decision; called once.
  ///
  /// @throws UsherException if it does not fit the catalogue
  void write(Decision decision, Optional<String> thought) {
    switch (decision) {
      case Decision.Answer answer when kind == Kind.JSON -> {
        out.append("{\"status\":\"complete\",\"final_answer\":");
        out.append(quote(answer.text(), "answer")).append('}');
      }
      case Decision.Answer answer -> out.append(quote(answer.text(), "answer"));
      case Decision.Call call when kind == Kind.JSON -> {
        out.append("{\"status\":\"running\",");
        thought.ifPresent(text -> append("\"thought\":", quote(text, "thought"), ","));
        out.append("\"tool_use\":");
        jsonCalls(call.calls());
        out.append('}');
      }
      case Decision.Call call -> {
        thought.ifPresent(text -> append("", quote(text, "thought"), ":"));
        compactCalls(call.calls());
      }
    }
  }

  private void append(String before, String text, String after) {
    out.append(before).append(text).append(after);
  }

  private static String quote(String text, String where) {
    try {
      return CanonicalJson.quote(text);
    } catch (IllegalArgumentException e) {
      throw new UsherException(where, String.valueOf(e.getMessage()));
    }
  }

  private void jsonCalls(List<ToolCall> calls) {
    String separator = calls.size() == 1 ? "" : "[";
    for (ToolCall call : calls) {
      append(separator, "{\"tool_name\":" + CanonicalJson.quote(call.name()), ",\"arguments\":{");
      arguments(call, values::members);
      out.append("}}");
      separator = ",";
    }
    out.append(calls.size() == 1 ? "" : "]");
  }

  private void compactCalls(List<ToolCall> calls) {
    String separator = "";
    for (ToolCall call : calls) {
      append(separator, call.name(), "(");
      arguments(call, values::arguments);
      out.append(')');
      separator = ";";
    }
  }

  /// Either look of a call's arguments.
  private interface Look {
    List<Member> members(Schema schema, ObjectNode arguments);
  }

  private void arguments(ToolCall call, Look look) {
    Tool tool = fitting(call);
    String separator = "";
    for (Member member : members(tool, call, look)) {
      out.append(separator);
      places.put(out.length(), place(call, "'" + member.name() + "'"));
      out.append(member.text());
      places.put(out.length(), "decision");
      separator = ",";
    }
  }

  private static List<Member> members(Tool tool, ToolCall call, Look look) {
    try {
      return look.members(tool.parameters(), call.arguments());
    } catch (IllegalArgumentException e) {
      throw new UsherException(
          "tool '" + call.name() + "', argument", String.valueOf(e.getMessage()));
    }
  }

  private Tool fitting(ToolCall call) {
    Tool tool =
        catalog
            .find(call.name())
            .orElseThrow(() ->
                new UsherException(
                    "tool '" + call.name() + "'",
                    "is not in the catalogue, expected one of " + catalog.names()));
    List<Violation> violations = tool.parameters().violations(call.arguments());
    if (!violations.isEmpty()) {
      Violation first = violations.getFirst();
      throw new UsherException(place(call, first.pointer()), first.message());
    }
    return tool;
  }

  private static String place(ToolCall call, String argument) {
    return "tool '" + call.name() + "', argument" + (argument.isEmpty() ? "s" : " " + argument);
  }

  String text() {
    return out.toString();
  }

  /// What stands at a character of the text.
  String place(int at) {
    Map.Entry<Integer, String> place = places.floorEntry(at);
    return place == null ? "decision" : place.getValue();
  }
}
