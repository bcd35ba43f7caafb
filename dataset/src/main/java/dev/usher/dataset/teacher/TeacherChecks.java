package dev.usher.dataset.teacher;

import dev.usher.tools.schema.SchemaReader;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// What every teacher keeps to, whatever it speaks: for the tests of a new one. It needs no test
/// library, so teachers outside this room can be held to it too. Each check throws an
/// [AssertionError] that says what is not as it should be.
public final class TeacherChecks {
  private TeacherChecks() {}

  /// Each question is answered, with an object that its schema admits.
  ///
  /// @param teacher to be asked
  /// @param questions that it can answer
  public static void answersFitTheirSchema(Teacher teacher, List<Question> questions) {
    for (Question question : questions) {
      String text = answer(teacher, question);
      ObjectText.Reading reading =
          ObjectText.read(text, SchemaReader.read(question.schema(), "the schema of a question"));
      if (reading instanceof ObjectText.Reading.Faulty(String fault)) {
        throw new AssertionError("\"%s\" is not what was asked for: %s".formatted(text, fault));
      }
    }
  }

  /// The same question gets the same answer, also when others were asked in between.
  ///
  /// @param teacher to be asked
  /// @param questions that it can answer
  public static void sameQuestionsGetTheSameAnswers(Teacher teacher, List<Question> questions) {
    List<Reply> first = questions.stream().map(teacher::ask).toList();
    List<Reply> again = questions.stream().map(teacher::ask).toList();
    requireSame(first, again);
  }

  /// A question that the teacher does not take comes back with a reason, not as an exception, and
  /// the next one is answered.
  ///
  /// @param teacher to be asked
  /// @param refused a question that it does not take
  /// @param next a question that it can answer
  public static void aRefusalIsAValue(Teacher teacher, Question refused, Question next) {
    String reason =
        switch (teacher.ask(refused)) {
          case Reply.Refused(String words) -> words;
          case Reply.Rejected(String words) -> words;
          case Reply.Answer _, Reply.Busy _, Reply.Failed _, Reply.Denied _ -> "";
        };
    if (reason.isBlank()) {
      throw new AssertionError("expected a refusal with a reason");
    }
    answer(teacher, next);
  }

  /// Two threads that ask at once get what they get one after the other.
  ///
  /// @param teacher to be asked
  /// @param questions that it can answer
  public static void isSafeForTwoThreads(Teacher teacher, List<Question> questions) {
    List<Reply> alone = questions.stream().map(teacher::ask).toList();
    Callable<List<Reply>> all = () -> questions.stream().map(teacher::ask).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Reply>>> both = List.of(threads.submit(all), threads.submit(all));
      for (Future<List<Reply>> one : both) {
        requireSame(alone, one.get());
      }
    } catch (ExecutionException e) {
      throw new AssertionError("a thread failed: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static String answer(Teacher teacher, Question question) {
    Reply reply = teacher.ask(question);
    if (reply instanceof Reply.Answer(String text, Reply.Usage _)) {
      return text;
    }
    throw new AssertionError("expected an answer, found " + reply);
  }

  private static void requireSame(List<Reply> expected, List<Reply> found) {
    if (!expected.equals(found)) {
      throw new AssertionError("expected %s, found %s".formatted(expected, found));
    }
  }
}
