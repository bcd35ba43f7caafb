package dev.usher.app.command;

import dev.usher.app.terminal.Console;
import dev.usher.tools.Tool;
import dev.usher.tools.ToolCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Everything about catalogues of tools.
@Command(
    name = "tools",
    mixinStandardHelpOptions = true,
    description = "Look at a catalogue of tools.",
    footerHeading = "%nExamples:%n",
    footer = "  usher tools check tools.json")
final class ToolsCommand {

  private final Console console;

  ToolsCommand(Console console) {
    this.console = console;
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Say whether Usher can serve this catalogue, and what is in it.",
      footerHeading = "%nExamples:%n",
      footer = {
        "  usher tools check tools.json",
        "  usher tools check --json tools.yaml   # the catalogue as Usher reads it"
      })
  int check(
      @Parameters(
              arity = "0..1",
              paramLabel = "FILE",
              description = {
                "OpenAI function list or MCP tools/list, JSON or YAML.",
                "Default: the built-in four tools of a coding agent."
              })
          Optional<Path> file,
      @Option(names = "--json", description = "Print the catalogue as OpenAI functions.")
          boolean json)
      throws IOException {
    ToolCatalog catalog = file.map(ToolCatalog::read).orElseGet(ToolCatalog::builtIn);
    if (json) {
      console.print(catalog.toJson().stripTrailing());
      return ExitCode.DONE;
    }
    for (Tool tool : catalog.tools()) {
      console.print(
          "%-24s %-11s %s"
              .formatted(
                  tool.name(), tool.risk().name().toLowerCase(Locale.ROOT), tool.description()));
    }
    console.print("%d tools, sha-256 %s".formatted(catalog.tools().size(), catalog.hash()));
    return ExitCode.DONE;
  }
}
