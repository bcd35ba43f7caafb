package dev.usher.evaluation;

import dev.usher.dataset.JsonText;
import dev.usher.tools.Decision;
import dev.usher.tools.ToolCall;
import java.util.stream.Collectors;

/// Decisions and predictions as people read them in a report: `play(artist="Abba"); stop()`.
final class DecisionText {

  private DecisionText() {}

  static String of(Decision decision) {
    return switch (decision) {
      case Decision.Call call ->
          call.calls().stream().map(DecisionText::of).collect(Collectors.joining("; "));
      case Decision.Answer answer -> "answer: " + answer.text();
    };
  }

  private static String of(ToolCall call) {
    return call.arguments().properties().stream()
        .map(each -> each.getKey() + "=" + JsonText.line(each.getValue()))
        .collect(Collectors.joining(", ", call.name() + "(", ")"));
  }

  static String of(Prediction prediction, Grader grader) {
    return switch (prediction.outcome()) {
      case Prediction.Outcome.Decided decided ->
          grader.fault(decided.decision()).map(why -> "invalid (" + why + "): ").orElse("")
              + of(decided.decision());
      case Prediction.Outcome.Abstained abstained -> "abstained: " + of(abstained.decision());
      case Prediction.Outcome.Invalid invalid ->
          "invalid (" + invalid.why() + "): " + invalid.output();
    };
  }
}
