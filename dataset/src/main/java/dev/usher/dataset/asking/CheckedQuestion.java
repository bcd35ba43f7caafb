package dev.usher.dataset.asking;

import dev.usher.dataset.teacher.Question;
import dev.usher.dataset.teacher.Reply;
import dev.usher.dataset.teacher.StructuredReply;
import dev.usher.dataset.teacher.Teachers;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// A question whose answer must hold more than its schema can say. An answer with a fault is asked
/// for again, with the fault, and again; then it is given up.
///
/// @param <T> what the answer is read as
/// @param question to be asked
/// @param read makes something of an answer that the question's schema admits
/// @param fault what is wrong with it, in words for the teacher; empty if nothing is
public record CheckedQuestion<T>(
    Question question, Function<ObjectNode, T> read, Function<T, Optional<String>> fault) {
  private static final int MOST_ANSWERS = 3;

  /// Asks until the answer is right.
  ///
  /// @param teachers who are asked
  /// @param id whose turn it is, see [Teachers]
  /// @return what came of it
  public Outcome<T> ask(Teachers teachers, long id) {
    Question asked = question;
    for (int answers = 1; ; answers++) {
      StructuredReply reply = teachers.askObject(id, asked);
      if (!(reply instanceof StructuredReply.Given(String teacher, ObjectNode value))) {
        return outcome(reply);
      }
      T made = read.apply(value);
      Optional<String> wrong = fault.apply(made);
      if (wrong.isEmpty()) {
        return new Outcome.Made<>(teacher, made);
      }
      if (answers == MOST_ANSWERS) {
        return new Outcome.Refused<>(teacher, "no answer was right: " + wrong.get());
      }
      asked = question.with("An earlier answer was not right: " + wrong.get());
    }
  }

  private static <T> Outcome<T> outcome(StructuredReply reply) {
    return switch (reply) {
      case StructuredReply.Given given -> throw new IllegalArgumentException("an answer: " + given);
      case StructuredReply.Unfit unfit -> new Outcome.Refused<>(unfit.teacher(), unfit.reason());
      case StructuredReply.Unanswered(String teacher, Reply why) -> unanswered(teacher, why);
    };
  }

  private static <T> Outcome<T> unanswered(String teacher, Reply why) {
    return switch (why) {
      case Reply.Answer answer -> throw new IllegalArgumentException("an answer: " + answer);
      case Reply.Busy(_, String reason) -> new Outcome.Missed<>(teacher + ": " + reason);
      case Reply.Failed(String reason) -> new Outcome.Missed<>(teacher + ": " + reason);
      case Reply.Refused(String reason) -> new Outcome.Refused<>(teacher, reason);
      case Reply.Rejected(String reason) -> new Outcome.Rejected<>(teacher, reason);
      case Reply.Denied(String reason) -> new Outcome.Denied<>(teacher + ": " + reason);
    };
  }
}
