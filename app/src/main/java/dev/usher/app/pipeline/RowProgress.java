package dev.usher.app.pipeline;

import dev.usher.app.terminal.ProgressBar;
import dev.usher.dataset.asking.Progress;
import dev.usher.dataset.teacher.Spend;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/// Shows how rows come: how many there are and how many of them hold, how fast they come, how long
/// it will take, and what it has cost.
public final class RowProgress implements Progress {
  private static final int CENTS = 2;

  private final ProgressBar bar;
  private final Supplier<Spend> spend;
  private final long started = System.nanoTime();
  private int before = -1;

  /// Starts the clock.
  ///
  /// @param bar to show it on
  /// @param spend so far
  public RowProgress(ProgressBar bar, Supplier<Spend> spend) {
    this.bar = bar;
    this.spend = spend;
  }

  @Override
  public void at(int done, int all) {
    show(done, all, "");
  }

  @Override
  public void at(int done, int all, int kept) {
    show(done, all, kept(kept));
  }

  private void show(int done, int all, String kept) {
    if (before < 0) {
      before = done;
    }
    double seconds = Math.max(1e-3, (System.nanoTime() - started) / 1e9);
    String detail = detail(done, all, kept, (done - before) / seconds) + cost();
    bar.update((double) done / all, detail);
  }

  static String kept(int rows) {
    return String.format(Locale.ROOT, ", %,d kept", rows);
  }

  static String detail(int done, int all, String kept, double rate) {
    String count = String.format(Locale.ROOT, "%,d of %,d rows", done, all) + kept;
    if (rate <= 0) {
      return count;
    }
    Duration left = Duration.ofSeconds((long) ((all - done) / rate));
    return count + String.format(Locale.ROOT, ", %.1f/s, %s left", rate, ProgressBar.clock(left));
  }

  private String cost() {
    Spend now = spend.get();
    return now.requests() == 0 ? "" : ", " + words(now);
  }

  /// What teachers have taken, in words.
  ///
  /// @param spend tokens and money
  /// @return a phrase
  public static String words(Spend spend) {
    String tokens = String.format(Locale.ROOT, "%,d tokens", spend.tokens());
    return spend.money().signum() == 0
        ? tokens
        : tokens + " for " + spend.money().setScale(CENTS, RoundingMode.UP);
  }
}
