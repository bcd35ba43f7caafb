package dev.usher.app.command;

import dev.usher.app.terminal.Console;
import dev.usher.dataset.Candidate;
import dev.usher.dataset.check.CoverageRule;
import dev.usher.dataset.check.Gap;
import dev.usher.dataset.check.LanguageRule;
import dev.usher.dataset.check.Screening;
import dev.usher.dataset.format.RowFile;
import dev.usher.dataset.format.RowFormat;
import dev.usher.dataset.format.RowReading;
import dev.usher.tools.ToolCatalog;
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
      "Rows are JSON lines in any of the forms of docs/formats.md. In a folder, train.jsonl,"
          + " validation.jsonl and test.jsonl are also judged against each other, and by what"
          + " training never shows. Each rule has a page in docs/validators/. Exit code 100: a rule"
          + " is broken, or a row cannot be used."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  usher audit examples/assistant/train.jsonl --tools examples/assistant/tools.json",
      "  usher audit rows.jsonl --tools tools.json --all",
      "  usher audit examples/assistant",
      "  usher audit conversations.jsonl --from chat"
    })
final class AuditCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "PATH",
      description = "JSON lines, or a folder of them with train.jsonl.")
  private Path path;

  @Option(
      names = "--tools",
      paramLabel = "FILE",
      description =
          "The catalogue that the rows call, instead of the folder's tools.json and the tools that"
              + " they carry.")
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
    RowSides read = RowSides.read(path, from);
    if (from.isEmpty()) {
      read.files()
          .forEach(
              file -> console.say("%s: read as %s".formatted(file.path(), file.format().word())));
    }
    ToolCatalog catalog = read.catalog(tools);
    List<List<Candidate>> sides = read.sides();
    Screening screening =
        Screening.ofSides(catalog, sides, LanguageRule.languages(read.workspace().scenarios()));
    List<Gap> gaps = read.isFolder() ? CoverageRule.gaps(catalog, sides.getLast()) : List.of();
    List<RowReading.Unusable> unusable =
        read.files().stream().flatMap(file -> file.unusable().stream()).toList();
    print(unusable);
    new FaultReport(sides.stream().flatMap(List::stream).toList(), screening, all).print(console);
    FaultReport.print(gaps, console);
    FaultReport.ungrounded(screening, catalog, console);
    for (RowFile file : read.files()) {
      file.losses().lines().forEach(loss -> console.say("not judged: " + loss));
    }
    return screening.faults().isEmpty() && gaps.isEmpty() && unusable.isEmpty()
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
