package dev.usher.dataset.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BudgetedTeacherTest {
  private static final Question QUESTION = Questions.of("why?");
  private static final Reply.Usage MOST = new Reply.Usage(600, 400);
  private static final Reply.Usage USUAL = new Reply.Usage(100, 50);
  private static final Reply ANSWER = new Reply.Answer("{}", USUAL);
  private static final Prices PRICES = new Prices(new BigDecimal("2"), new BigDecimal("10"));

  private static BudgetedTeacher teacher(Budget budget, Function<Question, Reply> script) {
    return new BudgetedTeacher(new ScriptedTeacher("t", script), budget, PRICES, _ -> MOST);
  }

  private static Budget requests(long most) {
    return new Budget(OptionalLong.of(most), OptionalLong.empty(), Optional.empty());
  }

  private static Budget tokens(long most) {
    return new Budget(OptionalLong.empty(), OptionalLong.of(most), Optional.empty());
  }

  private static Budget money(String most) {
    return new Budget(
        OptionalLong.empty(), OptionalLong.empty(), Optional.of(new BigDecimal(most)));
  }

  private static int answers(BudgetedTeacher teacher) {
    int answers = 0;
    while (teacher.ask(QUESTION) instanceof Reply.Answer) {
      answers++;
    }
    return answers;
  }

  @Test
  void requestsAreMadeUpToTheBudgetAndTheDenialSaysWhatToDo() {
    BudgetedTeacher teacher = teacher(requests(7), _ -> ANSWER);
    assertThat(answers(teacher)).isEqualTo(7);
    assertThat(teacher.spend().requests()).isEqualTo(7);
    assertThat(teacher.ask(QUESTION))
        .isEqualTo(
            new Reply.Denied(
                "another question could go beyond the budget of 7 requests; raise it in"
                    + " teachers.yaml"));
  }

  @Test
  void aQuestionIsAskedOnlyIfItsMostStillFits() {
    BudgetedTeacher exact = teacher(tokens(10 * 150 + 1_000), _ -> ANSWER);
    assertThat(answers(exact)).isEqualTo(11);
    BudgetedTeacher oneLess = teacher(tokens(10 * 150 + 999), _ -> ANSWER);
    assertThat(answers(oneLess)).isEqualTo(10);
  }

  @Test
  void moneyIsCountedExactly() {
    // an answer costs .0002 + .0005, the most is .0012 + .004
    BudgetedTeacher teacher = teacher(money("0.0122"), _ -> ANSWER);
    assertThat(answers(teacher)).isEqualTo(11);
    assertThat(teacher.spend().money()).isEqualByComparingTo("0.0077");
    assertThat(teacher.spend().inputTokens()).isEqualTo(1_100);
    assertThat(teacher.spend().outputTokens()).isEqualTo(550);
  }

  @Test
  void whatTellsNothingOfItsCostCountsAsTheMost() {
    List<Reply> replies =
        new ArrayList<>(List.of(new Reply.Failed("x"), new Reply.Refused("x"), ANSWER));
    BudgetedTeacher teacher = teacher(Budget.UNLIMITED, _ -> replies.removeFirst());
    teacher.ask(QUESTION);
    teacher.ask(QUESTION);
    assertThat(teacher.spend().tokens()).isEqualTo(2_000);
    teacher.ask(QUESTION);
    assertThat(teacher.spend().tokens()).isEqualTo(2_150);
  }

  @Test
  void whoWasTurnedAwayPaysNothingButWasARequest() {
    List<Reply> replies =
        new ArrayList<>(List.of(new Reply.Busy(Optional.empty(), "x"), new Reply.Denied("x")));
    BudgetedTeacher teacher = teacher(Budget.UNLIMITED, _ -> replies.removeFirst());
    teacher.ask(QUESTION);
    teacher.ask(QUESTION);
    assertThat(teacher.spend()).isEqualTo(new Spend(2, 0, 0, new BigDecimal("0.000000")));
  }

  @Test
  void aTeacherThatThrowsDoesNotKeepWhatWasReserved() {
    BudgetedTeacher teacher =
        teacher(
            tokens(2_000),
            _ -> {
              throw new IllegalStateException("broken");
            });
    for (int i = 0; i < 2; i++) {
      assertThat(catchThrowable(() -> teacher.ask(QUESTION))).hasMessage("broken");
    }
    assertThat(teacher.ask(QUESTION)).isInstanceOf(Reply.Denied.class);
  }

  @Test
  void whileAnotherQuestionMayGiveBackWhatIsNeededOneWaitsInsteadOfBeingDenied()
      throws InterruptedException {
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Teacher slow =
        new Teacher() {
          @Override
          public String name() {
            return "slow";
          }

          @Override
          public Reply ask(Question question) {
            asked.incrementAndGet();
            first.countDown();
            await(go);
            return ANSWER;
          }
        };
    // room for one question at its most and for two as they usually are
    BudgetedTeacher teacher = new BudgetedTeacher(slow, tokens(1_200), PRICES, _ -> MOST);
    ConcurrentLinkedQueue<Reply> replies = new ConcurrentLinkedQueue<>();
    Thread one = Thread.ofVirtual().start(() -> replies.add(teacher.ask(QUESTION)));
    await(first);
    Thread two = Thread.ofVirtual().start(() -> replies.add(teacher.ask(QUESTION)));
    while (two.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
    assertThat(asked).hasValue(1);
    go.countDown();
    one.join();
    two.join();
    assertThat(replies).containsExactly(ANSWER, ANSWER);
    assertThat(teacher.ask(QUESTION)).isInstanceOf(Reply.Denied.class);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void noOrderOfRepliesGoesBeyondTheBudget() throws InterruptedException {
    AtomicInteger count = new AtomicInteger();
    BudgetedTeacher teacher =
        teacher(
            new Budget(
                OptionalLong.of(500), OptionalLong.of(40_000), Optional.of(new BigDecimal("0.3"))),
            _ -> count.incrementAndGet() % 3 == 0 ? new Reply.Failed("x") : ANSWER);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int k = 0; k < 40; k++) {
                  teacher.ask(QUESTION);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(teacher.spend().requests()).isBetween(20L, 500L);
    assertThat(teacher.spend().tokens()).isBetween(39_000L, 40_000L);
    assertThat(teacher.spend().money()).isLessThanOrEqualTo(new BigDecimal("0.3"));
  }
}
