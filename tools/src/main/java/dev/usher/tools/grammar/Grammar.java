package dev.usher.tools.grammar;

import dev.usher.tools.grammar.ObjectElement.Style;
import dev.usher.tools.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// A set of texts, put together from literals and the canonical texts of schemas. Immutable.
///
/// The automaton follows all ways to read a text at once, so alternatives may begin alike.
public final class Grammar {
  /// So many arrays and objects may lie inside each other where a schema admits any value.
  public static final int DEEPEST = 8;

  private final Element element;

  private Grammar(Element element) {
    this.element = element;
  }

  /// Exactly this text.
  ///
  /// @param text may be empty
  /// @return its grammar
  public static Grammar literal(String text) {
    return new Grammar(new LiteralElement(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// One grammar after the other.
  ///
  /// @param parts of none, the empty text
  /// @return their sequence
  public static Grammar sequence(Grammar... parts) {
    return new Grammar(new SequenceElement(elements(List.of(parts))));
  }

  /// Any one of several grammars.
  ///
  /// @param alternatives may begin alike
  /// @return their choice
  public static Grammar choice(List<Grammar> alternatives) {
    return new Grammar(new ChoiceElement(elements(alternatives)));
  }

  /// Texts with a separator between them.
  ///
  /// @param item one text
  /// @param most at most so many; at least one
  /// @param separator an ASCII character
  /// @return the row
  public static Grammar row(Grammar item, int most, char separator) {
    return new Grammar(ListElement.row(item.element, most, separator));
  }

  /// Texts as a JSON array.
  ///
  /// @param item one text
  /// @param least at least so many
  /// @param most at most so many
  /// @return the array
  public static Grammar array(Grammar item, int least, int most) {
    return new Grammar(ListElement.array(item.element, least, most));
  }

  /// The canonical texts of the values that a schema admits, as [CanonicalJson] writes them. Keys
  /// may stand in the given order, also in objects inside. Values that are constants stand exactly
  /// as the schema has them.
  ///
  /// Where the schema admits any value, arrays and objects lie at most [#DEEPEST] deep. A number
  /// that is not whole has at most 34 significant digits and 340 after the point, or as many as its
  /// bounds; a whole one has at most 1,000.
  ///
  /// @param schema the values
  /// @param order of keys
  /// @return the grammar of their texts
  /// @throws IllegalArgumentException if a bound, a key or a constant has no canonical text
  public static Grammar value(Schema schema, KeyOrder order) {
    return value(schema, order, Optional.empty());
  }

  /// The same for the arguments of a call: the outermost object as `(key=value,other=value)`, a key
  /// in quotes unless it is a word of ASCII letters, digits and underscores that does not begin
  /// with a digit.
  ///
  /// @param schema the objects
  /// @param order of keys
  /// @return the grammar of their texts
  /// @throws IllegalArgumentException if a bound, a key or a constant has no canonical text
  public static Grammar arguments(Schema schema, KeyOrder order) {
    return arguments(schema, order, Optional.empty());
  }

  /// The values that a schema admits after somebody's words: its extractive texts are pieces of
  /// them.
  ///
  /// @param schema the values
  /// @param order of keys
  /// @param said by the user; where it is empty extractive texts are free
  /// @return the grammar of their texts, empty where a text that must be there has no piece
  /// @throws IllegalArgumentException as [#value(Schema, KeyOrder)]
  public static Grammar value(Schema schema, KeyOrder order, Optional<Spans> said) {
    return new Grammar(new Compiler(order, said).compile(schema, Style.JSON));
  }

  /// The arguments that a schema admits after somebody's words: its extractive texts are pieces of
  /// them.
  ///
  /// @param schema the objects
  /// @param order of keys
  /// @param said by the user; where it is empty extractive texts are free
  /// @return the grammar of their texts, empty where a text that must be there has no piece
  /// @throws IllegalArgumentException as [#arguments(Schema, KeyOrder)]
  public static Grammar arguments(Schema schema, KeyOrder order, Optional<Spans> said) {
    return new Grammar(new Compiler(order, said).compile(schema, Style.CALL));
  }

  private static List<Element> elements(List<Grammar> grammars) {
    return grammars.stream().map(grammar -> grammar.element).toList();
  }

  /// Whether there is no text at all.
  ///
  /// @return true if nothing fits
  public boolean isEmpty() {
    return element.cost() == Cost.NEVER;
  }

  /// The automaton that accepts exactly these texts.
  ///
  /// @return a new automaton
  /// @throws IllegalArgumentException if there is no text at all
  public Automaton automaton() {
    if (isEmpty()) {
      throw new IllegalArgumentException("no text fits: the schema admits no value");
    }
    return new LazyAutomaton(element);
  }
}
