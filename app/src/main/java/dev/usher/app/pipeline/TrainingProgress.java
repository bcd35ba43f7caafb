package dev.usher.app.pipeline;

import dev.usher.app.terminal.Console;
import dev.usher.app.terminal.ProgressBar;
import dev.usher.training.StepBenchmark;
import dev.usher.training.TrainingEvent;
import dev.usher.training.TrainingListener;
import java.time.Duration;
import java.util.Locale;

/// Shows a training run: loss, tokens a second and the time that is left.
final class TrainingProgress implements TrainingListener, AutoCloseable {

  /// Share of the newest step in the smoothed figures.
  private static final double NEWEST = 0.1;

  private final Console console;
  private final ProgressBar bar;
  private double loss = Double.NaN;
  private double tokensPerSecond = Double.NaN;
  private double secondsPerStep = Double.NaN;

  TrainingProgress(Console console) {
    this.console = console;
    this.bar = console.progress("training");
  }

  @Override
  public void on(TrainingEvent event) {
    switch (event) {
      case TrainingEvent.Started started -> started(started);
      case TrainingEvent.Stepped step -> step(step);
      case TrainingEvent.Validated validated -> validated(validated);
      case TrainingEvent.Finished finished -> finished(finished);
      case TrainingEvent.Saved _, TrainingEvent.Failed _, StepBenchmark.Measured _ -> {}
    }
  }

  @Override
  public void close() {
    bar.close();
  }

  private void started(TrainingEvent.Started started) {
    console.say(
        "training %,d numbers in %s arithmetic, %s"
            .formatted(
                started.trainedParameters(),
                started.precision().name().toLowerCase(Locale.ROOT),
                started.firstStep() == 0
                    ? "%,d steps".formatted(started.steps())
                    : "going on at step %,d of %,d"
                        .formatted(started.firstStep(), started.steps())));
  }

  private void step(TrainingEvent.Stepped step) {
    loss = smooth(loss, step.loss());
    tokensPerSecond = smooth(tokensPerSecond, step.tokens() / step.seconds());
    secondsPerStep = smooth(secondsPerStep, step.seconds());
    long left = Math.round(secondsPerStep * (step.steps() - step.step()));
    bar.update(
        (double) step.step() / step.steps(),
        "loss %.3f  %,.0f tokens/s  %s left"
            .formatted(loss, tokensPerSecond, ProgressBar.clock(Duration.ofSeconds(left))));
  }

  private void validated(TrainingEvent.Validated validated) {
    bar.close();
    console.say(
        "step %,d: validation loss %.4f, %.1f %% written exactly%s"
            .formatted(
                validated.step(),
                validated.loss(),
                100 * validated.exact(),
                validated.kept() ? ", kept" : ""));
  }

  private void finished(TrainingEvent.Finished finished) {
    bar.close();
    console.say(
        "trained %,d steps%s, kept step %,d%s"
            .formatted(
                finished.steps(),
                finished.stoppedEarly() ? " (stopped early)" : "",
                finished.keptStep(),
                finished.peakBytes() == 0
                    ? ""
                    : ", peak memory %.1f GB".formatted(finished.peakBytes() / 1e9)));
  }

  private static double smooth(double old, double newest) {
    return Double.isNaN(old) ? newest : old + NEWEST * (newest - old);
  }
}
