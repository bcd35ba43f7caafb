package dev.usher.dataset.teacher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PatientTeacherTest {
  private static final Question QUESTION = Questions.of("why?");
  private static final Reply ANSWER = new Reply.Answer("{}", Reply.Usage.NONE);
  private static final Reply FAILED = new Reply.Failed("oops");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofSeconds(30);

  private final VirtualTime time = new VirtualTime();
  private final List<Duration> asked = new ArrayList<>(); // when, after the start
  private final Queue<Reply> replies = new ArrayDeque<>();

  private PatientTeacher teacher(Duration interval, int concurrency, int attempts, int toOpen) {
    ScriptedTeacher scripted = new ScriptedTeacher("t", _ -> next());
    return new PatientTeacher(
        scripted,
        new Limits(interval, concurrency, SECOND),
        new Patience(attempts, SECOND, Duration.ofSeconds(60), toOpen, PAUSE),
        time,
        new Random(1));
  }

  private Reply next() {
    asked.add(time.passed());
    return replies.isEmpty() ? ANSWER : replies.remove();
  }

  private static Reply busy(long seconds) {
    return new Reply.Busy(Optional.of(Duration.ofSeconds(seconds)), "busy");
  }

  @Test
  void requestsStartEvenlyHoweverManyAsk() throws InterruptedException {
    PatientTeacher teacher = teacher(Duration.ofMillis(250), 100, 1, 5);
    time.run(40, () -> teacher.ask(QUESTION));
    assertThat(asked).hasSize(40);
    for (int i = 0; i < asked.size(); i++) {
      assertThat(asked.get(i)).isEqualTo(Duration.ofMillis(250L * i));
    }
  }

  @Test
  void theWaitThatAServerAsksForHoldsForAllQuestions() throws InterruptedException {
    replies.addAll(List.of(ANSWER, ANSWER, busy(20)));
    PatientTeacher teacher = teacher(SECOND, 100, 3, 5);
    time.run(10, () -> assertThat(teacher.ask(QUESTION)).isEqualTo(ANSWER));
    assertThat(asked).hasSize(11);
    assertThat(asked.subList(0, 3)).containsExactly(Duration.ZERO, SECOND, SECOND.multipliedBy(2));
    assertThat(asked.subList(3, 11))
        .allSatisfy(at -> assertThat(at).isGreaterThanOrEqualTo(SECOND.multipliedBy(22)));
    assertThat(asked).doesNotHaveDuplicates();
  }

  @Test
  void aWaitOfHoursIsNotWaitedForButSaid() {
    replies.add(busy(7_200));
    PatientTeacher teacher = teacher(Duration.ZERO, 1, 6, 5);
    assertThat(teacher.ask(QUESTION)).isEqualTo(busy(7_200));
    assertThat(teacher.ask(QUESTION))
        .isInstanceOfSatisfying(
            Reply.Busy.class, busy -> assertThat(busy.retryAfter()).contains(Duration.ofHours(2)));
    assertThat(asked).hasSize(1);
    assertThat(time.passed()).isZero();
  }

  @Test
  void whoWaitsForATurnWhenAWaitOfHoursBeginsIsSentAway() throws InterruptedException {
    replies.add(busy(7_200));
    PatientTeacher teacher = teacher(SECOND, 100, 6, 5);
    time.run(10, () -> assertThat(teacher.ask(QUESTION)).isInstanceOf(Reply.Busy.class));
    assertThat(asked).hasSize(1);
    assertThat(time.passed()).isLessThan(Duration.ofSeconds(11));
  }

  @Test
  void whatMayPassIsAskedAgainAfterPausesBelowABoundThatDoubles() {
    replies.addAll(List.of(FAILED, FAILED, FAILED, FAILED, FAILED));
    assertThat(teacher(Duration.ZERO, 1, 6, 100).ask(QUESTION)).isEqualTo(ANSWER);
    assertThat(asked).hasSize(6);
    for (int i = 1; i < asked.size(); i++) {
      Duration pause = asked.get(i).minus(asked.get(i - 1));
      assertThat(pause).isBetween(Duration.ZERO, SECOND.multipliedBy(1L << (i - 1)));
    }
    assertThat(time.passed()).isPositive();
  }

  @Test
  void pausesFillTheirWholeRangeAndEndAtTheLongest() {
    Patience patience = Patience.STANDARD;
    assertThat(patience.pause(1, 0)).isZero();
    assertThat(patience.pause(1, 0.5)).isEqualTo(Duration.ofMillis(500));
    assertThat(patience.pause(4, 0.5)).isEqualTo(Duration.ofSeconds(4));
    assertThat(patience.pause(60, 0.999)).isLessThan(patience.longestPause());
    assertThat(patience.pause(60, 0.999)).isGreaterThan(Duration.ofSeconds(59));
  }

  @Test
  void afterTheLastAttemptTheFailureIsSaid() {
    replies.addAll(List.of(FAILED, FAILED, FAILED, FAILED));
    assertThat(teacher(Duration.ZERO, 1, 3, 100).ask(QUESTION)).isEqualTo(FAILED);
    assertThat(asked).hasSize(3);
  }

  @Test
  void aRefusalOrADenialIsFinal() {
    for (Reply last : List.of(new Reply.Refused("no"), new Reply.Denied("no"))) {
      replies.add(last);
      assertThat(teacher(Duration.ZERO, 1, 6, 5).ask(QUESTION)).isEqualTo(last);
    }
    assertThat(asked).hasSize(2);
  }

  @Test
  void afterFailuresInARowNobodyIsAskedUntilOneTrialSucceeds() {
    replies.addAll(List.of(FAILED, FAILED, FAILED, FAILED));
    PatientTeacher teacher = teacher(Duration.ZERO, 1, 1, 3);
    for (int i = 0; i < 3; i++) {
      assertThat(teacher.ask(QUESTION)).isEqualTo(FAILED);
    }
    assertThat(openFor(teacher)).isEqualTo(PAUSE);
    sleep(PAUSE.dividedBy(2));
    assertThat(openFor(teacher)).isEqualTo(PAUSE.dividedBy(2));
    sleep(PAUSE.dividedBy(2));
    assertThat(teacher.ask(QUESTION)).as("the trial").isEqualTo(FAILED);
    assertThat(openFor(teacher)).isEqualTo(PAUSE);
    assertThat(asked).hasSize(4);
    sleep(PAUSE);
    assertThat(teacher.ask(QUESTION)).as("the second trial").isEqualTo(ANSWER);
    assertThat(teacher.ask(QUESTION)).isEqualTo(ANSWER);
  }

  private Duration openFor(Teacher teacher) {
    return ((Reply.Busy) teacher.ask(QUESTION)).retryAfter().orElseThrow();
  }

  private void sleep(Duration duration) {
    try {
      time.sleep(duration);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void ofManyThatWaitForTheBreakerOneIsTheTrial() throws InterruptedException {
    Breaker breaker = new Breaker(1, PAUSE, time);
    breaker.note(FAILED);
    time.sleep(PAUSE);
    assertThat(breaker.pass()).isTrue();
    assertThat(breaker.pass()).isFalse();
    assertThat(breaker.openFor()).isEqualTo(PAUSE);
  }

  @Test
  void failuresBetweenAnswersDoNotOpenTheBreaker() {
    PatientTeacher teacher = teacher(Duration.ZERO, 1, 1, 2);
    for (int i = 0; i < 10; i++) {
      replies.addAll(List.of(FAILED, ANSWER));
      teacher.ask(QUESTION);
      assertThat(teacher.ask(QUESTION)).isEqualTo(ANSWER);
    }
  }

  @Test
  void noMoreAreAskedAtOnceThanAllowed() throws InterruptedException {
    Semaphore arrived = new Semaphore(0);
    Semaphore leave = new Semaphore(0);
    Teacher slow =
        new Teacher() {
          @Override
          public String name() {
            return "slow";
          }

          @Override
          public Reply ask(Question question) {
            arrived.release();
            leave.acquireUninterruptibly();
            return ANSWER;
          }
        };
    PatientTeacher teacher =
        new PatientTeacher(
            slow, new Limits(Duration.ZERO, 3, SECOND), Patience.STANDARD, time, new Random(1));
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      threads.add(Thread.ofVirtual().start(() -> teacher.ask(QUESTION)));
    }
    arrived.acquire(3);
    for (int i = 3; i < 10; i++) {
      assertThat(arrived.tryAcquire(10, TimeUnit.MILLISECONDS)).as("one too many").isFalse();
      leave.release();
      arrived.acquire();
    }
    leave.release(3);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  @Test
  void whoIsInterruptedComesBackAtOnceAndStaysInterrupted() {
    replies.add(FAILED);
    Thread.currentThread().interrupt();
    assertThat(teacher(Duration.ZERO, 1, 6, 5).ask(QUESTION)).isInstanceOf(Reply.Failed.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(asked).isEmpty();
  }

  @Test
  void theSystemsTimeDoesNotGoBack() {
    Time system = Time.system();
    Instant before = system.now();
    assertThat(system.now()).isAfterOrEqualTo(before);
  }
}
