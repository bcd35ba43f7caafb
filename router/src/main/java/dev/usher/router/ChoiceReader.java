package dev.usher.router;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.usher.model.constraint.Decoded;
import dev.usher.model.constraint.Decoded.Step;
import dev.usher.router.Choice.Alternative;
import dev.usher.router.Choice.Part;
import dev.usher.router.DecisionParts.Span;
import dev.usher.tools.FormatOptions.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Puts the tokens of a decision together to the choices that people can follow.
final class ChoiceReader {
  private final byte[] text;
  private final List<Step> steps;
  private final List<Span> spans;

  private ChoiceReader(Decoded decoded, Kind kind) {
    this.text = decoded.text().getBytes(UTF_8);
    this.steps = decoded.steps();
    this.spans = DecisionParts.of(decoded.text(), kind);
  }

  /// The parts of a decision that could have been others; the product of their probabilities is
  /// that of the decision.
  static List<Choice> read(Decoded decoded, Kind kind) {
    return new ChoiceReader(decoded, kind).choices();
  }

  private List<Choice> choices() {
    List<Choice> choices = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < spans.size(); i++) {
      List<Step> chosen = new ArrayList<>();
      while (next < steps.size() && belongs(steps.get(next), i)) {
        Step step = steps.get(next++);
        if (step.chosen()) {
          chosen.add(step);
        }
      }
      if (!chosen.isEmpty()) {
        choices.add(choice(spans.get(i), chosen));
      }
    }
    return choices;
  }

  /// Whether the last byte of a token lies in this part; the token that ends the turn has none.
  private boolean belongs(Step step, int span) {
    return spans.get(span).part() == Part.END
        || (step.from() < step.to() && step.to() <= spans.get(span).to());
  }

  private Choice choice(Span span, List<Step> chosen) {
    double probability = 1;
    for (Step step : chosen) {
      probability *= step.probability();
    }
    Step doubtful =
        chosen.stream().min(Comparator.comparingDouble(Step::probability)).orElseThrow();
    String before = string(span.textFrom(), Math.max(span.textFrom(), doubtful.from()));
    List<Alternative> alternatives =
        doubtful.rivals().stream()
            .map(rival -> new Alternative(before + rival.text(), rival.probability()))
            .toList();
    String own = string(span.textFrom(), span.textTo());
    return new Choice(span.part(), span.name(), own, probability, alternatives);
  }

  private String string(int from, int to) {
    return new String(text, from, to - from, UTF_8);
  }
}
