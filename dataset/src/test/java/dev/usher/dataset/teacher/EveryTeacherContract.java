package dev.usher.dataset.teacher;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What every teacher is, whether it speaks a protocol or none.
abstract class EveryTeacherContract {
  private static final List<Question> QUESTIONS =
      List.of(Questions.of("why?"), Questions.of("who?"), Questions.of("where?"));

  /// A teacher who answers [Questions].
  abstract Teacher teacher();

  /// A question that [#teacher()] does not take.
  abstract Question refused();

  @Test
  void everyAnswerHasAnObjectOfTheSchema() {
    TeacherChecks.answersFitTheirSchema(teacher(), QUESTIONS);
  }

  @Test
  void theSameQuestionGetsTheSameAnswer() {
    TeacherChecks.sameQuestionsGetTheSameAnswers(teacher(), QUESTIONS);
  }

  @Test
  void aRefusalIsAValueWithAReasonAndTheNextQuestionIsAnswered() {
    TeacherChecks.aRefusalIsAValue(teacher(), refused(), QUESTIONS.getFirst());
  }

  @Test
  void twoThreadsAtOnceGetWhatTheyGetOneAfterTheOther() {
    TeacherChecks.isSafeForTwoThreads(teacher(), QUESTIONS);
  }
}
