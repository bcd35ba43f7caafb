package dev.usher.tools;

import dev.usher.tools.DecisionReader.Thoughtful;
import dev.usher.tools.FormatOptions.ArgumentOrder;
import dev.usher.tools.FormatOptions.Kind;
import dev.usher.tools.grammar.Automaton;
import dev.usher.tools.grammar.CanonicalWriter.KeySorter;
import dev.usher.tools.grammar.Grammar;
import dev.usher.tools.grammar.Spans;
import java.util.Optional;
import java.util.function.Predicate;

/// How decisions are written: for training, as the grammar that constrains the model, and to read
/// what the model wrote. All three come from one definition, so each accepts exactly the same
/// texts.
///
/// | | JSON | compact |
/// |---|---|---|
/// | a call | `{"status":"running","tool_use":{"tool_name":"f","arguments":{"k":"v"}}}` | `f(k="v")` |
/// | several calls | `"tool_use":[{…},{…}]` | `f(k="v");g()` |
/// | an answer | `{"status":"complete","final_answer":"…"}` | `"…"` |
/// | a thought | `{"status":"running","thought":"…","tool_use":…` | `"…":f(k="v")` |
///
/// There is no white space, and values stand in the one form that
/// [dev.usher.tools.grammar.CanonicalJson] gives them. Safe for use by many threads.
public final class DecisionFormat {
  private static final String EXTRACTIVE = "\"x-usher-extractive\"";

  private final ToolCatalog catalog;
  private final FormatOptions options;
  private final Automaton grammar;
  private final boolean extractive;

  private DecisionFormat(ToolCatalog catalog, FormatOptions options) {
    this.catalog = catalog;
    this.options = options;
    this.grammar = new DecisionGrammar(catalog, options, Optional.empty()).grammar().automaton();
    this.extractive = catalog.toJson().contains(EXTRACTIVE);
  }

  /// A format for the tools of a catalogue.
  ///
  /// @param catalog the tools
  /// @param options the look of the texts
  /// @return the format
  /// @throws UsherException if a tool can never be called
  public static DecisionFormat of(ToolCatalog catalog, FormatOptions options) {
    return new DecisionFormat(catalog, options);
  }

  /// The look of the texts.
  ///
  /// @return as given
  public FormatOptions options() {
    return options;
  }

  /// The tools.
  ///
  /// @return as given
  public ToolCatalog catalog() {
    return catalog;
  }

  /// The automaton that accepts exactly the texts of this format.
  ///
  /// @return always the same one
  public Automaton grammar() {
    return grammar;
  }

  /// The automaton of the texts that may be written after somebody's words: those of [#grammar()]
  /// whose extractive values are words of the user. Where no such text is left, all of them.
  ///
  /// @param request what the user said, now and before
  /// @return a new automaton, or that of [#grammar()] where the catalogue has no extractive
  ///   argument
  public Automaton grammar(Request request) {
    return grammar(request, _ -> true);
  }

  /// The same for somebody who cannot write every character: extractive values are words of the
  /// user that can be written.
  ///
  /// @param request what the user said, now and before
  /// @param writable whether a character can be written, by its canonical bytes
  /// @return a new automaton, or that of [#grammar()] where the catalogue has no extractive
  ///   argument
  public Automaton grammar(Request request, Predicate<byte[]> writable) {
    if (!extractive) {
      return grammar;
    }
    Optional<Spans> said = Optional.of(Spans.of(request.texts(), writable));
    Grammar after = new DecisionGrammar(catalog, options, said).grammar();
    return after.isEmpty() ? grammar : after.automaton();
  }

  /// Writes a decision.
  ///
  /// @param decision what was decided
  /// @param userText what the user said; it gives the order of arguments
  /// @return a text that the grammar accepts
  /// @throws UsherException naming the argument, if the decision does not fit catalogue and options
  public String write(Decision decision, String userText) {
    return write(decision, Optional.empty(), userText);
  }

  /// Writes a decision with a thought in front of it.
  ///
  /// @param decision what was decided
  /// @param thought why
  /// @param userText what the user said; it gives the order of arguments
  /// @return a text that the grammar accepts
  /// @throws UsherException naming the argument, if the decision does not fit catalogue and options
  public String write(Decision decision, String thought, String userText) {
    return write(decision, Optional.of(thought), userText);
  }

  private String write(Decision decision, Optional<String> thought, String userText) {
    requireAllowed(decision, thought);
    KeySorter sorter =
        options.order() == ArgumentOrder.SAID ? new SaidOrder(userText)::sort : KeySorter.DECLARED;
    DecisionWriter writer = new DecisionWriter(catalog, options.kind(), sorter);
    writer.write(decision, thought);
    Walk walk = new Walk(grammar, writer.text());
    if (walk.refused() >= 0) {
      throw new UsherException(
          writer.place(walk.accepted().length()),
          "cannot be written; expected values at most %d deep and numbers of at most 34 digits"
              .formatted(Grammar.DEEPEST));
    }
    return writer.text();
  }

  private void requireAllowed(Decision decision, Optional<String> thought) {
    switch (decision) {
      case Decision.Answer _ -> {
        if (!options.answers()) {
          throw new UsherException("answer", "this format has no answers, expected a call");
        }
        if (thought.isPresent()) {
          throw new UsherException("thought", "expected a call behind it, found an answer");
        }
      }
      case Decision.Call call -> {
        if (call.calls().size() > options.maxCalls()) {
          throw new UsherException(
              "decision",
              "expected at most %d calls, found %d"
                  .formatted(options.maxCalls(), call.calls().size()));
        }
        if (thought.isPresent() && !options.thoughts()) {
          throw new UsherException("thought", "this format has no thoughts");
        }
      }
    }
  }

  /// Reads what [#write] or the model wrote. Accepts exactly what the grammar accepts.
  ///
  /// @param text the whole text
  /// @return the decision, less its thought
  /// @throws UsherException with the byte offset of the first byte that does not fit
  public Decision parse(String text) {
    return read(text).decision();
  }

  /// The thought in front of a decision.
  ///
  /// @param text the whole text
  /// @return the thought, if there is one
  /// @throws UsherException with the byte offset of the first byte that does not fit
  public Optional<String> thought(String text) {
    return read(text).thought();
  }

  private Thoughtful read(String text) {
    Walk walk = new Walk(grammar, text);
    if (walk.refused() >= 0) {
      throw new UsherException("decision@" + walk.refused(), walk.complaint());
    }
    DecisionReader reader = new DecisionReader(text);
    return options.kind() == Kind.JSON ? reader.json() : reader.compact();
  }

  /// The strict JSON that leaves the router, arguments in catalogue order, whatever the options.
  ///
  /// @param decision what was decided
  /// @return `{"status":"running","tool_use":…}` or `{"status":"complete","final_answer":…}`
  /// @throws UsherException naming the argument, if the decision does not fit the catalogue
  public String toJson(Decision decision) {
    DecisionWriter writer = new DecisionWriter(catalog, Kind.JSON, KeySorter.DECLARED);
    writer.write(decision, Optional.empty());
    return writer.text();
  }
}
