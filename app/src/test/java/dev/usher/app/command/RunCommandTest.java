package dev.usher.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunCommandTest {

  @TempDir private Path folder;

  @Test
  void tooFewRowsAreNoticedBeforeAnythingIsTrained() {
    Path workspace = folder.resolve("work");
    Run.usher("init", workspace);
    Run run = Run.usher("run", workspace, "--count", "2");
    assertThat(run.code()).as(run.error()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(run.error()).contains("--count");
    assertThat(workspace.resolve("models")).doesNotExist();
  }

  @Test
  void aFolderThatIsNoWorkspaceAndACountOfNothingAreRefused() {
    Run none = Run.usher("run", folder);
    assertThat(none.code()).isEqualTo(ExitCode.BAD_INPUT);
    assertThat(none.error()).contains("usher init");
    assertThat(Run.usher("run", folder, "--count", "0").code()).isEqualTo(ExitCode.BAD_INPUT);
  }
}
