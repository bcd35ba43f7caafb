package dev.usher.tools.grammar;

import java.util.List;
import java.util.Set;

/// What a string value is watched for: texts that it must not be, and under which key the enclosing
/// object wants to be told its text. Texts are whole canonical values, quotes included, a char for
/// each byte.
///
/// @param forbidden the texts it must not be
/// @param noteAs a property's index, [#FREE_KEY], or [#NOTHING]
record Watch(List<String> forbidden, int noteAs) {
  /// Nobody wants to be told.
  static final int NOTHING = -1;

  /// The text is the key of an object whose keys are free.
  static final int FREE_KEY = -2;

  static final Watch NONE = new Watch(List.of(), NOTHING);

  static Watch of(Set<String> forbidden, int noteAs) {
    return new Watch(forbidden.stream().sorted().toList(), noteAs);
  }
}
