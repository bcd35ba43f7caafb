package dev.usher.app.terminal;

import java.time.Duration;

/// One line that is drawn over and over: what is done, how much of it, and what else is known.
/// Drawn at most ten times a second, and never where standard error is not a terminal. Confined to
/// one thread at a time.
public final class ProgressBar implements AutoCloseable {

  private static final long DRAW_EVERY = Duration.ofMillis(100).toNanos();
  private static final int WIDTH = 24;

  private final Console console;
  private final String title;
  private long drawn;
  private boolean visible;

  ProgressBar(Console console, String title) {
    this.console = console;
    this.title = title;
    this.drawn = System.nanoTime() - DRAW_EVERY;
  }

  /// Shows the present state, unless the last one was drawn a moment ago.
  ///
  /// @param fraction how much is done, 0 to 1; below 0 when nobody knows
  /// @param detail such as a loss or a rate
  public void update(double fraction, String detail) {
    long now = System.nanoTime();
    if (!console.interactive() || now - drawn < DRAW_EVERY) {
      return;
    }
    drawn = now;
    visible = true;
    console.error().print("\r" + line(fraction, detail) + "\033[K");
    console.error().flush();
  }

  /// Takes the bar off the screen.
  @Override
  public void close() {
    if (visible) {
      console.error().print("\r\033[K");
      console.error().flush();
      visible = false;
    }
  }

  private String line(double fraction, String detail) {
    String line =
        fraction < 0
            ? "%s  %s".formatted(title, detail)
            : "%s %3d %% %s  %s".formatted(title, (int) (fraction * 100), bar(fraction), detail);
    int room = console.columns() - 1;
    return line.length() <= room ? line : line.substring(0, room);
  }

  private static String bar(double fraction) {
    int full = (int) Math.round(Math.clamp(fraction, 0, 1) * WIDTH);
    return "█".repeat(full) + "░".repeat(WIDTH - full);
  }

  /// Writes a time span as clocks do.
  ///
  /// @param left a time span
  /// @return minutes and seconds, with hours only where there are any: `4:05`, `1:00:00`
  public static String clock(Duration left) {
    long seconds = Math.max(0, left.toSeconds());
    return seconds >= 3600
        ? "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60)
        : "%d:%02d".formatted(seconds / 60, seconds % 60);
  }
}
