package dev.usher.app.pipeline;

import dev.usher.app.terminal.Console;
import dev.usher.app.terminal.ProgressBar;
import dev.usher.dataset.Example;
import dev.usher.dataset.ExampleFile;
import dev.usher.evaluation.Evaluation;
import dev.usher.evaluation.EvaluationOptions;
import dev.usher.evaluation.Lineage;
import dev.usher.evaluation.Machine;
import dev.usher.evaluation.Prediction;
import dev.usher.evaluation.Scorecard;
import dev.usher.evaluation.report.HtmlReport;
import dev.usher.router.Route;
import dev.usher.router.Router;
import dev.usher.tools.FormatOptions;
import dev.usher.tools.Request;
import dev.usher.tools.UsherException;
import dev.usher.tools.file.AtomicFile;
import dev.usher.tools.file.Sha256;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/// Runs a router over a file of examples.
public final class Scoring {

  private final Console console;
  private final EvaluationOptions options;
  private final double threshold;

  /// Prepares, for a router whose decisions all count.
  ///
  /// @param console shows the progress
  /// @param seed decides the draws behind intervals
  public Scoring(Console console, long seed) {
    this(console, seed, 0);
  }

  /// Prepares.
  ///
  /// @param console shows the progress
  /// @param seed decides the draws behind intervals
  /// @param threshold confidence below which a decision counts as abstained, 0 to 1
  public Scoring(Console console, long seed, double threshold) {
    this.console = console;
    this.threshold = threshold;
    this.options = new EvaluationOptions(EvaluationOptions.DEFAULT.warmUp(), seed);
  }

  /// Scores a router on a whole file.
  ///
  /// @param router what gets scored
  /// @param model the file that its weights come from
  /// @param data the file of examples
  /// @return the scorecard
  /// @throws UsherException if the file has no examples, or some that the catalogue does not admit
  public Scorecard score(Router router, Path model, Path data) {
    List<Example> examples = ExampleFile.read(data, router.format().catalog());
    return score(router, "scoring", model, data, examples);
  }

  /// A scorecard that was made before of the same model and the same sentences.
  ///
  /// @param file the scorecard, which need not be there
  /// @param model the file that the weights come from
  /// @param data the file of examples
  /// @return the scorecard; empty if there is none, or one of other files
  /// @throws UsherException if the file is no scorecard
  public static Optional<Scorecard> made(Path file, Path model, Path data) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    Scorecard scorecard = Scorecard.read(file);
    boolean same =
        scorecard.lineage().model().sha256().equals(Sha256.of(model))
            && scorecard.lineage().data().sha256().equals(Sha256.of(data));
    return same ? Optional.of(scorecard) : Optional.empty();
  }

  /// Writes a scorecard, and beside it the report as a page.
  ///
  /// @param scorecard what to write
  /// @param file the scorecard's
  /// @return the page's file
  public static Path write(Scorecard scorecard, Path file) {
    String name = String.valueOf(file.getFileName()).replaceFirst("\\.json$", "");
    Path page = file.resolveSibling(name + ".html");
    scorecard.write(file);
    AtomicFile.write(page, HtmlReport.of(scorecard));
    return page;
  }

  Scorecard score(Router router, String title, Path model, Path data, List<Example> examples) {
    try (ProgressBar bar = console.progress(title)) {
      long begun = System.nanoTime();
      return Evaluation.run(
          request -> predict(router, request),
          examples,
          router.format().catalog(),
          lineage(router, model, data),
          options,
          (done, of, exact) -> {
            Duration left =
                Duration.ofNanos((System.nanoTime() - begun) / done).multipliedBy(of - done);
            bar.update(
                (double) done / of,
                "%d of %d exact  %s left".formatted(exact, done, ProgressBar.clock(left)));
          });
    }
  }

  private Prediction predict(Router router, Request request) {
    long begun = System.nanoTime();
    try {
      Route route = router.route(request);
      double milliseconds = millisecondsSince(begun);
      return route.confidence() < threshold
          ? Prediction.abstained(route.decision(), route.confidence(), milliseconds)
          : Prediction.decided(route.decision(), route.confidence(), milliseconds);
    } catch (UsherException refused) {
      return Prediction.invalid("", String.valueOf(refused.getMessage()), millisecondsSince(begun));
    }
  }

  private static double millisecondsSince(long begun) {
    return (System.nanoTime() - begun) / 1e6;
  }

  private Lineage lineage(Router router, Path model, Path data) {
    SequencedMap<String, String> settings = new LinkedHashMap<>();
    FormatOptions format = router.format().options();
    settings.put("format", format.kind().name().toLowerCase(Locale.ROOT));
    settings.put("order", format.order().name().toLowerCase(Locale.ROOT));
    settings.put("calls", String.valueOf(format.maxCalls()));
    settings.put("answers", String.valueOf(format.answers()));
    settings.put("threads", String.valueOf(router.options().threads()));
    settings.put("budget", String.valueOf(router.options().budget()));
    settings.put("abstain-below", String.valueOf(threshold));
    settings.put("seed", String.valueOf(options.seed()));
    return new Lineage(
        new Lineage.Artefact(model.toString(), Sha256.of(model)),
        new Lineage.Artefact(data.toString(), Sha256.of(data)),
        router.format().catalog().hash(),
        Revision.commit(),
        Revision.version(),
        Machine.current(),
        Instant.now(),
        settings);
  }
}
