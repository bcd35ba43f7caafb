package dev.usher.app.command;

import dev.usher.app.data.ProfilePage;
import dev.usher.app.data.ProfileText;
import dev.usher.app.terminal.Console;
import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.card.DatasetCard;
import dev.usher.dataset.card.License;
import dev.usher.dataset.profile.DatasetProfile;
import dev.usher.tools.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows and describes data sets.
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Look at a data set, and describe it.",
    footerHeading = "%nExamples:%n",
    footer = {"  usher data show work/mine", "  usher data card work/mine --license cc0-1.0"})
final class DataCommand {

  private final Console console;

  DataCommand(Console console) {
    this.console = console;
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = {
        "Count what is in a data set: tools, arguments, scenarios, lengths, repetition, faults.",
        "Refuses a folder whose files are not those of its manifest."
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  usher data show examples/assistant",
        "  usher data show work/mine --html work/mine/data.html",
        "  usher data show work/mine --json"
      })
  int show(
      @Mixin DataFolder data,
      @Option(
              names = "--html",
              paramLabel = "FILE",
              description = "Write a page with bars too, which needs nothing but itself.")
          Optional<Path> html,
      @Option(names = "--json", description = "Print JSON.") boolean json)
      throws IOException {
    DatasetProfile profile = DatasetProfile.of(DatasetFolder.read(data.path()));
    String name = data.path().toString();
    console.print((json ? profile.toJson() : ProfileText.of(name, profile)).stripTrailing());
    html.ifPresent(file -> {
      AtomicFile.write(file, ProfilePage.of(name, profile));
      console.say("written: " + file);
    });
    return ExitCode.DONE;
  }

  @Command(
      name = "card",
      mixinStandardHelpOptions = true,
      description = {
        "Write a data set's card in the form of the Hugging Face Hub.",
        "usher publish puts the same card on top of what it publishes."
      },
      footerHeading = "%nExamples:%n",
      footer = {
        "  usher data card work/mine",
        "  usher data card work/mine --license cc0-1.0 --out README.md"
      })
  int card(
      @Mixin DataFolder data,
      @Option(
              names = "--out",
              paramLabel = "FILE",
              description = "File to write. Default: standard output.")
          Optional<Path> out,
      @Option(
              names = "--license",
              paramLabel = "ID",
              description = "The data's licence, such as cc0-1.0. Default: none is said.")
          Optional<String> license)
      throws IOException {
    DatasetFolder folder = DatasetFolder.read(data.path());
    String card = DatasetCard.of(folder, DatasetProfile.of(folder), license.map(License::new));
    if (out.isEmpty()) {
      console.print(card.stripTrailing());
    } else {
      AtomicFile.write(out.get(), card);
      console.say("written: " + out.get());
    }
    return ExitCode.DONE;
  }
}
