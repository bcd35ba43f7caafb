package dev.usher.dataset.asking;

import java.util.function.BiFunction;

/// What came of asking for something, after all that can be tried was tried.
///
/// @param <T> what was asked for
public sealed interface Outcome<T> {
  /// What comes of it when something else is to be made of what was made.
  ///
  /// @param <R> what is wanted in the end
  /// @param next is told who made it, and what
  /// @return what `next` says, or why there was nothing to begin with
  default <R> Outcome<R> then(BiFunction<String, T, Outcome<R>> next) {
    return switch (this) {
      case Made<T>(String teacher, T value) -> next.apply(teacher, value);
      case Refused<T>(String teacher, String reason) -> new Refused<>(teacher, reason);
      case Rejected<T>(String teacher, String reason) -> new Rejected<>(teacher, reason);
      case Missed<T>(String reason) -> new Missed<>(reason);
      case Denied<T>(String reason) -> new Denied<>(reason);
    };
  }

  /// It was made.
  ///
  /// @param <T> what was asked for
  /// @param teacher who made it
  /// @param value as it was asked for
  record Made<T>(String teacher, T value) implements Outcome<T> {}

  /// It will not be made, whoever asks again.
  ///
  /// @param <T> what was asked for
  /// @param teacher who was asked last
  /// @param reason in words
  record Refused<T>(String teacher, String reason) implements Outcome<T> {}

  /// No teacher takes the question as it is put. It will not be made, unless no question is taken:
  /// then they are all put wrongly.
  ///
  /// @param <T> what was asked for
  /// @param teacher who was asked last
  /// @param reason in the provider's words
  record Rejected<T>(String teacher, String reason) implements Outcome<T> {}

  /// It did not work out this time.
  ///
  /// @param <T> what was asked for
  /// @param reason in words
  record Missed<T>(String reason) implements Outcome<T> {}

  /// Nothing will be made: the key is refused, the budget is gone.
  ///
  /// @param <T> what was asked for
  /// @param reason in words, with what to do
  record Denied<T>(String reason) implements Outcome<T> {}
}
