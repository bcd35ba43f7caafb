package dev.usher.dataset.teacher;

import dev.usher.dataset.scenario.Weighted;
import java.util.OptionalDouble;

/// A teacher in its place among others.
///
/// @param weight percent of the questions, if it is said
/// @param teacher as it is asked
/// @param account of what it takes
record Seat(OptionalDouble weight, Teacher teacher, BudgetedTeacher account) implements Weighted {
  /// A teacher without limits whose answers cost nothing.
  static Seat of(Teacher teacher) {
    BudgetedTeacher account =
        new BudgetedTeacher(teacher, Budget.UNLIMITED, Prices.FREE, _ -> Reply.Usage.NONE);
    return new Seat(OptionalDouble.empty(), account, account);
  }

  @Override
  public String name() {
    return teacher.name();
  }
}
