package dev.usher.app.command;

import dev.usher.app.terminal.Console;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;

/// Prints the script that lets a shell complete Usher's commands.
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Print a completion script for bash and zsh.",
    footerHeading = "%nExamples:%n",
    footer = "  source <(usher completion)")
final class CompletionCommand implements Callable<Integer> {

  private final Console console;

  CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.out().print(AutoComplete.bash("usher", UsherCommand.commandLine(console)));
    return ExitCode.DONE;
  }
}
