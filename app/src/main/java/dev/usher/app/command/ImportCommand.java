package dev.usher.app.command;

import dev.usher.app.terminal.Console;
import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.source.DatasetImport;
import dev.usher.dataset.source.ImportOptions;
import dev.usher.dataset.source.SourceFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Makes a data folder out of somebody's files.
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Make a data folder out of sentences with their right calls.",
      "Writes tools.json, train.jsonl, validation.jsonl, test.jsonl and manifest.json. A tools.json and"
          + " split files that the source already has are used, else made."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  usher import snips ~/snips --out work/snips",
      "  usher import chat conversations.jsonl --out work/mine --seed 7",
      "  usher import plain rows.jsonl --tools tools.json --out work/mine"
    })
final class ImportCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "FORM",
      completionCandidates = Words.Forms.class,
      description = "What the source is: ${COMPLETION-CANDIDATES}.")
  private SourceFormat form;

  @Parameters(index = "1", paramLabel = "SOURCE", description = "A file or a folder.")
  private Path source;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Folder to write.")
  private Path out;

  @Option(
      names = "--tools",
      paramLabel = "FILE",
      description = "Catalogue to use instead of the source's.")
  private Optional<Path> tools;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "At most so many training sentences, each tool keeping its share.")
  private Optional<Integer> limit;

  @Option(
      names = "--seed",
      defaultValue = "42",
      description =
          "Decides a split that has to be made, and the draw of --limit. Default:"
              + " ${DEFAULT-VALUE}.")
  private long seed;

  ImportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    ImportOptions standard = ImportOptions.DEFAULT;
    DatasetFolder folder =
        DatasetImport.run(
            form,
            source,
            out,
            new ImportOptions(
                seed,
                standard.validationShare(),
                standard.testShare(),
                limit.map(OptionalInt::of).orElse(OptionalInt.empty()),
                tools));
    console.print(
        "%s: %,d tools, %s"
            .formatted(out, folder.catalog().tools().size(), SideCounts.of(folder.splits())));
    int dropped = folder.manifest().made().dropped().size();
    if (dropped > 0) {
      console.say("%,d rows were left out; %s/manifest.json lists why".formatted(dropped, out));
    }
    folder.manifest().made().notes().forEach(note -> console.say("note: " + note));
    return ExitCode.DONE;
  }
}
