package dev.usher.dataset.generate;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.Example;
import dev.usher.dataset.ExampleValidator;
import dev.usher.dataset.ImportRecord;
import dev.usher.dataset.Provenance;
import dev.usher.dataset.RowLog;
import dev.usher.dataset.Splits;
import dev.usher.dataset.asking.Asking;
import dev.usher.dataset.asking.Outcome;
import dev.usher.dataset.asking.Progress;
import dev.usher.dataset.check.Fault;
import dev.usher.dataset.check.Layer;
import dev.usher.dataset.check.RowRules;
import dev.usher.dataset.check.Rule;
import dev.usher.dataset.check.Validation;
import dev.usher.dataset.teacher.SpendLog;
import dev.usher.dataset.teacher.Teachers;
import dev.usher.tools.ToolCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Has teachers write sentences anew that break a rule, for the same decisions. Rows whose decision
/// is at fault are left as they are: other words do not mend them.
///
/// Answers are kept in the data folder's `rewritten.jsonl` as they come, one a line with the row's
/// place and what stood there, so nothing is asked twice.
///
/// @param splits the examples with the sentences that were written anew
/// @param rows how many those are
/// @param refused how many teachers will not write, or never rightly
/// @param missed how many did not work out this time
/// @param stopped why it ended early, with what to do, if it did
public record Rewriting(
    Splits splits, int rows, int refused, int missed, Optional<String> stopped) {
  /// The file in a data folder that keeps the answers.
  public static final String LOG = "rewritten.jsonl";

  private static final String ROW = "row";
  private static final String WAS = "was";
  private static final String TEXT = "text";
  private static final String THOUGHT = "thought";
  private static final String TEACHER = "teacher";

  /// Sends the rows of a data set back that break a rule.
  ///
  /// @param folder of the data set, for the answers
  /// @param validation of the data set
  /// @param teachers who are asked
  /// @param progress is told how many rows need no more work: at the start, and after each
  /// @return what came of it; the folder's own files stay as they are
  /// @throws dev.usher.tools.UsherException if another process is at it
  public static Rewriting of(
      Path folder, Validation validation, Teachers teachers, Progress progress) {
    List<Item> items = items(validation);
    try (RowLog log = RowLog.open(folder.resolve(LOG), 1);
        SpendLog _ = SpendLog.open(folder.resolve(LOG), List.of(teachers))) {
      Map<String, ObjectNode> known = new HashMap<>();
      log.rows().forEach(row -> known.put(key(row.json()), row.json()));
      Keeper keeper = new Keeper(log, known, items, progress);
      keeper.told();
      Task task = new Task(validation.catalog(), teachers);
      Asking asking =
          Asking.<Item, Candidate>all(
              items.stream().filter(item -> !known.containsKey(item.key())).iterator(),
              Asking.AT_ONCE,
              task::ask,
              keeper);
      return outcome(validation, items, known, asking);
    }
  }

  /// A row that is sent back.
  ///
  /// @param index of the row in the validation
  /// @param row with its place in the data folder
  /// @param fault the first rule that it breaks
  private record Item(int index, Candidate row, Fault fault) {
    String key() {
      return Rewriting.key(row.provenance().where(), row.said());
    }
  }

  private static String key(ObjectNode line) {
    return key(line.path(ROW).asString(""), line.path(WAS).asString(""));
  }

  private static String key(String place, String text) {
    return place + " " + text;
  }

  private static List<Item> items(Validation validation) {
    Set<String> beyondWords =
        new RowRules(validation.catalog())
            .rules().stream()
                .filter(rule -> rule.layer() != Layer.QUALITY)
                .map(Rule::name)
                .collect(Collectors.toSet());
    Map<Integer, List<Fault>> faults =
        validation.screening().faults().stream()
            .collect(Collectors.groupingBy(Fault::row, TreeMap::new, Collectors.toList()));
    return faults.entrySet().stream()
        .filter(
            row -> row.getValue().stream().noneMatch(fault -> beyondWords.contains(fault.rule())))
        .map(row ->
            new Item(row.getKey(), validation.rows().get(row.getKey()), row.getValue().getFirst()))
        .toList();
  }

  /// How a row is asked for. One that says why its decision is right gets new reasons too.
  private static final class Task {
    private final Teachers teachers;
    private final SentenceTask plain;
    private final SentenceTask withThoughts;

    Task(ToolCatalog catalog, Teachers teachers) {
      this.teachers = teachers;
      this.plain = new SentenceTask(catalog, false);
      this.withThoughts = new SentenceTask(catalog, true);
    }

    Outcome<Candidate> ask(Item item) {
      Candidate row = item.row();
      List<String> said = SentenceTask.saidWordForWord(row);
      String wanted =
          SentenceTask.text(
              "mend",
              Map.of(
                  "sentence", row.text(),
                  "reason", item.fault().reason(),
                  "history", SentenceTask.history(row),
                  "decision", SentenceTask.decision(row.decision()),
                  "values", SentenceTask.values(said)));
      SentenceTask task = row.thought().isPresent() ? withThoughts : plain;
      return task.ask(teachers, item.index(), wanted, row, said, Set.of());
    }
  }

  private static final class Keeper implements Asking.Keeper<Item, Candidate> {
    private final RowLog log;
    private final Map<String, ObjectNode> known;
    private final int all;
    private final Progress progress;
    private int done;

    Keeper(RowLog log, Map<String, ObjectNode> known, List<Item> items, Progress progress) {
      this.log = log;
      this.known = known;
      this.all = items.size();
      this.progress = progress;
      this.done = (int) items.stream().filter(item -> known.containsKey(item.key())).count();
    }

    private void told() {
      progress.at(done, all);
    }

    @Override
    public void made(Item item, String teacher, Candidate row) {
      ObjectNode line = line(item, teacher).put(TEXT, row.text());
      row.thought().ifPresent(thought -> line.put(THOUGHT, thought));
      keep(item, line);
    }

    @Override
    public void refused(Item item, String teacher, String reason) {
      keep(item, line(item, teacher).put("refused", reason));
    }

    private static ObjectNode line(Item item, String teacher) {
      return JsonNodeFactory.instance
          .objectNode()
          .put(ROW, item.row().provenance().where())
          .put(WAS, item.row().said())
          .put("rule", item.fault().rule())
          .put(TEACHER, teacher);
    }

    private void keep(Item item, ObjectNode line) {
      log.append(line);
      known.put(item.key(), line);
      done++;
      told();
    }
  }

  private static Rewriting outcome(
      Validation validation, List<Item> items, Map<String, ObjectNode> known, Asking asking) {
    Splits splits = validation.splits();
    List<Example> examples = new ArrayList<>(validation.examples());
    ExampleValidator validator = new ExampleValidator(validation.catalog());
    int written = 0;
    int refused = 0;
    for (Item item : items) {
      ObjectNode line = known.get(item.key());
      if (line != null && line.has(TEXT)) {
        examples.set(item.index(), rewritten(examples.get(item.index()), line, validator));
        written++;
      } else if (line != null) {
        refused++;
      }
    }
    int held = splits.test().size() + splits.validation().size();
    Splits mended =
        new Splits(
            examples.subList(held, examples.size()),
            examples.subList(splits.test().size(), held),
            examples.subList(0, splits.test().size()));
    return new Rewriting(mended, written, refused, asking.missed(), asking.stopped());
  }

  private static Example rewritten(Example before, ObjectNode line, ExampleValidator validator) {
    Optional<String> thought =
        line.has(THOUGHT) ? Optional.of(line.path(THOUGHT).asString()) : before.thought();
    Provenance place = before.provenance().by(line.path(TEACHER).asString(""));
    Candidate row = new Candidate(before.request(), before.decision(), place, Optional.empty());
    return validator.require(List.of(row.with(line.path(TEXT).asString(), thought))).getFirst();
  }

  /// Whether every row was either written anew or refused.
  ///
  /// @return false if another run should go on first
  public boolean isWhole() {
    return missed == 0 && stopped.isEmpty();
  }

  /// The record of how the set was made, with what was written anew since.
  ///
  /// @param made how it was made
  /// @param teachers who were asked
  /// @return the same where nothing was
  public ImportRecord record(ImportRecord made, Teachers teachers) {
    String note =
        "%,d rows that broke rules were written anew by %s"
            .formatted(rows, String.join(", ", teachers.names()));
    return rows == 0 ? made : made.plus(List.of(), note);
  }
}
