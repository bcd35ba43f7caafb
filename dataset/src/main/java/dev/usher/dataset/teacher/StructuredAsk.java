package dev.usher.dataset.teacher;

import dev.usher.dataset.teacher.ObjectText.Reading;
import dev.usher.tools.schema.Schema;
import dev.usher.tools.schema.SchemaReader;
import java.util.function.Function;

/// Asks for an object that fits the question's schema, and asks again with the fault pointed out,
/// when it does not.
final class StructuredAsk {
  private static final int REPETITIONS = 2;
  private static final int LONGEST_QUOTATION = 2_000; // characters

  private final Function<Question, TeacherReply> teachers;
  private final Question question;
  private final Schema schema;

  /// @param teachers whoever replies to a question
  StructuredAsk(Function<Question, TeacherReply> teachers, Question question) {
    this.teachers = teachers;
    this.question = question;
    this.schema = SchemaReader.read(question.schema(), "the schema of a question");
  }

  StructuredReply reply() {
    return reply(question, REPETITIONS);
  }

  private StructuredReply reply(Question asked, int repetitions) {
    TeacherReply reply = teachers.apply(asked);
    if (!(reply.reply() instanceof Reply.Answer(var text, _))) {
      return new StructuredReply.Unanswered(reply.teacher(), reply.reply());
    }
    return switch (ObjectText.read(text, schema)) {
      case Reading.Fits(var value) -> new StructuredReply.Given(reply.teacher(), value);
      case Reading.Faulty(var fault) when repetitions > 0 ->
          reply(question.with(complaint(text, fault)), repetitions - 1);
      case Reading.Faulty(var fault) -> new StructuredReply.Unfit(reply.teacher(), fault);
    };
  }

  private static String complaint(String text, String fault) {
    String quoted =
        text.length() <= LONGEST_QUOTATION ? text : text.substring(0, LONGEST_QUOTATION) + "…";
    return """
    You have answered this already, but not as asked. You wrote:
    %s
    What is wrong: %s.
    Answer again with one JSON object that fits, and nothing else.\
    """
        .formatted(quoted, fault);
  }
}
