package dev.usher.app.command;

import dev.usher.dataset.PlainRow;
import dev.usher.router.Choice;
import dev.usher.router.Route;
import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import dev.usher.tools.ToolCall;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What `usher route` says of one sentence. The names of the fields are fixed: scripts read them.
final class RouteRow {

  private static final JsonMapper JSON = new JsonMapper();

  private static final int RIVALS = 3;

  private RouteRow() {}

  static String of(Request request, Route route, boolean explain) {
    ObjectNode row = JSON.createObjectNode();
    PlainRow.put(request, row);
    switch (route.decision()) {
      case Decision.Call call -> calls(call, row.putArray("calls"));
      case Decision.Answer answer -> row.put("answer", answer.text());
    }
    row.put("confidence", rounded(route.confidence(), 1e6));
    row.put("milliseconds", rounded(route.timings().milliseconds(), 1e3));
    if (explain) {
      ArrayNode choices = row.putArray("choices");
      route.choices().forEach(choice -> choice(choice, choices.addObject()));
    }
    return JSON.writeValueAsString(row);
  }

  static String error(String text, String message) {
    return JSON.writeValueAsString(JSON.createObjectNode().put("text", text).put("error", message));
  }

  static String summary(Route route) {
    return "confidence %.3f, %.0f ms".formatted(route.confidence(), route.timings().milliseconds());
  }

  /// A line a choice, the least certain easy to spot.
  static String explanation(Route route) {
    return route.choices().stream().map(RouteRow::line).collect(Collectors.joining("\n"));
  }

  private static String line(Choice choice) {
    String rivals =
        choice.alternatives().stream()
            .limit(RIVALS)
            .map(rival -> "%s %.3f".formatted(rival.text(), rival.probability()))
            .collect(Collectors.joining("   "));
    return "  %-8s %-24s %-28s %.3f   %s"
        .formatted(word(choice), choice.name(), choice.text(), choice.probability(), rivals)
        .stripTrailing();
  }

  private static void choice(Choice choice, ObjectNode row) {
    row.put("part", word(choice));
    if (!choice.name().isEmpty()) {
      row.put("name", choice.name());
    }
    row.put("text", choice.text()).put("probability", rounded(choice.probability(), 1e6));
    ArrayNode rivals = row.putArray("alternatives");
    for (Choice.Alternative rival : choice.alternatives()) {
      rivals
          .addObject()
          .put("text", rival.text())
          .put("probability", rounded(rival.probability(), 1e6));
    }
  }

  private static String word(Choice choice) {
    return choice.part().name().toLowerCase(Locale.ROOT);
  }

  private static void calls(Decision.Call call, ArrayNode calls) {
    for (ToolCall each : call.calls()) {
      calls.addObject().put("name", each.name()).set("arguments", each.arguments());
    }
  }

  private static double rounded(double value, double scale) {
    return Math.round(value * scale) / scale;
  }
}
