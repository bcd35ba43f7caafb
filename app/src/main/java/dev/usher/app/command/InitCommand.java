package dev.usher.app.command;

import dev.usher.app.terminal.Console;
import dev.usher.dataset.generate.Workspace;
import dev.usher.tools.ToolCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Starts a workspace.
@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = {
      "Start a workspace: a folder in which a data set is made from tools alone.",
      "Writes tools.json and scenarios/: who speaks of what, how it is put, and what is wanted, each"
          + " with its weight; and teachers.yaml, with language models to choose from. They are"
          + " yours to edit."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  usher init work/mine --tools tools.json", "  usher init work/agent"})
final class InitCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "DIR", description = "Folder to make.")
  private Path folder;

  @Option(
      names = "--tools",
      paramLabel = "FILE",
      description = "Catalogue of tools. Default: the four tools of a coding agent.")
  private Optional<Path> tools;

  InitCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    ToolCatalog catalog = tools.map(ToolCatalog::read).orElseGet(ToolCatalog::builtIn);
    Workspace workspace = new Workspace(folder);
    workspace.start(catalog);
    console.print(
        "%s: %,d tools; scenarios to edit in %s"
            .formatted(folder, catalog.tools().size(), workspace.scenarios()));
    console.say("next: usher generate " + folder + " --count 2000");
    return ExitCode.DONE;
  }
}
