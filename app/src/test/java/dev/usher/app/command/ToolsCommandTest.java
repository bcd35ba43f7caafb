package dev.usher.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.tools.ToolCatalog;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolsCommandTest {

  private static final String PING =
      """
      [{"type": "function", "function": {"name": "ping", "description": "Say hello.",
        "parameters": {"type": "object", "properties": {"to": %s}}}}]
      """;

  @TempDir private Path folder;

  @Test
  void aGoodCatalogueIsListedWithItsHash() throws Exception {
    Path file =
        Files.writeString(folder.resolve("t.json"), PING.formatted("{\"type\":\"string\"}"));
    Run run = Run.usher("tools", "check", file);
    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("ping", "Say hello.", "1 tools", ToolCatalog.read(file).hash());
    assertThat(run.error()).isEmpty();
  }

  @Test
  void withoutAFileTheBuiltInCatalogueIsShown() {
    assertThat(Run.usher("tools", "check").out())
        .contains("codebase_search", "file_manager", "sandbox_exec", "ask_human");
  }

  @Test
  void jsonIsACatalogueThatReadsBackAsTheSame() {
    String json = Run.usher("tools", "check", "--json").out();
    assertThat(ToolCatalog.parse(json, "printed").hash()).isEqualTo(ToolCatalog.builtIn().hash());
  }

  @Test
  void anUnsupportedKeywordIsRefusedByPointerAndName() throws Exception {
    Path file =
        Files.writeString(folder.resolve("t.json"), PING.formatted("{\"pattern\":\"^a+$\"}"));
    Run run = Run.usher("tools", "check", file);
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.error()).startsWith("usher: " + file).contains("/to", "pattern");
    assertThat(run.out()).isEmpty();
  }

  @Test
  void aMissingEmptyOrBrokenFileIsBadInput() throws Exception {
    assertBadInput(folder.resolve("missing.json"));
    assertBadInput(Files.writeString(folder.resolve("empty.json"), ""));
    assertBadInput(Files.writeString(folder.resolve("cut.json"), "[{\"name\":"));
    assertBadInput(Files.writeString(folder.resolve("none.json"), "[]"));
    assertBadInput(Files.write(folder.resolve("latin1.json"), new byte[] {'[', (byte) 0xe9, ']'}));
    assertBadInput(folder);
  }

  private static void assertBadInput(Path file) {
    Run run = Run.usher("tools", "check", file);
    assertThat(run.code()).as(file.toString()).isEqualTo(2);
    assertThat(run.error()).contains(file.toString()).doesNotContain("Exception", "\tat ");
  }
}
