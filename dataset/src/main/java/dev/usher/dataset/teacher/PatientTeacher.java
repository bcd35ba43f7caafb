package dev.usher.dataset.teacher;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/// A teacher who is asked no faster than the limits allow, again after what may pass, and not at
/// all while it keeps failing. It comes back with [Reply.Busy] when it would have to wait for
/// longer than the patience lasts.
final class PatientTeacher implements Teacher {
  private final Teacher teacher;
  private final Patience patience;
  private final Time time;
  private final RandomGenerator random;
  private final Semaphore permits;
  private final Pacer pacer;
  private final Breaker breaker;

  /// @param random of the pauses; safe for many threads
  PatientTeacher(
      Teacher teacher, Limits limits, Patience patience, Time time, RandomGenerator random) {
    this.teacher = teacher;
    this.patience = patience;
    this.time = time;
    this.random = random;
    this.permits = new Semaphore(limits.concurrency(), true);
    this.pacer = new Pacer(limits.interval(), time);
    this.breaker = new Breaker(patience.failuresToOpen(), patience.openPause(), time);
  }

  @Override
  public String name() {
    return teacher.name();
  }

  @Override
  public Reply ask(Question question) {
    try {
      Reply reply = attempt(question);
      for (int attempt = 1; attempt < patience.attempts() && mayPass(reply); attempt++) {
        time.sleep(pause(reply, attempt));
        reply = attempt(question);
      }
      return reply;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Reply.Failed("was interrupted");
    }
  }

  private boolean mayPass(Reply reply) {
    return switch (reply) {
      case Reply.Busy _, Reply.Failed _ -> away().isEmpty();
      case Reply.Answer _, Reply.Refused _, Reply.Rejected _, Reply.Denied _ -> false;
    };
  }

  /// A pause that the server asked for is waited out by all questions, before their turns.
  private Duration pause(Reply reply, int attempt) {
    boolean said = reply instanceof Reply.Busy busy && busy.retryAfter().isPresent();
    return said ? Duration.ZERO : patience.pause(attempt, random.nextDouble());
  }

  private Reply attempt(Question question) throws InterruptedException {
    Optional<Reply> away = away();
    if (away.isPresent()) {
      return away.get();
    }
    permits.acquire();
    try {
      if (!pacer.await(patience.longestPause())) {
        return alone();
      }
      return breaker.pass() ? once(question) : open();
    } finally {
      permits.release();
    }
  }

  /// Why it is of no use to wait here.
  private Optional<Reply> away() {
    if (pacer.paused().compareTo(patience.longestPause()) > 0) {
      return Optional.of(alone());
    }
    return breaker.openFor().isZero() ? Optional.empty() : Optional.of(open());
  }

  private Reply alone() {
    return new Reply.Busy(
        Optional.of(pacer.paused()), "the server wants to be left alone for a while");
  }

  private Reply open() {
    return new Reply.Busy(
        Optional.of(breaker.openFor()),
        "failed " + patience.failuresToOpen() + " times in a row, and is left alone for a while");
  }

  private Reply once(Question question) {
    Reply reply = teacher.ask(question);
    breaker.note(reply);
    if (reply instanceof Reply.Busy busy) {
      busy.retryAfter().ifPresent(pacer::pause);
    }
    return reply;
  }
}
