package dev.usher.dataset.teacher;

import java.util.Optional;
import java.util.function.Function;

/// A teacher who is asked only as far as a budget goes, and whose spend is counted. What a question
/// can take at most is reserved before it is asked; afterwards what it did take is counted instead.
/// A failure or a refusal says nothing of that, and a provider may charge for it: it counts as the
/// most. With a [SpendLog] the budget holds over several runs.
final class BudgetedTeacher implements Teacher {
  private final Teacher teacher;
  private final Budget budget;
  private final Prices prices;
  private final Function<Question, Reply.Usage> most;
  private Spend spent = Spend.NONE;
  private Spend reserved = Spend.NONE;
  private Spend before = Spend.NONE; // in earlier runs
  private Optional<SpendLog> log = Optional.empty();

  /// @param most what a question can take at most
  BudgetedTeacher(
      Teacher teacher, Budget budget, Prices prices, Function<Question, Reply.Usage> most) {
    this.teacher = teacher;
    this.budget = budget;
    this.prices = prices;
    this.most = most;
  }

  @Override
  public String name() {
    return teacher.name();
  }

  @Override
  public Reply ask(Question question) {
    Spend share = Spend.of(most.apply(question), prices);
    try {
      Optional<Reply> beyond = reserve(share);
      return beyond.isPresent() ? beyond.get() : ask(question, share);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new Reply.Failed("was interrupted");
    }
  }

  private Reply ask(Question question, Spend share) {
    Spend taken = share;
    try {
      Reply reply = teacher.ask(question);
      taken = taken(reply, share);
      return reply;
    } finally {
      settle(share, taken);
    }
  }

  private Spend taken(Reply reply, Spend share) {
    return switch (reply) {
      case Reply.Answer answer -> Spend.of(answer.usage(), prices);
      case Reply.Busy _, Reply.Denied _ -> Spend.of(Reply.Usage.NONE, prices);
      case Reply.Failed _, Reply.Refused _, Reply.Rejected _ -> share;
    };
  }

  /// Waits as long as questions on their way may give back what this one needs.
  private synchronized Optional<Reply> reserve(Spend share) throws InterruptedException {
    Optional<String> limit = budget.exceededBy(taken().plus(share));
    while (limit.isEmpty() && budget.exceededBy(taken().plus(reserved).plus(share)).isPresent()) {
      wait();
      limit = budget.exceededBy(taken().plus(share));
    }
    if (limit.isPresent()) {
      return Optional.of(denied(limit.get()));
    }
    log.ifPresent(file -> file.note(name(), share));
    reserved = reserved.plus(share);
    return Optional.empty();
  }

  private Spend taken() {
    return before.plus(spent);
  }

  private Reply denied(String limit) {
    return new Reply.Denied(
        "another question could go beyond the budget of %s; raise it in teachers.yaml"
                .formatted(limit)
            + log.map(file -> ", or " + file.remedy()).orElse(""));
  }

  private synchronized void settle(Spend share, Spend taken) {
    reserved = reserved.minus(share);
    spent = spent.plus(taken);
    notifyAll();
    log.ifPresent(file -> file.note(name(), taken.minus(share)));
  }

  boolean isLimited() {
    return budget.isLimited();
  }

  /// Goes on from what a file says was taken, and notes there what is.
  synchronized void keepIn(SpendLog file) {
    before = file.before(name());
    log = Optional.of(file);
  }

  synchronized void keepNoLonger() {
    log = Optional.empty();
  }

  /// What it has taken in this run.
  synchronized Spend spend() {
    return spent;
  }
}
