package dev.usher.dataset.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.dataset.Fixtures;
import dev.usher.dataset.scenario.Axis;
import dev.usher.tools.UsherException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpendLogTest {
  private static final Question QUESTION = Questions.of("why?");
  private static final Reply.Usage MOST = new Reply.Usage(600, 400);
  private static final Reply ANSWER = new Reply.Answer("{}", new Reply.Usage(100, 50));
  private static final Prices PRICES = new Prices(new BigDecimal("2"), new BigDecimal("10"));

  @TempDir private Path folder;

  private static Teachers teachers(Budget budget, Function<Question, Reply> script) {
    BudgetedTeacher account =
        new BudgetedTeacher(new ScriptedTeacher("anna", script), budget, PRICES, _ -> MOST);
    Seat seat = new Seat(OptionalDouble.empty(), account, account);
    return new Teachers(Axis.of("teachers", List.of(seat)), 42, Time.system());
  }

  private static Budget budget(long requests, long tokens, String money) {
    return new Budget(
        OptionalLong.of(requests), OptionalLong.of(tokens), Optional.of(new BigDecimal(money)));
  }

  private Path answers() {
    return folder.resolve("anna-42.jsonl");
  }

  private int answers(Budget budget, int most) {
    Teachers teachers = teachers(budget, _ -> ANSWER);
    try (SpendLog _ = SpendLog.open(answers(), List.of(teachers, teachers))) {
      int answers = 0;
      while (answers < most && teachers.ask(0, QUESTION).reply() instanceof Reply.Answer) {
        answers++;
      }
      return answers;
    }
  }

  @Test
  void aBudgetHoldsOverTheRunsThatGoOnFromOneAnother() {
    Budget sevenRequests = budget(7, 1_000_000, "100");
    assertThat(answers(sevenRequests, 4)).isEqualTo(4);
    assertThat(answers(sevenRequests, 100)).isEqualTo(3);
    assertThat(answers(sevenRequests, 100)).isZero();
    assertThat(answers(budget(9, 1_000_000, "100"), 100)).isEqualTo(2);
  }

  @Test
  void tokensAndMoneyAreKeptAsTheyWereTaken() {
    assertThat(answers(budget(100, 10 * 150 + 1_000, "100"), 6)).isEqualTo(6);
    assertThat(answers(budget(100, 10 * 150 + 1_000, "100"), 100)).isEqualTo(5);
    // eleven answers cost .0007 each, the most is .0052
    assertThat(answers(budget(100, 1_000_000, "0.0128"), 100)).isZero();
    assertThat(answers(budget(100, 1_000_000, "0.0129"), 100)).isEqualTo(1);
  }

  @Test
  void aDenialNamesTheFileThatCanBeRemovedToBeginAnew() throws IOException {
    Teachers teachers = teachers(budget(1, 1_000_000, "100"), _ -> ANSWER);
    try (SpendLog _ = SpendLog.open(answers(), List.of(teachers))) {
      teachers.ask(0, QUESTION);
      assertThat(teachers.ask(0, QUESTION).reply().toString())
          .contains("raise it in teachers.yaml, or remove ", "anna-42.spent.jsonl to begin anew");
    }
    Files.delete(SpendLog.file(answers()));
    assertThat(answers(budget(1, 1_000_000, "100"), 100)).isEqualTo(1);
  }

  @Test
  void aQuestionThatWasUnderWayWhenTheRunWasKilledCountsAsTheMost() throws IOException {
    Path killed = folder.resolve("killed");
    Teachers teachers =
        teachers(
            budget(100, 2_000, "100"),
            _ -> {
              copy(SpendLog.file(answers()), killed);
              return ANSWER;
            });
    try (SpendLog _ = SpendLog.open(answers(), List.of(teachers))) {
      teachers.ask(0, QUESTION);
    }
    Path whole = folder.resolve("whole");
    copy(SpendLog.file(answers()), whole);
    copy(killed, SpendLog.file(answers()));
    assertThat(answers(budget(100, 2_000, "100"), 100)).as("1,000 left").isEqualTo(1);
    copy(whole, SpendLog.file(answers()));
    assertThat(answers(budget(100, 2_000, "100"), 100)).as("1,850 left").isEqualTo(6);
  }

  private static void copy(Path from, Path to) {
    try {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void withoutABudgetThereIsNothingToKeep() {
    answers(Budget.UNLIMITED, 3);
    assertThat(Fixtures.names(folder)).isEmpty();
  }

  @Test
  void aLineThatSaysNothingOfSpendIsNamed() {
    Fixtures.write(SpendLog.file(answers()), "{\"teacher\": \"anna\"}\n");
    assertThatThrownBy(() -> answers(budget(1, 1, "1"), 1))
        .isInstanceOf(UsherException.class)
        .hasMessageContainingAll("spent.jsonl:1", "remove the file");
  }

  @Test
  void twoRunsAtOnceDoNotShareABudget() {
    Teachers teachers = teachers(budget(1, 1, "1"), _ -> ANSWER);
    try (SpendLog _ = SpendLog.open(answers(), List.of(teachers))) {
      assertThatThrownBy(() -> SpendLog.open(answers(), List.of(teachers)))
          .hasMessageContaining("another process");
    }
  }
}
