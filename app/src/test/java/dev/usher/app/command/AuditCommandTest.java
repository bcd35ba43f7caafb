package dev.usher.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
  private static final String TOOLS =
      """
      [{"name": "ping", "parameters": {"type": "object", "properties": {"to": {"type": "string"}}}},
       {"name": "stop", "parameters": {"type": "object", "properties": {}}}]
      """;
  private static final String CARRYING =
      """
      {"messages": [{"role": "user", "content": "%s"}, {"role": "assistant", "tool_calls": [{"type": "function",\
       "function": {"name": "%s", "arguments": "{}"}}]}],\
       "tools": [{"type": "function", "function": {"name": "%2$s", "parameters": {"type": "object", "properties": {}}}}]}
      """;

  @TempDir private Path folder;

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static String ping(String text, String to) {
    return "{\"text\": \"%s\", \"name\": \"ping\", \"arguments\": {\"to\": \"%s\"}}\n"
        .formatted(text, to);
  }

  @Test
  void theSidesOfAFolderAreJudgedAgainstEachOtherAndByWhatTrainingNeverShows() throws Exception {
    write("tools.json", TOOLS);
    write("train.jsonl", ping("say hello to Ada", "Ada") + ping("wave at Bob", "Bob"));
    write("validation.jsonl", "");
    write("test.jsonl", ping("say hello to Eve", "Eve"));

    Run audit = Run.usher("audit", folder);

    assertThat(audit.code()).as(audit.error()).isEqualTo(ExitCode.GATE_FAILED);
    assertThat(audit.out())
        .contains("leakage: 1 of 3 rows", "train.jsonl:1", "skeleton", "test.jsonl:1")
        .contains("coverage: no row calls stop", "2 of 3 rows break no rule");
    assertThat(audit.error())
        .contains("test.jsonl: read as plain", "not judged by grounding: ping.to has 2 values");
    Run file = Run.usher("audit", folder.resolve("train.jsonl"), "--tools", folder + "/tools.json");
    assertThat(file.code()).isZero();
    assertThat(file.out()).contains("2 of 2 rows break no rule").doesNotContain("coverage");
  }

  @Test
  void rowsOfAFolderMayCarryTheirTools() throws Exception {
    write("train.jsonl", CARRYING.formatted("begin at once", "start"));
    write("dev.jsonl", CARRYING.formatted("that is enough for today", "stop"));
    Run audit = Run.usher("audit", folder);
    assertThat(audit.code()).as(audit.error()).isEqualTo(ExitCode.GATE_FAILED);
    assertThat(audit.out()).contains("2 of 2 rows break no rule", "coverage: no row calls stop");
  }

  @Test
  void aFolderWithoutRowsSaysWhatIsExpected() throws Exception {
    write("test.jsonl", ping("say hello to Eve", "Eve"));
    Run audit = Run.usher("audit", folder);
    assertThat(audit.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(audit.error()).contains(folder.toString(), "expected train.jsonl");
    write("train.jsonl", ping("say hello to Ada", "Ada"));
    assertThat(Run.usher("audit", folder).error()).contains("carries no tools", "--tools");
  }
}
