package dev.usher.dataset.format;

import dev.usher.tools.UsherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How a text is divided into turns: `open` role `behindRole` content `close`, then `gap`.
///
/// @param open begins a turn
/// @param behindRole ends its role
/// @param closes the token that ends a turn, and others that end one too
/// @param gap stands between two turns
record Turns(String open, String behindRole, List<String> closes, String gap) {

  /// What may stand around turns: white space, and the tokens that a tokenizer puts at the start
  /// and the end of a text.
  private static final Pattern AROUND =
      Pattern.compile(
          "(?:\\s|<bos>|<eos>|<s>|</s>|<\\|begin_of_text\\|>|<\\|end_of_text\\|>|<\\|endoftext\\|>)*");

  /// One speaker's words.
  record Turn(String role, String content) {}

  /// A turn's start, up to its content.
  String start(String role) {
    return open + role + behindRole;
  }

  /// A whole turn, with the gap behind it.
  String write(String role, String content) {
    return start(role) + content + closes.getFirst() + gap;
  }

  /// The turns of a text; the last one may lack its end.
  ///
  /// @throws UsherException if the text is not made of turns
  List<Turn> read(String text, String where) {
    List<Turn> turns = new ArrayList<>();
    int at = text.indexOf(open);
    requireAround(text.substring(0, Math.max(at, 0)), where);
    while (at >= 0) {
      int role = at + open.length();
      int behind = text.indexOf(behindRole, role);
      if (behind < 0) {
        throw new UsherException(where, "a turn at character %,d has no role".formatted(at));
      }
      int content = behind + behindRole.length();
      at = text.indexOf(open, content);
      String rest = at < 0 ? text.substring(content) : text.substring(content, at);
      turns.add(new Turn(text.substring(role, behind).strip(), content(rest, where)));
    }
    return turns;
  }

  private String content(String rest, String where) {
    Optional<String> close =
        closes.stream()
            .filter(rest::contains)
            .reduce((a, b) -> rest.indexOf(a) <= rest.indexOf(b) ? a : b);
    if (close.isEmpty()) {
      return rest;
    }
    int end = rest.indexOf(close.get());
    requireAround(rest.substring(end + close.get().length()), where);
    return rest.substring(0, end);
  }

  private void requireAround(String text, String where) {
    if (!AROUND.matcher(text).matches()) {
      String words = Stream.of(text.strip().split("\\R", 2)).findFirst().orElse("");
      throw new UsherException(
          where,
          "\"%s\" stands outside of the turns; expected %srole … %s"
              .formatted(words, open, closes.getFirst()));
    }
  }
}
