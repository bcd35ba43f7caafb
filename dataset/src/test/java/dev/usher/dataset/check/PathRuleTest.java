package dev.usher.dataset.check;

import static dev.usher.dataset.check.RuleContract.hasAPage;
import static dev.usher.dataset.check.RuleContract.passes;
import static dev.usher.dataset.check.RuleContract.refuses;
import static dev.usher.dataset.check.RuleContract.row;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.Fixtures;
import dev.usher.dataset.Provenance;
import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import dev.usher.tools.ToolCatalog;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathRuleTest {
  private static final Rule RULE = new PathRule(RuleContract.CODING);

  private static Candidate read(String text, String path) {
    return row(text, "file_manager", "{\"operation\": \"read\", \"path\": \"%s\"}".formatted(path));
  }

  @Test
  void tellsGoodRowsFromBadOnes() {
    passes(RULE, read("show src/app.py", "src/app.py"));
    passes(RULE, read("show App.py", "app.py"));
    passes(
        RULE, row("list tests", "file_manager", "{\"operation\": \"list\", \"path\": \"tests/\"}"));
    refuses(RULE, read("show the settings", "config/settings.py"), "does not say in full");
    hasAPage(RULE.name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the app file in src             | src/app.py",
        "open main dot py in the SRC dir | src/main.py",
        "the user service in lib         | lib/user_service.ts",
        "readsrc/app.py now              | src/app.py",
        "list the files here             | .",
        "show ./notes/a.md               | notes/a.md",
        "show docs\\a.md                | docs/a.md",
        "what is in .env                 | .env",
        "the init of pkg                 | pkg/__init__.py",
      })
  void allNamesOfAPathAreSaidInAnyCaseAndWithAnySeparators(String text, String path) {
    passes(RULE, read(text, path));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "show App.py                  | src/app.py",
        "show the app file            | src/app.py",
        "show me everything in src    | src/app.py",
        "I am happy with src          | src/app.py",
        "open the readme in documents | docs/readme.md",
      })
  void aGuessedFolderOrFileIsRefused(String text, String path) {
    refuses(RULE, read(text, path), "does not say in full");
  }

  @Test
  void theHistoryGivesPathsToo() {
    Decision listed =
        Fixtures.call("file_manager", "{\"operation\": \"list\", \"path\": \"src/core\"}");
    Candidate opened = read("open app.py there", "src/core/app.py");
    refuses(RULE, opened, "does not say in full");
    passes(RULE, after(new Request("what is in src/core").then(listed, opened.text()), opened));
    Decision answered = new Decision.Answer("It is in src/core.");
    passes(RULE, after(new Request("where is it").then(answered, opened.text()), opened));
  }

  private static Candidate after(Request request, Candidate row) {
    return new Candidate(
        request, row.decision(), new Provenance("rows.jsonl", 1), Optional.empty());
  }

  @Test
  void whereTheCatalogueDoesNotTellWritingOutsideIsRefusedUnlessItIsSaid() {
    Rule rule =
        new PathRule(
            ToolCatalog.parse(
                """
                [{"name": "save", "parameters": {"type": "object", "properties": {
                   "file_path": {"type": "string"}, "text": {"type": "string"}}}},
                 {"name": "look", "x-usher-risk": "read", "parameters": {"type": "object",
                   "properties": {"path": {"type": "string"}}}}]
                """,
                "tools.json"));
    refuses(rule, row("save it", "save", "{\"file_path\": \"/etc/hosts\"}"), "leaves the folder");
    refuses(rule, row("save it", "save", "{\"file_path\": \"../a.txt\"}"), "leaves the folder");
    refuses(rule, row("save it", "save", "{\"file_path\": \"a/../../b\"}"), "leaves the folder");
    refuses(rule, row("save it", "save", "{\"file_path\": \"C:\\\\b\"}"), "leaves the folder");
    passes(rule, row("save it to ../a.txt", "save", "{\"file_path\": \"../a.txt\"}"));
    passes(rule, row("save it", "save", "{\"file_path\": \"notes/a..b.txt\"}"));
    passes(rule, row("save it", "save", "{\"text\": \"/etc/hosts\"}"));
    passes(rule, row("look there", "look", "{\"path\": \"/etc/hosts\"}"));
  }
}
