package dev.usher.dataset.card;

import static dev.usher.dataset.card.Markdown.code;
import static dev.usher.dataset.card.Markdown.number;
import static dev.usher.dataset.card.Markdown.percent;
import static dev.usher.dataset.card.Markdown.text;

import dev.usher.dataset.Audit;
import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.DatasetManifest.Counts;
import dev.usher.dataset.Example;
import dev.usher.dataset.ImportRecord;
import dev.usher.dataset.generate.Harvest;
import dev.usher.dataset.profile.AxisUse;
import dev.usher.dataset.profile.DatasetProfile;
import dev.usher.dataset.profile.LeftOut;
import dev.usher.dataset.profile.Repetition;
import dev.usher.dataset.profile.ToolUse;
import java.util.Locale;
import java.util.Optional;

/// A data set's card: `README.md` in the form of the Hugging Face Hub, YAML in front and then what
/// the data set is, how it was made, its columns, its counts, what the rules left out, and its
/// known limits. Each figure is computed.
public final class DatasetCard {

  private final DatasetFolder folder;
  private final DatasetProfile profile;
  private final Markdown page = new Markdown();

  private DatasetCard(DatasetFolder folder, DatasetProfile profile) {
    this.folder = folder;
    this.profile = profile;
  }

  /// Writes a card.
  ///
  /// @param folder the data set
  /// @param profile what is in it
  /// @param license its licence, if it has one
  /// @return the text of `README.md`
  public static String of(DatasetFolder folder, DatasetProfile profile, Optional<License> license) {
    DatasetCard card = new DatasetCard(folder, profile);
    card.what();
    card.made();
    card.columns();
    card.counts();
    card.arguments();
    card.scenarios();
    card.leftOut();
    card.repetition();
    card.limits();
    card.files();
    return FrontMatter.of(profile, license) + "\n" + card.page.toString().stripTrailing() + "\n";
  }

  private void what() {
    page.paragraph("# Sentences and their tool calls");
    page.paragraph(
        "%s sentences that people would say to a program, each with the tool call that is right for"
                .formatted(number(profile.total()))
            + " it, for the %s tools of `tools.json`. Made and checked by Usher."
                .formatted(number(folder.catalog().tools().size())));
  }

  private void made() {
    ImportRecord made = folder.manifest().made();
    page.heading("How it was made");
    if (made.importer().equals(Harvest.IMPORTER)) {
      page.item("Written from the tools' schemas and from scenarios, then judged by rules");
    } else {
      page.item("Imported from sentences with their calls, form " + code(made.importer()));
    }
    profile
        .teachers()
        .forEach((teacher, rows) ->
            page.item("Rows written by %s: %s".formatted(code(teacher), number(rows))));
    page.item("Seed: " + made.seed());
    made.limit().ifPresent(limit -> page.item("Training rows drawn: at most " + number(limit)));
    page.item("Catalogue: " + text(made.catalogue()));
    page.item("Validation side: " + text(made.validation()));
    page.item("Test side: " + text(made.test()));
    page.item(
        "Files it was made from: "
            + number(made.sources().size())
            + ", by hash in `manifest.json`");
  }

  private void columns() {
    var kinds = profile.kinds();
    page.heading("Columns");
    page.paragraph("One JSON object a line.");
    page.columns("column", "rows that have it");
    page.row("text: what is said", profile.total());
    page.row("name, arguments: the one call that is right", kinds.oneCall());
    if (kinds.severalCalls() > 0) {
      page.row("calls: several calls at once, each with name and arguments", kinds.severalCalls());
    }
    if (kinds.answers() > 0) {
      page.row("answer: words, where no tool is right", kinds.answers());
    }
    if (kinds.following() > 0) {
      page.row("history: what was said and decided before, oldest first", kinds.following());
    }
    page.end();
  }

  private void counts() {
    page.heading("Counts");
    page.columns("tool", "train", "validation", "test", "calls");
    for (ToolUse tool : profile.tools()) {
      Counts rows = tool.rows();
      page.row(tool.name(), rows.train(), rows.validation(), rows.test(), tool.calls());
    }
    Counts rows = profile.rows();
    int calls = profile.tools().stream().mapToInt(ToolUse::calls).sum();
    page.row("all", rows.train(), rows.validation(), rows.test(), calls).end();
    page.paragraph(
        "Words in a sentence: half have at most %s, nine of ten at most %s, the longest %s."
            .formatted(
                number(profile.words().p50()),
                number(profile.words().p90()),
                number(profile.words().max())));
  }

  private void arguments() {
    page.heading("Arguments");
    page.columns("argument", "required", "calls with it", "without it");
    for (ToolUse tool : profile.tools()) {
      for (ToolUse.ArgumentUse each : tool.arguments()) {
        String name = tool.name() + "." + each.name();
        page.row(name, each.required() ? "yes" : "no", each.present(), each.absent());
      }
    }
    page.end();
  }

  private void scenarios() {
    if (profile.scenario().isEmpty()) {
      return;
    }
    page.heading("Scenarios");
    page.paragraph("What rows were drawn from. A deviation is from the weight that was asked for.");
    page.columns("axis", "values", "least rows", "most rows", "largest deviation, points");
    for (AxisUse axis : profile.scenario()) {
      var rows = axis.values().stream().mapToInt(value -> value.part().rows()).summaryStatistics();
      String deviation =
          axis.deviation().isPresent()
              ? String.format(Locale.ROOT, "%.1f", axis.deviation().getAsDouble())
              : "not known";
      page.row(axis.axis(), axis.values().size(), rows.getMin(), rows.getMax(), deviation);
    }
    page.end();
  }

  private void leftOut() {
    LeftOut left = profile.leftOut();
    page.heading("Rules and survivors");
    page.paragraph(
        "%s rows were left out%s."
            .formatted(
                number(left.rows()),
                left.survival().isPresent()
                    ? "; %s of the judged rows were kept"
                        .formatted(percent(left.survival().getAsDouble()))
                    : ""));
    if (!left.rules().isEmpty()) {
      page.columns("rule", "rows that broke it");
      left.rules().forEach((rule, rows) -> page.row(rule, rows));
      page.end();
    }
  }

  private void repetition() {
    Repetition alike = profile.repetition();
    page.heading("Repetition");
    page.columns("what", "rows", "share");
    page.row("repeats an earlier row", alike.exact().rows(), percent(alike.exact().share()));
    page.row("nearly repeats an earlier row", alike.near().rows(), percent(alike.near().share()));
    page.row(
        "most frequent sentence when values are masked",
        alike.template().rows(),
        percent(alike.template().share()));
    page.end();
    page.paragraph(
        "%s of %s runs of three words are different ones."
            .formatted(number(alike.distinctTrigrams()), number(alike.trigrams())));
  }

  private void limits() {
    page.heading("Known limits");
    if (profile.importer().equals(Harvest.IMPORTER)) {
      page.item("No person said these sentences: a program wrote them");
    }
    page.item(
        "That a call fits its tool's schema is checked for every row; that it is what a person would"
            + " want is not");
    page.item(
        "Tools have different arguments: a loader that wants one type a column fills those of other"
            + " tools with null, or needs `arguments` as text");
    audit(profile.audit());
    unused();
    folder.manifest().made().notes().forEach(note -> page.item(text(note)));
  }

  private void audit(Audit audit) {
    noted(audit.testTemplatesInTrain(), "test rows whose masked sentence also stands in training");
    noted(
        audit.validationTemplatesInTrain(),
        "validation rows whose masked sentence also stands in training");
    noted(audit.validationTextsInTest(), "validation rows that also stand in test");
    noted(audit.repeatedTrainingTexts(), "training rows that repeat another one");
    noted(audit.contradictions(), "training rows that contradict another one");
    page.item("No training row stands on a held-out side: a folder with one is refused");
  }

  private void unused() {
    noted(
        profile.tools().stream()
            .flatMap(tool -> tool.arguments().stream())
            .filter(argument -> argument.present() == 0)
            .count(),
        "arguments of the catalogue that no row uses");
    noted(
        profile.tools().stream()
            .filter(tool -> tool.calls() == 0 && !tool.name().equals(Example.ANSWER))
            .count(),
        "tools of the catalogue that no row calls");
  }

  private void noted(long count, String what) {
    page.item(number(count) + " " + what);
  }

  private void files() {
    page.heading("Files");
    page.columns("file", "bytes", "SHA-256");
    folder.manifest().files().forEach((name, file) -> page.row(name, file.bytes(), file.sha256()));
    page.end();
    page.paragraph(
        "`manifest.json` names these hashes; Usher refuses a folder in which one differs.");
  }
}
