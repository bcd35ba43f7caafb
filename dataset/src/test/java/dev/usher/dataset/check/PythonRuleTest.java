package dev.usher.dataset.check;

import static dev.usher.dataset.check.RuleContract.hasAPage;
import static dev.usher.dataset.check.RuleContract.passes;
import static dev.usher.dataset.check.RuleContract.refuses;
import static dev.usher.dataset.check.RuleContract.row;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.JsonText;
import dev.usher.tools.ToolCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

class PythonRuleTest {
  private static final Rule RULE = new PythonRule(RuleContract.CODING);

  private static Candidate code(String source) {
    return row(
        "run this",
        "sandbox_exec",
        JsonText.line(JsonNodeFactory.instance.objectNode().put("code", source)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "print(12 * 7)",
        "import math\nprint(math.sqrt(2))",
        "def f(x: int) -> int:\n    return x + 1\nprint(f(1))",
        "print(f\"{1 + 1:>5}\")",
        "match 3:\n  case int(n) if n > 2:\n    print(n)",
        "async def main():\n    await g()",
        "print(\"größer ✓\")",
        "x = [i for i in range(3)]; print(x)"
      })
  void whatIsPythonPasses(String source) {
    passes(RULE, code(source));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "print(12 * 7",
        "def f(x) return x",
        "for i in range(3) print(i)",
        "print('open)",
        "SELECT * FROM users WHERE id = 3",
        "const x = 5;"
      })
  void whatIsNotIsRefused(String source) {
    refuses(RULE, code(source), "no Python 3: wrong in line 1");
  }

  @Test
  void theLineIsNamed() {
    refuses(RULE, code("x = 1\ny = 2\nz = (3 + \n"), "line 3");
  }

  @Test
  void otherArgumentsMayHoldAnything() {
    passes(
        RULE,
        row(
            "look for def f(x",
            "codebase_search",
            "{\"query\": \"def f(x\", \"mode\": \"exact\"}"));
    hasAPage(RULE.name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "python_code | Run something.               | true",
        "code        | Run Python in a sandbox.     | true",
        "code        | Redeem a voucher.            | false",
        "code        | Run Python or JavaScript.    | false",
        "source      | Run Python in a sandbox.     | false",
      })
  void whereTheCatalogueDoesNotTellTheNameMay(String name, String description, boolean judged) {
    ToolCatalog catalog =
        ToolCatalog.parse(
            """
            [{"name": "run", "description": "%s", "parameters": {"type": "object",
              "properties": {"%s": {"type": "string"}}}}]
            """
                .formatted(description, name),
            "tools.json");
    Candidate broken = row("run it", "run", "{\"%s\": \"print(1\"}".formatted(name));
    if (judged) {
      refuses(new PythonRule(catalog), broken, "no Python 3");
    } else {
      passes(new PythonRule(catalog), broken);
    }
  }
}
