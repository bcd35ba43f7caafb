package dev.usher.dataset.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.Fixtures;
import dev.usher.tools.ToolCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AskingToolTest {
  @TempDir private Path folder;

  private static ToolCatalog catalog(String name, String description, String argument) {
    return ToolCatalog.parse(
        """
        [{"name": "play", "description": "Play music."},
         {"name": "%s", "description": "%s", "parameters": {"type": "object",
           "properties": {"%s": {"type": "string"}, "urgent": {"type": "boolean"}},
           "required": ["%s"], "additionalProperties": false}}]
        """
            .formatted(name, description, argument, argument),
        "test");
  }

  private static Optional<String> asked(ToolCatalog catalog) {
    return AskingTool.in(catalog).map(asking -> asking.tool().name() + "." + asking.question());
  }

  @Test
  void aToolThatAsksThePersonIsFound() {
    assertThat(asked(ToolCatalog.builtIn())).contains("ask_human.question");
    assertThat(asked(catalog("askUser", "Say this to them.", "question")))
        .contains("askUser.question");
    assertThat(asked(catalog("request_clarification", "When unclear.", "message")))
        .contains("request_clarification.message");
  }

  @Test
  void aToolThatAsksForSomethingElseIsNone() {
    assertThat(asked(Fixtures.catalog())).isEmpty();
    assertThat(asked(catalog("ask_encyclopedia", "Look up a fact.", "question"))).isEmpty();
    assertThat(asked(catalog("ask_human", "Ask a person.", "city"))).isEmpty();
    assertThat(asked(catalog("request_refund", "Ask for money back.", "message"))).isEmpty();
  }

  @Test
  void aRequestThatIsTooVagueIsForTheAskingToolWhereThereIsOne() throws Exception {
    assertThat(vague(catalog("ask_user", "Ask the user.", "question"))).containsExactly("ask_user");
    assertThat(vague(Fixtures.catalog())).isEmpty();
  }

  private List<String> vague(ToolCatalog catalog) throws Exception {
    Scenarios.write(folder, catalog);
    assertThat(Files.readString(folder.resolve("intents.yaml"))).contains("vague: true");
    return Scenarios.read(folder).intents().entries().stream()
        .filter(Intent::vague)
        .findFirst()
        .orElseThrow()
        .tools();
  }
}
