/// Grammars over bytes: which texts a schema admits, one canonical text for each value, as an
/// automaton that is built while it is walked.
///
/// A [Grammar][dev.usher.tools.grammar.Grammar] is put together from literals and schemas and
/// becomes an [Automaton][dev.usher.tools.grammar.Automaton]. Text is written in the form that
/// [CanonicalJson][dev.usher.tools.grammar.CanonicalJson] fixes; the automaton admits no other.
@NullMarked
package dev.usher.tools.grammar;

import org.jspecify.annotations.NullMarked;
