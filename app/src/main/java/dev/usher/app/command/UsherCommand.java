package dev.usher.app.command;

import dev.usher.app.terminal.Console;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// The command `usher`, which only knows its verbs.
@Command(
    name = "usher",
    mixinStandardHelpOptions = true,
    versionProvider = UsherCommand.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Turns your tools into a small language model that turns words into tool calls.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed",
      "2:wrong usage or bad input",
      "100:a gate failed, such as the parity of the trained and the served model"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  usher demo",
      "  usher route --model models/assistant \"play some jazz\"",
      "  source <(usher completion)"
    })
public final class UsherCommand implements Callable<Integer> {

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "On failure, show the stack trace too.")
  private boolean verbose;

  @Spec private CommandSpec spec;

  private UsherCommand() {}

  /// Runs one command line.
  ///
  /// @param console where it reads and prints
  /// @param arguments the words after `usher`
  /// @return the exit code
  public static int run(Console console, String... arguments) {
    int code = execute(console, arguments);
    console.out().flush();
    console.error().flush();
    return code;
  }

  /// picocli reports exceptions, but lets errors through.
  private static int execute(Console console, String... arguments) {
    try {
      return commandLine(console).execute(arguments);
    } catch (OutOfMemoryError | LinkageError e) {
      return Failures.report(console, e, false);
    }
  }

  /// Builds the command line without running it.
  ///
  /// @param console where the commands read and print
  /// @return the whole command line, for running it and for asking it about itself
  public static CommandLine commandLine(Console console) {
    UsherCommand usher = new UsherCommand();
    CommandLine line = new CommandLine(usher);
    line.addSubcommand(new DemoCommand(console));
    line.addSubcommand(new ToolsCommand(console));
    line.addSubcommand(new InitCommand(console));
    line.addSubcommand(new GenerateCommand(console));
    line.addSubcommand(new ValidateCommand(console));
    line.addSubcommand(new RunCommand(console));
    line.addSubcommand(new DataCommand(console));
    line.addSubcommand(new PublishCommand(console, System.getenv()));
    line.addSubcommand(new LabelCommand(console));
    line.addSubcommand(new AuditCommand(console));
    line.addSubcommand(new ImportCommand(console));
    line.addSubcommand(new ConvertCommand(console));
    line.addSubcommand(new TrainCommand(console));
    line.addSubcommand(new EvaluateCommand(console));
    line.addSubcommand(new ExportCommand(console));
    line.addSubcommand(new RouteCommand(console));
    line.addSubcommand(new StatusCommand(console));
    line.addSubcommand(new BenchCommand(console));
    line.addSubcommand(new CompletionCommand(console));
    line.setOut(writer(console.out()));
    line.setErr(writer(console.error()));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(
        (failure, command, parsed) -> Failures.report(console, failure, usher.verbose));
    return line;
  }

  @Override
  public Integer call() {
    throw new ParameterException(spec.commandLine(), "Say what to do: a command is missing.");
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /// The version that the jar was built as.
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = UsherCommand.class.getPackage().getImplementationVersion();
      return new String[] {
        "usher " + (version == null ? "(not packaged)" : version),
        "Java " + Runtime.version() + ", " + System.getProperty("os.name")
      };
    }
  }
}
