package dev.usher.tools.grammar;

import dev.usher.tools.schema.Schema;

/// A deterministic automaton over bytes that accepts exactly the texts of a grammar. States are
/// numbers above 0, made when they are first reached; a state always stands for the same set of
/// continuations.
///
/// From every state that [#step] gives, an accepting state can be reached: there are no dead ends.
/// Text inside strings is always valid UTF-8. Safe for use by many threads.
///
/// Some rules depend on text that was written before: the two values of a pair that must differ,
/// the keys of an object whose keys are free. A state that carries such text is kept only for a
/// while: it is forgotten once some 65,000 later ones of its kind have been made, and using it then
/// is an [IllegalStateException]. States without such text live as long as the automaton.
public interface Automaton {
  /// What [#step] gives where no text of the grammar goes on like that.
  int DEAD = -1;

  /// Makes the automaton of the canonical texts of all values that `schema` admits.
  ///
  /// @param schema the values
  /// @param order of keys, also in objects inside
  /// @return the automaton of [Grammar#value]
  /// @throws IllegalArgumentException if no value fits the schema
  static Automaton of(Schema schema, KeyOrder order) {
    return Grammar.value(schema, order).automaton();
  }

  /// The state before the first byte.
  ///
  /// @return a state
  int start();

  /// The state after one more byte, or [#DEAD].
  ///
  /// @param state a state
  /// @param unsignedByte 0 to 255
  /// @return the next state, or [#DEAD]
  int step(int state, int unsignedByte);

  /// Whether the text that led to a state is complete.
  ///
  /// @param state a state
  /// @return true if it is
  boolean accepting(int state);

  /// Whether the text is complete and nothing may follow it.
  ///
  /// @param state a state
  /// @return true if no byte may follow
  boolean onlyAccepting(int state);

  /// The bytes of a shortest way to an accepting state; empty where `state` accepts. A value that
  /// must differ from others may take a byte or two more than the shortest.
  ///
  /// @param state a state
  /// @return a copy
  byte[] shortestCompletion(int state);

  /// A state that admits every continuation that `state` admits, and perhaps a few more, and that
  /// many states share. It is `state` itself, but where what may follow depends on text that was
  /// written before, or on the exact length of a string far from its limit: there it leaves those
  /// rules out.
  ///
  /// So a set of allowed tokens can be kept for each outline rather than for each text: take it for
  /// the outline, and where the outline is not `state` itself walk the chosen token from `state`
  /// before trusting it. The outline is never forgotten.
  ///
  /// @param state a state
  /// @return its outline, which is its own outline
  int outline(int state);
}
