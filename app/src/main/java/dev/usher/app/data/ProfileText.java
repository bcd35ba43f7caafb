package dev.usher.app.data;

import static dev.usher.app.data.Bar.number;

import dev.usher.dataset.DatasetManifest.Counts;
import dev.usher.dataset.profile.AxisUse;
import dev.usher.dataset.profile.DatasetProfile;
import dev.usher.dataset.profile.ToolUse;
import java.util.List;
import java.util.Map;

/// A profile as text for a terminal: aligned tables and bars, without colour.
public final class ProfileText {

  private static final int BAR = 32;

  private final StringBuilder out = new StringBuilder();

  private ProfileText() {}

  /// Writes a profile.
  ///
  /// @param name of the data set
  /// @param profile what is in it
  /// @return lines of text, each with its end
  public static String of(String name, DatasetProfile profile) {
    ProfileText text = new ProfileText();
    text.out.append(
        "%s: %s rows, made by %s\n".formatted(name, number(profile.total()), profile.importer()));
    text.section("rows, and calls in them", tools(profile));
    text.section("calls with and without an argument", arguments(profile));
    text.section("words in a sentence: " + Facts.words(profile), bars(Bar.of(profile.words())));
    for (AxisUse axis : profile.scenario()) {
      text.section(axis.axis() + ": " + Facts.deviation(axis), bars(Bar.of(axis)));
    }
    text.section("repetition", facts(Facts.repetition(profile.repetition())));
    text.section("what the sides have in common", facts(Facts.audit(profile.audit())));
    text.section(
        "values of held-out rows that training has", facts(Facts.shared(profile.shared())));
    text.section(
        "left out: " + Facts.leftOut(profile.leftOut()), bars(Bar.of(profile.leftOut().rules())));
    return text.out.toString();
  }

  private void section(String title, Table table) {
    out.append('\n').append(title).append('\n').append(table);
  }

  private static Table tools(DatasetProfile profile) {
    Table table = new Table().row("", "train", "validation", "test", "calls");
    for (ToolUse tool : profile.tools()) {
      table.row(cells(tool.name(), tool.rows(), tool.calls()));
    }
    int calls = profile.tools().stream().mapToInt(ToolUse::calls).sum();
    return table.row(cells("all", profile.rows(), calls));
  }

  private static String[] cells(String name, Counts rows, int calls) {
    return new String[] {
      name, number(rows.train()), number(rows.validation()), number(rows.test()), number(calls)
    };
  }

  private static Table arguments(DatasetProfile profile) {
    Table table = new Table();
    for (ToolUse tool : profile.tools()) {
      for (ToolUse.ArgumentUse each : tool.arguments()) {
        table.row(
            tool.name() + "." + each.name(),
            each.required() ? "required" : "optional",
            "present " + number(each.present()),
            "absent " + number(each.absent()));
      }
    }
    return table;
  }

  private static Table bars(List<Bar> bars) {
    Table table = new Table();
    int most = Bar.most(bars);
    for (Bar bar : bars) {
      int full = Math.round((float) BAR * bar.rows() / most);
      String drawn = "█".repeat(full) + " ".repeat(BAR - full);
      table.row(bar.name(), number(bar.rows()), drawn, bar.note());
    }
    return table;
  }

  private static Table facts(Map<String, String> facts) {
    Table table = new Table();
    facts.forEach(table::row);
    return table;
  }
}
