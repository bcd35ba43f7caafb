package dev.usher.tools;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a user says, and what was said and decided before: "and in Bergen?" means something only
/// after "will it rain in Oslo tomorrow".
///
/// @param history the turns before, oldest first; none where a conversation begins
/// @param text what the user says now
public record Request(List<Turn> history, String text) {
  /// Copies the list.
  public Request {
    history = List.copyOf(history);
  }

  /// A request that begins a conversation.
  ///
  /// @param text what the user says
  public Request(String text) {
    this(List.of(), text);
  }

  /// What the user said at an earlier time, and what was decided then.
  ///
  /// @param text what the user said
  /// @param decision what was decided; what came of it does not count
  public record Turn(String text, Decision decision) {}

  /// The request after this one.
  ///
  /// @param decision what was decided on this one
  /// @param next what the user says then
  /// @return with one turn more in its history
  public Request then(Decision decision, String next) {
    List<Turn> turns = new ArrayList<>(history);
    turns.add(new Turn(text, decision));
    return new Request(turns, next);
  }

  /// The requests that the turns of the history were.
  ///
  /// @return oldest first
  public List<Request> earlier() {
    return IntStream.range(0, history.size())
        .mapToObj(i -> new Request(history.subList(0, i), history.get(i).text()))
        .toList();
  }

  /// What was decided before.
  ///
  /// @return oldest first
  public List<Decision> decisions() {
    return history.stream().map(Turn::decision).toList();
  }

  /// All that the user has said.
  ///
  /// @return oldest first, the text last
  public List<String> texts() {
    return Stream.concat(history.stream().map(Turn::text), Stream.of(text)).toList();
  }

  /// All that the user has said, as one text.
  ///
  /// @return [#texts()], a line each; the text alone where there is no history
  public String said() {
    return String.join("\n", texts());
  }
}
