package dev.usher.app.terminal;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/// The three standard streams, always in UTF-8, and how wide the terminal is. Results go to `out`,
/// everything else to `error`.
///
/// @param in what is piped in
/// @param out results, for people and for the next program
/// @param error messages and progress
/// @param columns width of the terminal that shows `error`, or 0 when it is not a terminal
public record Console(InputStream in, PrintStream out, PrintStream error, int columns) {

  /// Narrower terminals show no progress bar.
  private static final int NARROWEST = 40;

  /// The console of this process. The launcher says in `usher.errors` which file stands for
  /// standard error and in `usher.columns` how wide the terminal is.
  ///
  /// @return a console that lives as long as the process
  public static Console system() {
    return new Console(
        System.in,
        print(new FileOutputStream(FileDescriptor.out)),
        print(errors(System.getProperty("usher.errors", ""))),
        Integer.getInteger("usher.columns", 0));
  }

  /// Says whether somebody watches.
  ///
  /// @return whether progress can be drawn
  public boolean interactive() {
    return columns >= NARROWEST;
  }

  /// Prints a line for a person, on `error`.
  ///
  /// @param line without its line end
  public void say(String line) {
    error.println(line);
    error.flush();
  }

  /// Says which of several steps begins.
  ///
  /// @param number of the step, from 1
  /// @param of how many there are
  /// @param what is done in it
  public void step(int number, int of, String what) {
    say("[%d/%d] %s".formatted(number, of, what));
  }

  /// Prints a result line on `out` and sends it off at once.
  ///
  /// @param line without its line end
  /// @throws IOException when nobody reads any more, as in `usher … | head`
  public void print(String line) throws IOException {
    out.print(line);
    out.print('\n');
    if (out.checkError()) {
      throw new IOException("standard output is closed");
    }
  }

  /// Starts a progress bar; nothing is drawn where `error` is not a terminal.
  ///
  /// @param title what is being done
  /// @return a bar to close when it is done
  public ProgressBar progress(String title) {
    return new ProgressBar(this, title);
  }

  private static OutputStream errors(String file) {
    if (!file.isEmpty()) {
      try {
        return new FileOutputStream(file, true);
      } catch (IOException refused) {
        // Such as a socket, which cannot be opened by name: descriptor 2 leads there as well.
        return new FileOutputStream(FileDescriptor.err);
      }
    }
    return new FileOutputStream(FileDescriptor.err);
  }

  private static PrintStream print(OutputStream stream) {
    return new PrintStream(stream, false, StandardCharsets.UTF_8);
  }
}
