package dev.usher.app.command;

import dev.usher.app.terminal.Console;
import dev.usher.dataset.Candidate;
import dev.usher.dataset.check.Fault;
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

  private static final int SHOWN = 3;

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
    print(screening, read.candidates());
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
    for (RowReading.Unusable row : all ? rows : rows.stream().limit(SHOWN).toList()) {
      console.print("  %s: %s".formatted(row.provenance().where(), row.why()));
    }
  }

  private void print(Screening screening, List<Candidate> rows) throws IOException {
    for (var rule : screening.counts().entrySet()) {
      console.print(
          "%s: %,d of %,d rows".formatted(rule.getKey(), rule.getValue(), screening.rows()));
      List<Fault> faults =
          screening.faults().stream().filter(each -> each.rule().equals(rule.getKey())).toList();
      for (Fault fault : all ? faults : faults.stream().limit(SHOWN).toList()) {
        Candidate row = rows.get(fault.row());
        console.print("  %s: %s".formatted(row.provenance().where(), fault.reason()));
        console.print("    " + row.text());
      }
    }
    console.print(
        "%,d of %,d rows break no rule".formatted(screening.kept().size(), screening.rows()));
  }
}
