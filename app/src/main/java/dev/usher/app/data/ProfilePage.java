package dev.usher.app.data;

import static dev.usher.app.data.Bar.number;
import static dev.usher.app.data.Bar.percent;

import dev.usher.dataset.DatasetManifest.Counts;
import dev.usher.dataset.profile.AxisUse;
import dev.usher.dataset.profile.DatasetProfile;
import dev.usher.dataset.profile.ToolUse;
import dev.usher.evaluation.report.HtmlPage;
import dev.usher.evaluation.report.Svg;
import dev.usher.evaluation.report.Svg.Anchor;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// A profile as an [HtmlPage] with bars.
public final class ProfilePage {

  private static final double WIDTH = 720;
  private static final double ROW = 24;
  private static final double LEFT = 230;
  private static final double RIGHT = 170;
  private static final int LONGEST_NAME = 34;

  private final DatasetProfile profile;
  private final HtmlPage page;

  private ProfilePage(String name, DatasetProfile profile) {
    this.profile = profile;
    this.page = new HtmlPage("Data set " + name);
  }

  /// Writes a profile.
  ///
  /// @param name of the data set
  /// @param profile what is in it
  /// @return the page
  public static String of(String name, DatasetProfile profile) {
    ProfilePage made = new ProfilePage(name, profile);
    made.head();
    made.tools();
    made.arguments();
    made.bars("Words in a sentence", Facts.words(profile), Bar.of(profile.words()));
    for (AxisUse axis : profile.scenario()) {
      made.bars(title(axis.axis()), Facts.deviation(axis), Bar.of(axis));
    }
    made.repetition();
    made.bars("Left out", Facts.leftOut(profile.leftOut()), Bar.of(profile.leftOut().rules()));
    made.madeFrom();
    return made.page.end();
  }

  private static String title(String axis) {
    return axis.substring(0, 1).toUpperCase(Locale.ROOT) + axis.substring(1);
  }

  private void head() {
    page.subtitle("made by " + profile.importer());
    page.append("<div class=\"cards\">\n");
    page.card(number(profile.rows().train()), "rows to train on", "train");
    page.card(number(profile.rows().validation()), "rows to choose by", "validation");
    page.card(number(profile.rows().test()), "rows to report on", "test");
    page.card(
        percent(profile.repetition().near().share()), "of the rows nearly repeat another", "");
    page.append("</div>\n");
  }

  private void tools() {
    page.section(
        "Tools", "Rows whose first call is of the tool, and how many of them are on which side.");
    page.append(
        drawn("Rows of each tool", profile.tools().stream().map(ProfilePage::bar).toList()));
  }

  private static Bar bar(ToolUse tool) {
    Counts rows = tool.rows();
    String sides = "%,d + %,d + %,d".formatted(rows.train(), rows.validation(), rows.test());
    return new Bar(tool.name(), rows.train() + rows.validation() + rows.test(), sides);
  }

  private void arguments() {
    page.section("Arguments", "Calls that have each argument, of all calls of its tool.");
    List<Bar> bars =
        profile.tools().stream()
            .flatMap(tool -> tool.arguments().stream().map(each -> bar(tool, each)))
            .toList();
    page.append(drawn("Calls that have each argument", bars));
  }

  private static Bar bar(ToolUse tool, ToolUse.ArgumentUse argument) {
    String need = argument.required() ? "required" : "absent " + number(argument.absent());
    return new Bar(tool.name() + "." + argument.name(), argument.present(), need);
  }

  private void bars(String title, String explanation, List<Bar> bars) {
    page.section(title, explanation);
    if (!bars.isEmpty()) {
      page.append(drawn(title, bars));
    }
  }

  private static String drawn(String label, List<Bar> bars) {
    Svg svg = new Svg(WIDTH, bars.size() * ROW, label);
    double scale = (WIDTH - LEFT - RIGHT) / Bar.most(bars);
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      double y = i * ROW + ROW / 2;
      double end = LEFT + bar.rows() * scale;
      svg.text("name", LEFT - 10, y + 4, Anchor.END, shortened(bar.name()));
      svg.box("bar", LEFT, y - 7, end - LEFT, 14, 1, bar.name() + ": " + number(bar.rows()));
      svg.text("value", end + 6, y + 4, Anchor.START, number(bar.rows()));
      svg.text("tick", WIDTH, y + 4, Anchor.END, bar.note());
    }
    return svg.end();
  }

  private static String shortened(String name) {
    return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME - 1) + "…" : name;
  }

  private void repetition() {
    page.section("Repetition", "Over all three sides.");
    table(Facts.repetition(profile.repetition()));
    page.section("What the sides have in common", "As the manifest says.");
    table(Facts.audit(profile.audit()));
    page.section("Values of held-out rows that training has", "For the same argument.");
    table(Facts.shared(profile.shared()));
  }

  private void madeFrom() {
    page.section("Made from", "The catalogue by its hash.");
    table(Map.of("catalogue", profile.catalogueSha256()));
  }

  private void table(Map<String, String> facts) {
    page.append("<table>\n");
    facts.forEach((name, value) ->
        page.append("<tr><th>" + HtmlPage.escape(name))
            .append("<td>" + HtmlPage.escape(value) + "</tr>\n"));
    page.append("</table>\n");
  }
}
