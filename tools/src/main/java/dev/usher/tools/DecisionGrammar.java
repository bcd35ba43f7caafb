package dev.usher.tools;

import static dev.usher.tools.grammar.Grammar.array;
import static dev.usher.tools.grammar.Grammar.choice;
import static dev.usher.tools.grammar.Grammar.literal;
import static dev.usher.tools.grammar.Grammar.row;
import static dev.usher.tools.grammar.Grammar.sequence;

import dev.usher.tools.FormatOptions.ArgumentOrder;
import dev.usher.tools.FormatOptions.Kind;
import dev.usher.tools.grammar.Grammar;
import dev.usher.tools.grammar.KeyOrder;
import dev.usher.tools.grammar.Spans;
import dev.usher.tools.schema.Schema.StringSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Puts together the grammar of decisions.
final class DecisionGrammar {
  private final ToolCatalog catalog;
  private final FormatOptions options;
  private final KeyOrder order;
  private final Optional<Spans> said;

  /// @param said by the user, where extractive texts are to be pieces of it
  DecisionGrammar(ToolCatalog catalog, FormatOptions options, Optional<Spans> said) {
    this.catalog = catalog;
    this.said = said;
    this.options = options;
    this.order = options.order() == ArgumentOrder.SAID ? KeyOrder.ANY : KeyOrder.DECLARED;
  }

  /// All decisions; none where nothing that was said fits any tool.
  ///
  /// @throws UsherException if a tool can never be called
  Grammar grammar() {
    List<Grammar> decisions = new ArrayList<>();
    decisions.add(options.kind() == Kind.JSON ? running() : sequence(thought("", ":"), calls()));
    if (options.answers()) {
      decisions.add(options.kind() == Kind.JSON ? complete() : text());
    }
    return choice(decisions);
  }

  private Grammar running() {
    return sequence(
        literal("{\"status\":\"running\","),
        thought("\"thought\":", ","),
        literal("\"tool_use\":"),
        calls(),
        literal("}"));
  }

  private Grammar complete() {
    return sequence(literal("{\"status\":\"complete\",\"final_answer\":"), text(), literal("}"));
  }

  private Grammar thought(String before, String after) {
    Grammar none = sequence();
    if (!options.thoughts()) {
      return none;
    }
    return choice(List.of(none, sequence(literal(before), text(), literal(after))));
  }

  private Grammar text() {
    return Grammar.value(new StringSchema(0, OptionalInt.empty(), false, false), order);
  }

  private Grammar calls() {
    Grammar call = choice(catalog.tools().stream().map(this::call).toList());
    if (options.kind() == Kind.COMPACT) {
      return row(call, options.maxCalls(), ';');
    }
    return options.maxCalls() == 1
        ? call
        : choice(List.of(call, array(call, 2, options.maxCalls())));
  }

  private Grammar call(Tool tool) {
    return options.kind() == Kind.COMPACT
        ? sequence(literal(tool.name()), arguments(tool))
        : sequence(
            literal("{\"tool_name\":\"" + tool.name() + "\",\"arguments\":"),
            arguments(tool),
            literal("}"));
  }

  private Grammar arguments(Tool tool) {
    Grammar arguments = argumentsOrRefusal(tool);
    if (arguments.isEmpty() && said.isEmpty()) {
      throw new UsherException(
          "tool '" + tool.name() + "'", "no arguments fit its parameters; it can never be called");
    }
    return arguments;
  }

  private Grammar argumentsOrRefusal(Tool tool) {
    try {
      return options.kind() == Kind.COMPACT
          ? Grammar.arguments(tool.parameters(), order, said)
          : Grammar.value(tool.parameters(), order, said);
    } catch (IllegalArgumentException e) {
      throw new UsherException(
          "tool '" + tool.name() + "', parameters", String.valueOf(e.getMessage()));
    }
  }
}
