package dev.usher.app.command;

import dev.usher.app.terminal.Console;
import dev.usher.router.Route;
import dev.usher.router.Router;
import dev.usher.tools.Request;
import dev.usher.tools.UsherException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Turns sentences into calls.
@Command(
    name = "route",
    mixinStandardHelpOptions = true,
    description = {
      "Turn a sentence into a tool call.",
      "Prints the decision as strict JSON. With --in, reads rows {\"text\":…} and writes a row for each:"
          + " {\"text\":…,\"calls\":[{\"name\":…,\"arguments\":{…}}],\"confidence\":…,\"milliseconds\":…},"
          + " or \"answer\" instead of \"calls\"; a row that cannot be read or routed becomes"
          + " {\"text\":…,\"error\":…}, the others go on, and the exit code is 1.",
      "A row may say in \"history\" what was said and decided before it, oldest first:"
          + " [{\"text\":…,\"calls\":[…]},…]."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  usher route --model models/assistant \"will it rain in Oslo tomorrow\"",
      "  usher route --model models/assistant --explain \"play some jazz\"",
      "  usher route --model models/assistant --in sentences.jsonl > calls.jsonl",
      "  cat sentences.jsonl | usher route --model models/assistant --in -"
    })
final class RouteCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private ServedModel model = new ServedModel();

  @Parameters(arity = "0..1", paramLabel = "TEXT", description = "The sentence.")
  private Optional<String> text;

  @Option(
      names = "--in",
      paramLabel = "FILE",
      description = "JSON lines to route; - is standard input.")
  private Optional<String> in;

  @Option(names = "--json", description = "Print the row that --in would give.")
  private boolean json;

  @Option(
      names = "--explain",
      description = "Show each choice that the model had, with probabilities.")
  private boolean explain;

  @Spec private CommandSpec spec;

  RouteCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (text.isPresent() == in.isPresent()) {
      throw new ParameterException(
          spec.commandLine(),
          text.isPresent()
              ? "Give a sentence or --in, not both."
              : "Give a sentence, or --in FILE (- is standard input).");
    }
    try (Router router = model.open()) {
      return text.isPresent() ? one(router, text.get()) : many(router, in.orElseThrow());
    }
  }

  private int one(Router router, String sentence) throws IOException {
    Route route = router.route(sentence);
    if (json) {
      console.print(RouteRow.of(new Request(sentence), route, explain));
      return ExitCode.DONE;
    }
    console.print(route.json());
    console.say(RouteRow.summary(route));
    if (explain) {
      console.print(RouteRow.explanation(route));
    }
    return ExitCode.DONE;
  }

  private int many(Router router, String from) throws IOException {
    boolean standardInput = from.equals("-");
    try (InputStream rows = standardInput ? console.in() : open(Path.of(from))) {
      RouteRows work =
          new RouteRows(router, console, standardInput ? "standard input" : from, explain);
      int failed = work.routeAll(rows);
      if (failed > 0) {
        console.say("usher: %,d of %,d rows failed".formatted(failed, work.rows()));
      }
      return failed == 0 ? ExitCode.DONE : ExitCode.FAILED;
    }
  }

  private static InputStream open(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      throw new UsherException(file.toString(), "is a folder; expected a file of JSON lines");
    }
    return Files.newInputStream(file);
  }
}
