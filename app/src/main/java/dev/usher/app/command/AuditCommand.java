package dev.usher.app.command;

import dev.usher.app.terminal.Console;
import dev.usher.dataset.check.Screening;
import dev.usher.dataset.format.RowFile;
import dev.usher.dataset.format.RowFormat;
import dev.usher.dataset.format.RowReading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Says what is wrong with somebody's data.
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    description = {
      "Judge rows of data by all rules, and change nothing.",
      "Rows are JSON lines in any of the forms of docs/formats.md. Each rule has a page in"
          + " docs/validators/. Exit code 100: a row breaks a rule, or cannot be used."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  usher audit examples/assistant/train.jsonl --tools examples/assistant/tools.json",
      "  usher audit rows.jsonl --tools tools.json --all",
      "  usher audit conversations.jsonl --from chat"
    })
final class AuditCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "FILE", description = "JSON lines.")
  private Path file;

  @Option(
      names = "--tools",
      paramLabel = "FILE",
      description = "The catalogue that the rows call, instead of the tools that they carry.")
  private Optional<Path> tools;

  @Option(
      names = "--from",
      paramLabel = "FORM",
      completionCandidates = Words.RowForms.class,
      description =
          "Form of the rows, where the first one does not tell: ${COMPLETION-CANDIDATES}.")
  private Optional<RowFormat> from;

  @Option(names = "--all", description = "Show each row, not only three of each rule.")
  private boolean all;

  AuditCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    RowFile read = RowFile.read(file, from);
    if (from.isEmpty()) {
      console.say("%s: read as %s".formatted(file, read.format().word()));
    }
    Screening screening = Screening.of(read.catalog(tools), read.candidates());
    print(read.unusable());
    new FaultReport(read.candidates(), screening, all).print(console);
    read.losses().lines().forEach(loss -> console.say("not judged: " + loss));
    return screening.faults().isEmpty() && read.unusable().isEmpty()
        ? ExitCode.DONE
        : ExitCode.GATE_FAILED;
  }

  private void print(List<RowReading.Unusable> rows) throws IOException {
    if (rows.isEmpty()) {
      return;
    }
    console.print("unusable: %,d rows".formatted(rows.size()));
    for (RowReading.Unusable row : all ? rows : rows.stream().limit(FaultReport.SHOWN).toList()) {
      console.print("  %s: %s".formatted(row.provenance().where(), row.why()));
    }
  }
}
