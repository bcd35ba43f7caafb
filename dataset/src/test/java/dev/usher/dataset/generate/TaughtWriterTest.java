package dev.usher.dataset.generate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.Example;
import dev.usher.dataset.Fixtures;
import dev.usher.dataset.teacher.Question;
import dev.usher.dataset.teacher.Reply;
import dev.usher.dataset.teacher.ScriptedTeacher;
import dev.usher.dataset.teacher.Teacher;
import dev.usher.tools.Decision;
import dev.usher.tools.ToolCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaughtWriterTest {
  private static final long SEED = 42;

  @TempDir private Path folder;

  private Workspace workspace(String name) {
    Workspace workspace = new Workspace(folder.resolve(name));
    workspace.start(Fixtures.catalog());
    return workspace;
  }

  private static Generated run(Workspace workspace, Teacher teacher, int count) {
    return run(workspace, teacher, count, false);
  }

  private static Generated run(Workspace workspace, Teacher teacher, int count, boolean thoughts) {
    RowWriter writer = RowWriter.taught(workspace, SEED, Scripts.teachers(teacher), thoughts);
    return Generation.run(workspace, writer, count, SEED, (_, _) -> {});
  }

  private static List<Decision> decisions(Path log) {
    return CandidateLog.rows(log).stream().map(row -> row.candidate().decision()).toList();
  }

  @Test
  void aTeacherSaysWhatTheOfflineTeacherPlans() {
    Workspace workspace = workspace("plan");
    Path planned =
        Generation.run(workspace, RowWriter.offline(workspace), 40, SEED, (_, _) -> {}).log();
    Generated made = run(workspace, Scripts.obedient("anna"), 40);
    assertThat(made)
        .isEqualTo(
            new Generated(workspace.candidates("anna", SEED), 40, 0, 0, 40, Optional.empty()));
    assertThat(decisions(made.log())).isEqualTo(decisions(planned));
    assertThat(CandidateLog.rows(made.log()))
        .allMatch(row -> row.teacher().equals("anna"))
        .allMatch(row -> row.candidate().text().startsWith("About my "))
        .allMatch(row -> row.candidate().thought().isEmpty());
  }

  @Test
  void theQuestionNamesWhoSpeaksHowOfWhatAndWhichDecisionIsRight() {
    Workspace workspace = workspace("question");
    ScriptedTeacher teacher = Scripts.obedient("anna");
    GeneratedRow row = CandidateLog.rows(run(workspace, teacher, 1).log()).getFirst();
    Question question = teacher.asked().getFirst();
    assertThat(question.user())
        .contains(row.scenario().values())
        .contains("\"name\": \"play\", \"arguments\": {\"")
        .doesNotContain("{persona", "{values");
    assertThat(question.user().lines().filter(line -> line.contains(" -> "))).hasSize(3);
    assertThat(question.system()).contains("- play: Play music.", "- stop: Stop.");
    assertThat(question.schema().path("properties").propertyNames()).containsExactly("sentence");
  }

  @Test
  void aSentenceWithoutItsValuesIsAskedForAgainWithItsFault() {
    ScriptedTeacher teacher =
        new ScriptedTeacher(
            "forgetful",
            question ->
                question.user().contains("not right")
                    ? Scripts.answer(question)
                    : Scripts.sentence(question, "Do what I always ask you for."));
    Generated made = run(workspace("values"), teacher, 20);
    List<Candidate> rows =
        CandidateLog.rows(made.log()).stream().map(GeneratedRow::candidate).toList();
    assertThat(rows).hasSize(20).anyMatch(row -> !artist(row).isEmpty());
    assertThat(rows).allSatisfy(row -> assertThat(row.said()).contains(artist(row)));
    assertThat(teacher.asked())
        .hasSizeGreaterThan(20)
        .anyMatch(question -> question.user().contains("does not say \""));
  }

  @Test
  void aTeacherIsToldWhatAFollowUpFollows() {
    ScriptedTeacher teacher = Scripts.obedient("anna");
    Path log = run(workspace("follow-ups"), teacher, 60).log();
    List<Candidate> following =
        CandidateLog.rows(log).stream()
            .map(GeneratedRow::candidate)
            .filter(row -> !row.request().history().isEmpty())
            .toList();
    assertThat(following)
        .isNotEmpty()
        .allSatisfy(row -> {
          String turn = "- " + row.request().history().getFirst().text() + " -> {";
          assertThat(teacher.asked()).anyMatch(question -> question.user().contains(turn));
        });
  }

  private static String artist(Candidate row) {
    return row.decision() instanceof Decision.Call(List<ToolCall> calls)
        ? calls.getFirst().arguments().path("artist").asString("")
        : "";
  }

  @Test
  void whatIsNeverRightAndWhatIsRefusedIsNotedAndNotAskedForAgain() {
    Workspace workspace = workspace("refused");
    ScriptedTeacher teacher =
        new ScriptedTeacher(
            "moody",
            question ->
                switch (question.user().lines().findFirst().orElseThrow().length() % 3) {
                  case 0 -> new Reply.Refused("not this one");
                  case 1 -> Scripts.sentence(question, "As an AI I would rather not.");
                  default -> Scripts.answer(question);
                });
    Generated first = run(workspace, teacher, 60);
    assertThat(first.refused()).isGreaterThan(10);
    assertThat(first.rows() + first.refused()).isEqualTo(60);
    assertThat(first.whole()).isEqualTo(60);
    assertThat(CandidateLog.refused(first.log()))
        .content()
        .contains("\"reason\": \"not this one\"", "no answer was right", "a refusal");
    int asked = teacher.asked().size();
    assertThat(run(workspace, teacher, 60)).isEqualTo(first);
    assertThat(teacher.asked()).hasSize(asked);
  }

  @Test
  void aDenialEndsTheRunAndKeepsWhatWasMade() {
    Workspace workspace = workspace("denied");
    AtomicInteger left = new AtomicInteger(50);
    ScriptedTeacher poor =
        new ScriptedTeacher(
            "poor",
            question ->
                left.getAndDecrement() > 0
                    ? Scripts.answer(question)
                    : new Reply.Denied("the budget is gone; raise it"));
    Generated first = run(workspace, poor, 200);
    assertThat(first.stopped()).contains("poor: the budget is gone; raise it");
    assertThat(first.rows()).isEqualTo(50);
    assertThat(first.whole()).isLessThanOrEqualTo(first.rows());
    assertThat(poor.asked()).hasSizeLessThan(50 + 2 * 16);
    left.set(1_000);
    Generated second = run(workspace, poor, 200);
    assertThat(second.rows()).isEqualTo(200);
    assertThat(second.log()).hasSameTextualContentAs(alone(200));
  }

  /// The log of a run that nothing disturbed.
  private Path alone(int count) {
    return run(workspace("alone"), Scripts.obedient("poor"), count).log();
  }

  @Test
  void whatWentWrongOnceIsAskedForByTheNextRun() {
    Workspace workspace = workspace("missed");
    AtomicInteger asked = new AtomicInteger();
    ScriptedTeacher shaky =
        new ScriptedTeacher(
            "poor",
            question ->
                asked.getAndIncrement() % 5 == 4
                    ? new Reply.Failed("time was up")
                    : Scripts.answer(question));
    Generated first = run(workspace, shaky, 40);
    assertThat(first.missed()).isEqualTo(8);
    assertThat(first.stopped()).isEmpty();
    Generated last = first;
    for (int i = 0; i < 3; i++) {
      last = run(workspace, shaky, 40);
    }
    assertThat(last.rows()).isEqualTo(40);
    assertThat(last.log()).hasSameTextualContentAs(alone(40));
  }

  @Test
  void nobodyIsAskedForEverWhenNothingWorks() {
    ScriptedTeacher away = new ScriptedTeacher("away", _ -> new Reply.Failed("no connection"));
    Generated made = run(workspace("away"), away, 500);
    assertThat(made.stopped().orElseThrow()).contains("10 questions in a row", "no connection");
    assertThat(away.asked()).hasSizeLessThan(10 + 2 * 16);
    assertThat(made.rows()).isZero();
  }

  @Test
  void theSameAnswersGiveTheSameBytesWhateverTheOrderInWhichTheyArrive() throws IOException {
    List<Map<String, String>> files = new ArrayList<>();
    for (int delays = 0; delays < 3; delays++) {
      Workspace workspace = workspace("order" + delays);
      Generated made = run(workspace, slow(delays), 150, true);
      Harvest.of(workspace, made.log(), 150, SEED);
      files.add(contents(workspace.path()));
    }
    assertThat(files.get(0)).containsKey("dataset/manifest.json").hasSizeGreaterThan(9);
    for (Map<String, String> other : files) {
      assertThat(other).hasSameSizeAs(files.getFirst());
      files
          .getFirst()
          .forEach((name, text) -> assertThat(other.get(name)).as(name).isEqualTo(text));
    }
  }

  /// Some answers come late, others are refused; which come late depends on the seed alone.
  private static Teacher slow(long seed) {
    return new Teacher() {
      @Override
      public String name() {
        return "slow";
      }

      @Override
      public Reply ask(Question question) {
        int hash = question.user().hashCode();
        try {
          Thread.sleep(new Random(hash ^ seed).nextInt(6));
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
        return hash % 11 == 0 ? new Reply.Refused("no") : Scripts.answer(question);
      }
    };
  }

  private static Map<String, String> contents(Path folder) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(folder.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    }
    return contents;
  }

  @Test
  void aThoughtIsKeptFromTheAnswerToTheDataSet() {
    Workspace workspace = workspace("thoughts");
    ScriptedTeacher teacher = Scripts.obedient("anna");
    Generated made = run(workspace, teacher, 80, true);
    assertThat(made.log()).isEqualTo(workspace.candidates("anna-thoughts", SEED));
    assertThat(teacher.asked().getFirst().schema().path("required").toString())
        .isEqualTo("[\"thought\",\"sentence\"]");
    Harvest.of(workspace, made.log(), 80, SEED);
    assertThat(DatasetFolder.read(workspace.dataset()).splits().train())
        .isNotEmpty()
        .extracting(Example::thought)
        .allMatch(thought -> thought.orElse("").startsWith("Words such as "));
  }

  @Test
  void aThoughtThatSaysNothingIsAskedForAgain() {
    UnaryOperator<String> shorten = text -> text.replaceFirst("Words such as .*?\"", "Why not.\"");
    ScriptedTeacher teacher =
        new ScriptedTeacher(
            "terse",
            question ->
                question.user().contains("the thought says 2 words")
                    ? Scripts.answer(question)
                    : Scripts.text(
                        shorten.apply(((Reply.Answer) Scripts.answer(question)).text())));
    Generated made = run(workspace("terse"), teacher, 5, true);
    assertThat(made.rows()).isEqualTo(5);
    assertThat(teacher.asked()).hasSize(10);
  }

  @Test
  void aHalfLineOfAKilledRunCostsOnlyItsRow() throws IOException {
    Workspace workspace = workspace("killed");
    ScriptedTeacher teacher = Scripts.obedient("anna");
    Path log = run(workspace, teacher, 30).log();
    byte[] whole = Files.readAllBytes(log);
    Files.write(log, Arrays.copyOf(whole, whole.length - 20));
    int asked = teacher.asked().size();
    run(workspace, teacher, 30);
    assertThat(log).hasBinaryContent(whole);
    assertThat(teacher.asked()).hasSize(asked + 1);
  }
}
