package dev.usher.app.command;

import dev.usher.app.terminal.Console;
import dev.usher.dataset.card.License;
import dev.usher.dataset.publish.HubAccess;
import dev.usher.dataset.publish.Publication;
import dev.usher.dataset.publish.PublishedFile;
import dev.usher.dataset.publish.Publisher;
import dev.usher.dataset.publish.RepositoryName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Puts a data set on the Hugging Face Hub.
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description = {
      "Publish a data set on the Hugging Face Hub, with its card, in one commit.",
      "Refuses a folder whose files are not those of its manifest. Takes a token with the right to"
          + " write from HF_TOKEN or the file $HF_HOME/token, and the hub's address from"
          + " HF_ENDPOINT."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  usher publish work/mine --to somebody/mine --license cc0-1.0 --dry-run",
      "  usher publish work/mine --to somebody/mine --private --message \"2,000 more rows\""
    })
final class PublishCommand implements Callable<Integer> {

  private final Console console;
  private final Map<String, String> environment;

  @Mixin private DataFolder data = new DataFolder();

  @Option(
      names = "--to",
      required = true,
      paramLabel = "NAMESPACE/NAME",
      description = "The data set on the hub; made where it is not there.")
  private String name;

  @Option(
      names = "--private",
      description = "Let nobody else see it. Refused where it is there and public.")
  private boolean hidden;

  @Option(
      names = "--license",
      paramLabel = "ID",
      description = "The data's licence, such as cc0-1.0. Default: none is said.")
  private Optional<String> license;

  @Option(
      names = "--message",
      paramLabel = "TEXT",
      defaultValue = "Publish the data set with Usher",
      description = "The commit's. Default: ${DEFAULT-VALUE}.")
  private String message;

  @Option(names = "--dry-run", description = "Only say what would be published.")
  private boolean dryRun;

  PublishCommand(Console console, Map<String, String> environment) {
    this.console = console;
    this.environment = environment;
  }

  @Override
  public Integer call() throws IOException {
    RepositoryName repository = RepositoryName.parse(name);
    Publication publication = Publication.of(data.path(), license.map(License::new));
    if (dryRun) {
      for (PublishedFile file : publication.files()) {
        console.print("%s  %,12d bytes  %s".formatted(file.sha256(), file.size(), file.path()));
      }
      console.say("nothing was sent; without --dry-run it goes to " + repository);
      return ExitCode.DONE;
    }
    HubAccess access = HubAccess.of(environment, Path.of(System.getProperty("user.home", ".")));
    Publisher.Published published =
        new Publisher(access).publish(publication, repository, hidden, message, console::say);
    console.print(published.url());
    console.say("commit " + published.commit());
    return ExitCode.DONE;
  }
}
