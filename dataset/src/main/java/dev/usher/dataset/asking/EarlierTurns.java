package dev.usher.dataset.asking;

import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What was said and decided before a request, as teachers read it.
public final class EarlierTurns {
  private EarlierTurns() {}

  /// The turns as lines of a list, oldest first.
  ///
  /// @param request with a history
  /// @param decision says what was decided
  /// @return a line each; empty where a conversation begins
  public static String lines(Request request, Function<Decision, String> decision) {
    return request.history().stream()
        .map(turn ->
            "- " + turn.text().replace("\n", " ") + " -> " + decision.apply(turn.decision()))
        .collect(Collectors.joining("\n"));
  }
}
