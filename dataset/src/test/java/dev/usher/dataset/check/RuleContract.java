package dev.usher.dataset.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.Fixtures;
import dev.usher.dataset.Provenance;
import dev.usher.tools.Decision;
import dev.usher.tools.ToolCatalog;
import java.nio.file.Files;
import java.nio.file.Path;

/// What every rule keeps to, and short ways to write rows.
final class RuleContract {
  static final ToolCatalog CODING = ToolCatalog.builtIn();

  private RuleContract() {}

  static Candidate row(String text, String tool, String arguments) {
    return new Candidate(text, Fixtures.call(tool, arguments), new Provenance("rows.jsonl", 1));
  }

  static Candidate answer(String text, String answer) {
    return new Candidate(text, new Decision.Answer(answer), new Provenance("rows.jsonl", 1));
  }

  static Candidate text(String text) {
    return answer(text, "");
  }

  static void passes(Rule rule, Candidate row) {
    assertThat(rule.fault(row)).as(row.text()).isEmpty();
  }

  static void refuses(Rule rule, Candidate row, String reason) {
    assertThat(rule.fault(row)).as(row.text()).isPresent();
    assertThat(rule.fault(row).orElseThrow()).contains(reason);
  }

  static void hasAPage(String rule) {
    Path page = Path.of("../docs/validators").resolve(rule + ".md");
    assertThat(Files.exists(page)).as(page.toString()).isTrue();
  }
}
