package dev.usher.app.command;

import dev.usher.app.terminal.Console;
import dev.usher.dataset.format.Conversion;
import dev.usher.dataset.format.ConversionOptions;
import dev.usher.dataset.format.RowFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Writes somebody's rows in another form.
@Command(
    name = "convert",
    mixinStandardHelpOptions = true,
    description = {
      "Write rows of data in another form, all of them or none.",
      "Every row is checked against the catalogue and read back before it counts. What a form cannot"
          + " hold is counted. docs/formats.md shows the forms."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  usher convert rows.jsonl --tools tools.json --to chat --out chat.jsonl",
      "  usher convert chat.jsonl --to functiongemma --out gemma.jsonl",
      "  usher convert examples/assistant --to chatml --out work/chatml"
    })
final class ConvertCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "IN", description = "JSON lines, or a data folder.")
  private Path in;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FORM",
      completionCandidates = Words.RowForms.class,
      description = "Form to write: ${COMPLETION-CANDIDATES}.")
  private RowFormat to;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE",
      description = "File to write; for a data folder, the folder to write.")
  private Path out;

  @Option(
      names = "--from",
      paramLabel = "FORM",
      completionCandidates = Words.RowForms.class,
      description = "Form of the rows, where the first one does not tell.")
  private Optional<RowFormat> from;

  @Option(
      names = "--tools",
      paramLabel = "FILE",
      description = "Catalogue to use instead of the tools that the source carries.")
  private Optional<Path> tools;

  ConvertCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Conversion conversion = Conversion.run(in, out, new ConversionOptions(from, to, tools));
    if (from.isEmpty()) {
      console.say("%s: read as %s".formatted(in, conversion.from().word()));
    }
    for (Map.Entry<Path, Integer> file : conversion.rows().entrySet()) {
      console.print(
          "%s: %,d rows written as %s".formatted(file.getKey(), file.getValue(), to.word()));
    }
    conversion.losses().lines().forEach(loss -> console.say("lost: " + loss));
    return ExitCode.DONE;
  }
}
