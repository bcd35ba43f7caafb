package dev.usher.app;

import dev.usher.app.command.UsherCommand;
import dev.usher.app.terminal.Console;

/// Starts Usher.
public final class Main {
  private Main() {}

  /// Runs one command and ends the process with its exit code.
  ///
  /// @param arguments the words after `usher`
  public static void main(String[] arguments) {
    System.exit(UsherCommand.run(Console.system(), arguments));
  }
}
