package dev.usher.dataset.teacher;

import dev.usher.dataset.JsonLines;
import dev.usher.dataset.RowLog;
import dev.usher.tools.UsherException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What teachers with a budget have taken for a log of their answers, in a file beside it, so that
/// the budget holds over all runs that fill the log.
///
/// ```
/// {"teacher": "gpt-mini", "requests": 1, "input_tokens": 812, "output_tokens": 2048, "money": 0.0036}
/// {"teacher": "gpt-mini", "requests": 0, "input_tokens": -431, "output_tokens": -2007, "money": -0.0034}
/// ```
///
/// The sum of a teacher's lines is what it has taken. Before a question is asked a line says the
/// most that it can take; afterwards another one says by how much it took less. If the program is
/// killed in between, the most counts. Each line is forced to disk. Safe for many threads.
public final class SpendLog implements AutoCloseable {
  private static final String TEACHER = "teacher";
  private static final String REQUESTS = "requests";
  private static final String INPUT = "input_tokens";
  private static final String OUTPUT = "output_tokens";
  private static final String MONEY = "money";

  private final Path file;
  private final List<BudgetedTeacher> accounts;
  private final Optional<RowLog> log;
  private final Map<String, Spend> before = new HashMap<>();

  private SpendLog(Path file, List<BudgetedTeacher> accounts) {
    this.file = file;
    this.accounts = accounts;
    this.log = accounts.isEmpty() ? Optional.empty() : Optional.of(RowLog.open(file, 1));
  }

  /// Has the budgets of teachers hold over all runs that fill a log, until this is closed. Without
  /// a budget there is nothing to keep, and no file.
  ///
  /// @param answers the log
  /// @param teachers who are asked for what is in it
  /// @return the file beside it
  /// @throws UsherException if another process writes to it, or a line in it is none of its own
  public static SpendLog open(Path answers, List<Teachers> teachers) {
    List<BudgetedTeacher> accounts =
        teachers.stream()
            .flatMap(each -> each.accounts().stream())
            .filter(BudgetedTeacher::isLimited)
            .distinct()
            .toList();
    SpendLog spend = new SpendLog(file(answers), accounts);
    try {
      spend.log.ifPresent(rows -> rows.rows().forEach(spend::learn));
      accounts.forEach(each -> each.keepIn(spend));
      return spend;
    } catch (RuntimeException e) {
      spend.close();
      throw e;
    }
  }

  /// Where it is kept what the answers in a log have taken.
  ///
  /// @param answers the log
  /// @return a file beside it
  public static Path file(Path answers) {
    String name = String.valueOf(answers.getFileName());
    return answers.resolveSibling(name.replaceFirst("\\.jsonl$", "") + ".spent.jsonl");
  }

  private void learn(JsonLines.Row row) {
    ObjectNode json = row.json();
    if (!json.path(TEACHER).isString() || !json.path(MONEY).isNumber()) {
      throw new UsherException(
          row.provenance().where(),
          "does not say what a teacher took; remove the file to begin all budgets anew");
    }
    before.merge(json.path(TEACHER).stringValue(), spend(json), Spend::plus);
  }

  private static Spend spend(JsonNode json) {
    return new Spend(
        json.path(REQUESTS).asLong(),
        json.path(INPUT).asLong(),
        json.path(OUTPUT).asLong(),
        json.path(MONEY).decimalValue());
  }

  /// What a teacher had taken before this was opened.
  Spend before(String teacher) {
    return before.getOrDefault(teacher, Spend.NONE);
  }

  /// Notes what a teacher takes, or gives back if it is negative.
  synchronized void note(String teacher, Spend spend) {
    if (!spend.isNothing()) {
      log.ifPresent(rows -> rows.append(json(teacher, spend)));
    }
  }

  private static ObjectNode json(String teacher, Spend spend) {
    BigDecimal money = spend.money();
    return JsonNodeFactory.instance
        .objectNode()
        .put(TEACHER, teacher)
        .put(REQUESTS, spend.requests())
        .put(INPUT, spend.inputTokens())
        .put(OUTPUT, spend.outputTokens())
        .put(MONEY, money);
  }

  /// What to do when a budget is gone, besides raising it.
  String remedy() {
    return "remove " + file + " to begin anew";
  }

  /// Lets go of the file. What it says still counts for the teachers.
  @Override
  public void close() {
    accounts.forEach(BudgetedTeacher::keepNoLonger);
    synchronized (this) {
      log.ifPresent(RowLog::close);
    }
  }
}
