package dev.usher.dataset.label;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.generate.CandidateLog;
import dev.usher.dataset.generate.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that is killed at random moments and started again each time, until it has done its
/// work, leaves the bytes of one that nobody disturbed.
@Tag("slow")
class KillTest {
  private static final Map<KilledRun.Kind, Integer> KILLS =
      Map.of(
          KilledRun.Kind.OFFLINE, 10,
          KilledRun.Kind.TAUGHT, 20,
          KilledRun.Kind.LABEL, 45,
          KilledRun.Kind.MEND, 25);
  private static final double WHILE_THE_LOG_GROWS = 0.9; // of the kills; the others come later
  private static final int LATER = 1_000; // milliseconds
  private static final int AFTERWARDS = 5;

  @TempDir private Path folder;

  @Test
  void aHundredKillsLoseNothingAndDoubleNothing() throws Exception {
    List<Future<Integer>> landed = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (KilledRun.Kind kind : KilledRun.Kind.values()) {
        landed.add(threads.submit(() -> kills(kind, KILLS.getOrDefault(kind, 0))));
      }
    }
    int all = 0;
    for (Future<Integer> each : landed) {
      all += each.get();
    }
    assertThat(all).isGreaterThan(85);
  }

  /// How many kills met a process at work; some come when it has just ended.
  private int kills(KilledRun.Kind kind, int kills) throws Exception {
    Workspace whole = KilledRun.workspace(folder.resolve(kind + "/whole"));
    kind.run(whole);
    long bytes = Files.size(kind.log(whole));
    Workspace killed = KilledRun.workspace(folder.resolve(kind + "/killed"));
    Random random = new Random(kills);
    int landed = 0;
    for (int kill = 0; kill < kills; kill++) {
      double moment = (kill + random.nextDouble()) / (kills * WHILE_THE_LOG_GROWS);
      Process process = start(kind, killed);
      waitFor(Math.min(bytes, (long) (bytes * moment)), kind.log(killed), process);
      Thread.sleep(random.nextInt(moment < 1 ? AFTERWARDS : LATER));
      landed += process.isAlive() ? 1 : 0;
      process.destroyForcibly().waitFor();
    }
    assertThat(start(kind, killed).waitFor()).as(errors(kind)).isZero();
    assertThat(contents(killed.path())).isEqualTo(contents(whole.path()));
    return landed;
  }

  private static void waitFor(long bytes, Path log, Process process) throws InterruptedException {
    while (process.isAlive() && log.toFile().length() < bytes) {
      Thread.sleep(1);
    }
  }

  private Process start(KilledRun.Kind kind, Workspace workspace) throws IOException {
    List<String> command =
        List.of(
            System.getProperty("java.home") + "/bin/java",
            "-XX:TieredStopAtLevel=1",
            "-Xshare:auto",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            KilledRun.class.getName(),
            kind.name(),
            workspace.path().toString());
    Path errors = folder.resolve(kind + ".txt");
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(errors.toFile()))
        .start();
  }

  private String errors(KilledRun.Kind kind) throws IOException {
    return Files.readString(folder.resolve(kind + ".txt"));
  }

  /// Lines by file; those of logs that are never put in order in any.
  private static Map<String, List<String>> contents(Path folder) throws IOException {
    Map<String, List<String>> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        List<String> lines = Files.readAllLines(file);
        boolean anyOrder = file.endsWith("labels.jsonl") || file.endsWith("rewritten.jsonl");
        contents.put(
            folder.relativize(file).toString(),
            anyOrder ? lines.stream().sorted().toList() : lines);
      }
    }
    return contents;
  }

  @Test
  void aLogThatIsOpenKeepsOtherProcessesOut() throws Exception {
    Workspace workspace = KilledRun.workspace(folder.resolve("open"));
    KilledRun.Kind kind = KilledRun.Kind.OFFLINE;
    try (CandidateLog log = CandidateLog.open(kind.log(workspace), workspace.hash(), 1)) {
      assertThat(start(kind, workspace).waitFor()).isNotZero();
      assertThat(errors(kind)).contains("is being written by another process");
      assertThat(log.size()).isZero();
    }
  }
}
