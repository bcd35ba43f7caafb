package dev.usher.app.command;

import dev.usher.app.terminal.Console;
import dev.usher.dataset.Candidate;
import dev.usher.dataset.JsonLines;
import dev.usher.dataset.PlainRow;
import dev.usher.dataset.check.Fault;
import dev.usher.dataset.check.Screening;
import dev.usher.tools.ToolCatalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
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
      "Rows are JSON lines with text, name and arguments, as in a data folder. Each rule has a page"
          + " in docs/validators/. Exit code 100: a row breaks a rule."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  usher audit examples/assistant/train.jsonl --tools examples/assistant/tools.json",
      "  usher audit rows.jsonl --tools tools.json --all"
    })
final class AuditCommand implements Callable<Integer> {

  private static final int SHOWN = 3;

  private final Console console;

  @Parameters(index = "0", paramLabel = "FILE", description = "JSON lines.")
  private Path file;

  @Option(
      names = "--tools",
      required = true,
      paramLabel = "FILE",
      description = "The catalogue that the rows call.")
  private Path tools;

  @Option(names = "--all", description = "Show each row, not only three of each rule.")
  private boolean all;

  AuditCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    ToolCatalog catalog = ToolCatalog.read(tools);
    List<Candidate> rows =
        JsonLines.read(file, file.toString()).stream().map(PlainRow::read).toList();
    Screening screening = Screening.of(catalog, rows);
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
    return screening.faults().isEmpty() ? ExitCode.DONE : ExitCode.GATE_FAILED;
  }
}
