package dev.usher.evaluation;

import dev.usher.dataset.Example;
import dev.usher.tools.Decision;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Runs a predictor over examples and scores it.
///
/// Nothing is written: the caller writes the scorecard, whole. An evaluation that is killed or
/// interrupted leaves nothing behind.
public final class Evaluation {

  private final Grader grader;
  private final List<Example> examples;
  private final List<Grade> grades = new ArrayList<>();
  private final List<Scorecard.Row> rows = new ArrayList<>();

  private Evaluation(ToolCatalog catalog, List<Example> examples) {
    this.grader = new Grader(catalog);
    this.examples = List.copyOf(examples);
  }

  /// Predicts every example's sentence and grades what comes.
  ///
  /// @param predictor what gets scored
  /// @param examples the sentences with what is right, at least one
  /// @param catalog what may be called
  /// @param lineage what the scorecard shall say of model, data and machine
  /// @param options how to evaluate
  /// @param progress is told after every sentence
  /// @return the scorecard
  /// @throws UsherException if there are no examples, or the thread is interrupted
  public static Scorecard run(
      Predictor predictor,
      List<Example> examples,
      ToolCatalog catalog,
      Lineage lineage,
      EvaluationOptions options,
      Progress progress) {
    if (examples.isEmpty()) {
      throw new UsherException(
          lineage.data().name(), "has no examples; expected at least one to score");
    }
    Evaluation evaluation = new Evaluation(catalog, examples);
    evaluation.warmUp(predictor, options.warmUp());
    evaluation.predict(predictor, progress);
    return evaluation.scorecard(lineage, options.seed());
  }

  private void warmUp(Predictor predictor, int count) {
    for (int i = 0; i < count; i++) {
      stopIfAsked(0);
      predictor.predict(examples.get(i % examples.size()).request());
    }
  }

  private void predict(Predictor predictor, Progress progress) {
    int exact = 0;
    for (Example example : examples) {
      stopIfAsked(rows.size());
      Prediction prediction = predictor.predict(example.request());
      Grade grade = grader.grade(example.decision(), prediction);
      grades.add(grade);
      rows.add(row(example, prediction, grade));
      exact += grade.exact() ? 1 : 0;
      progress.at(rows.size(), examples.size(), exact);
    }
  }

  private void stopIfAsked(int done) {
    if (Thread.currentThread().isInterrupted()) {
      throw new UsherException(
          "evaluation",
          "stopped after %d of %d sentences; nothing was written".formatted(done, examples.size()));
    }
  }

  private Scorecard.Row row(Example example, Prediction prediction, Grade grade) {
    return new Scorecard.Row(
        example.said(),
        example.provenance().where(),
        example.stratum(),
        predictedTool(prediction, grade),
        DecisionText.of(example.decision()),
        DecisionText.of(prediction, grader),
        grade.result(),
        prediction.confidence(),
        Math.round(prediction.milliseconds() * 1000) / 1000.0);
  }

  private static String predictedTool(Prediction prediction, Grade grade) {
    return switch (grade.result()) {
      case EXACT, WRONG ->
          prediction.outcome() instanceof Prediction.Outcome.Decided(Decision decision)
              ? Grader.names(decision).getFirst()
              : "";
      case ABSTAINED, INVALID -> "";
    };
  }

  private Scorecard scorecard(Lineage lineage, long seed) {
    return new Scorecard(
        Scorecard.FORMAT,
        lineage,
        rows.size(),
        exact(grades),
        name(grades),
        share(Grade.Result.INVALID),
        share(Grade.Result.ABSTAINED),
        arguments(grades, seed),
        Latency.of(rows.stream().mapToDouble(Scorecard.Row::milliseconds).toArray()),
        tools(seed),
        Confusion.of(rows, grades),
        rows);
  }

  private static Proportion exact(List<Grade> grades) {
    return Proportion.of((int) grades.stream().filter(Grade::exact).count(), grades.size());
  }

  private static Proportion name(List<Grade> grades) {
    return Proportion.of((int) grades.stream().filter(Grade::name).count(), grades.size());
  }

  private Proportion share(Grade.Result result) {
    long hits = grades.stream().filter(each -> each.result() == result).count();
    return Proportion.of((int) hits, grades.size());
  }

  private static Optional<ArgumentScores> arguments(List<Grade> grades, long seed) {
    boolean any = grades.stream().anyMatch(g -> g.argumentsExpected() + g.argumentsPredicted() > 0);
    return any ? Optional.of(ArgumentScores.of(grades, seed)) : Optional.empty();
  }

  private List<ToolScore> tools(long seed) {
    Map<String, List<Grade>> byTool = new TreeMap<>();
    IntStream.range(0, rows.size())
        .forEach(i ->
            byTool.computeIfAbsent(rows.get(i).tool(), _ -> new ArrayList<>()).add(grades.get(i)));
    List<ToolScore> scores = new ArrayList<>();
    byTool.forEach((tool, own) ->
        scores.add(
            new ToolScore(
                tool,
                (int) rows.stream().filter(row -> row.predictedTool().equals(tool)).count(),
                exact(own),
                name(own),
                arguments(own, seed))));
    return scores;
  }
}
