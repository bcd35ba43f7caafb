package dev.usher.dataset.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.dataset.ExampleFile;
import dev.usher.dataset.Fixtures;
import dev.usher.dataset.generate.Workspace;
import dev.usher.dataset.teacher.Question;
import dev.usher.dataset.teacher.Reply;
import dev.usher.dataset.teacher.ScriptedTeacher;
import dev.usher.dataset.teacher.Teacher;
import dev.usher.dataset.teacher.Teachers;
import dev.usher.tools.UsherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabellingTest {
  private static final String PLAY =
      "{\"decision\": {\"name\": \"play\", \"arguments\": {\"artist\": \"%s\"}}}";
  private static final String STOP = "{\"decision\": {\"name\": \"stop\", \"arguments\": {}}}";

  @TempDir private Path folder;
  private Workspace workspace;
  private Path out;
  private Path prompts;

  @BeforeEach
  void start() {
    workspace = new Workspace(folder.resolve("work"));
    workspace.start(Fixtures.catalog());
    out = workspace.labelled();
    prompts = folder.resolve("prompts.jsonl");
  }

  /// Labels "play X" and "stop"; has only words for the rest.
  private static String right(Question question) {
    String said = said(question);
    if (said.startsWith("play ")) {
      return PLAY.formatted(said.substring("play ".length()));
    }
    return said.startsWith("stop") ? STOP : "{\"decision\": {\"answer\": \"I cannot.\"}}";
  }

  private static String said(Question question) {
    return question.user().lines().skip(1).findFirst().orElseThrow();
  }

  private static ScriptedTeacher teacher(String name, Function<Question, String> script) {
    return ScriptedTeacher.answering(name, script);
  }

  private Labelled label(Teacher first, Teacher second) {
    return label(new Labeller(teachers(first), Optional.of(teachers(second)), false));
  }

  private static Teachers teachers(Teacher teacher) {
    return Teachers.of(List.of(teacher), 42);
  }

  private Labelled label(Labeller labeller) {
    return Labelling.run(workspace, prompts, labeller, out, (_, _) -> {});
  }

  private void write(String... rows) {
    Fixtures.write(prompts, String.join("\n", rows) + "\n");
  }

  private static Labelled counts(
      int fresh, int changed, int kept, int agreed, int disputed, int refused) {
    return new Labelled(fresh, changed, kept, 0, agreed, disputed, refused, 0, Optional.empty());
  }

  @Test
  void whatTwoTeachersAgreeOnBecomesARow() {
    write(
        "{\"id\": 7, \"user\": \"  play Abba\\r\\n\"}",
        "{\"text\": \"stop\", \"other\": [1]}",
        "{\"id\": \"b\", \"text\": \"how are you\"}");
    ScriptedTeacher anna = teacher("anna", LabellingTest::right);
    ScriptedTeacher bert =
        teacher("bert", question -> right(question).replace("I cannot.", "No tool does that."));

    assertThat(label(anna, bert)).isEqualTo(counts(3, 0, 0, 3, 0, 0));

    assertThat(Fixtures.lines(out))
        .containsExactly(
            "{\"text\": \"play Abba\", \"name\": \"play\", \"arguments\": {\"artist\": \"Abba\"},"
                + " \"id\": 7, \"teacher\": \"anna\"}",
            "{\"text\": \"stop\", \"name\": \"stop\", \"arguments\": {}, \"teacher\": \"anna\"}",
            "{\"text\": \"how are you\", \"answer\": \"I cannot.\", \"id\": \"b\","
                + " \"teacher\": \"anna\"}");
    assertThat(ExampleFile.read(out, Fixtures.catalog())).hasSize(3);
    assertThat(workspace.disputes()).isEmptyFile();
    assertThat(anna.asked()).hasSize(3).allMatch(question -> question.temperature() == 0);
    assertThat(bert.asked()).hasSize(3).allMatch(question -> question.temperature() == 0);
    assertThat(anna.asked().getFirst().system()).contains("\"name\":\"play\"");
  }

  @Test
  void valuesAreComparedAsJsonAndWrittenInCatalogueOrder() {
    write("{\"user\": \"play Abba at five\"}");
    String call = "{\"decision\": {\"name\": \"play\", \"arguments\": {%s}}}";
    label(
        teacher("anna", _ -> call.formatted("\"volume\": 5.0, \"artist\": \"Abba\"")),
        teacher("bert", _ -> call.formatted("\"artist\": \"Abba\", \"volume\": 5")));
    assertThat(Fixtures.lines(out).getFirst())
        .contains("\"arguments\": {\"artist\": \"Abba\", \"volume\": 5.0}");
  }

  @Test
  void oneTeacherAloneIsAskedAgainWithMoreFreedom() {
    write("{\"user\": \"stop\"}");
    ScriptedTeacher anna =
        teacher("anna", question -> question.temperature() > 0 ? STOP : PLAY.formatted("Stop"));
    assertThat(label(new Labeller(teachers(anna), Optional.empty(), false)).disputed())
        .isEqualTo(1);
    assertThat(anna.asked()).hasSize(2);
    assertThat(out).isEmptyFile();
  }

  @Test
  void whatTheyDoNotAgreeOnWaitsForAPersonAndIsReadBack() throws IOException {
    write("{\"id\": 1, \"user\": \"play Abba\"}", "{\"id\": 2, \"user\": \"stop Abba\"}");
    ScriptedTeacher anna = teacher("anna", LabellingTest::right);
    ScriptedTeacher bert = teacher("bert", _ -> PLAY.formatted("Abba"));
    assertThat(label(anna, bert)).isEqualTo(counts(2, 0, 0, 1, 1, 0));
    assertThat(Fixtures.lines(workspace.disputes()))
        .containsExactly(
            "{\"id\": 2, \"text\": \"stop Abba\", \"labels\": [{\"name\": \"stop\", \"arguments\": {},"
                + " \"teacher\": \"anna\"}, {\"name\": \"play\", \"arguments\": {\"artist\": \"Abba\"},"
                + " \"teacher\": \"bert\"}]}");

    decide("{\"name\": \"stop\", \"arguments\": {}}");
    Labelled second = label(anna, bert);
    assertThat(second.decided()).isEqualTo(1);
    assertThat(second.agreed()).isEqualTo(2);
    assertThat(second.disputed()).isZero();
    assertThat(workspace.disputes()).isEmptyFile();
    assertThat(Fixtures.lines(out).getLast()).contains("\"name\": \"stop\"", "\"person\"");
    assertThat(label(anna, bert)).isEqualTo(counts(0, 0, 2, 2, 0, 0));
    assertThat(anna.asked()).hasSize(2);
  }

  private void decide(String decision) throws IOException {
    String queue = Files.readString(workspace.disputes());
    Files.writeString(
        workspace.disputes(),
        queue.replace("\"labels\": [", "\"decision\": " + decision + ", \"labels\": ["));
  }

  @Test
  void aDecisionThatTheCatalogueDoesNotAdmitIsNamedBeforeAnybodyIsAsked() throws IOException {
    write("{\"id\": 2, \"user\": \"stop Abba\"}");
    ScriptedTeacher anna = teacher("anna", LabellingTest::right);
    ScriptedTeacher bert = teacher("bert", _ -> PLAY.formatted("Abba"));
    label(anna, bert);
    decide("{\"name\": \"halt\", \"arguments\": {}}");
    write("{\"id\": 2, \"user\": \"stop Abba\"}", "{\"user\": \"stop\"}");
    assertThatThrownBy(() -> label(anna, bert))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("disputed.jsonl:1")
        .hasMessageContaining("halt");
    assertThat(anna.asked()).hasSize(1);
  }

  @Test
  void aSecondRunAsksOnlyForWhatIsNewOrWasChanged() {
    write("{\"id\": 1, \"user\": \"play Abba\"}", "{\"user\": \"stop\"}");
    ScriptedTeacher anna = teacher("anna", LabellingTest::right);
    ScriptedTeacher bert = teacher("bert", LabellingTest::right);
    label(anna, bert);
    write(
        "{\"user\": \"stop \"}",
        "{\"id\": 1, \"user\": \"play Queen\"}",
        "{\"id\": 3, \"user\": \"stop that\"}",
        "{\"user\": \"stop\", \"system_hint\": \"be nice\"}");
    assertThat(label(anna, bert)).isEqualTo(counts(2, 1, 1, 4, 0, 0));
    assertThat(anna.asked()).hasSize(5);
    assertThat(bert.asked()).hasSize(5);
    assertThat(Fixtures.lines(out)).hasSize(4);
    assertThat(anna.asked().stream().map(Question::system).filter(each -> each.contains("be nice")))
        .hasSize(1);
    assertThat(label(anna, bert)).isEqualTo(counts(0, 0, 4, 4, 0, 0));
    assertThat(anna.asked()).hasSize(5);
  }

  @Test
  void anAnswerThatTheCatalogueDoesNotAdmitIsAskedForAgain() {
    write(
        """
        {"user": "read up there", "tool_schema": {"name": "read", "parameters": {"type": "object", \
        "properties": {"path": {"type": "string", "x-usher-relative-path": true}}}}}\
        """);
    String read = "{\"decision\": {\"name\": \"read\", \"arguments\": {\"path\": \"%s\"}}}";
    ScriptedTeacher anna =
        teacher(
            "anna", question -> read.formatted(question.user().contains("not right") ? "a" : "/a"));
    assertThat(label(anna, teacher("bert", _ -> read.formatted("a"))).agreed()).isEqualTo(1);
    assertThat(anna.asked()).hasSize(2);
    assertThat(anna.asked().getLast().user()).contains("path");
  }

  @Test
  void whatIsRefusedIsCountedAndLeftToAPerson() throws IOException {
    write("{\"user\": \"play Abba\"}", "{\"user\": \"stop\"}");
    ScriptedTeacher anna =
        new ScriptedTeacher(
            "anna",
            question ->
                said(question).equals("stop")
                    ? new Reply.Refused("not that")
                    : new Reply.Answer(right(question), Reply.Usage.NONE));
    ScriptedTeacher bert = teacher("bert", LabellingTest::right);
    assertThat(label(anna, bert)).isEqualTo(counts(2, 0, 0, 1, 0, 1));
    assertThat(label(anna, bert)).isEqualTo(counts(0, 0, 2, 1, 0, 1));
    assertThat(anna.asked()).hasSize(2);
    assertThat(Fixtures.lines(workspace.disputes()))
        .containsExactly(
            "{\"text\": \"stop\", \"refused\": {\"teacher\": \"anna\", \"reason\": \"not that\"}}");
    Files.writeString(
        workspace.disputes(),
        "{\"text\": \"stop\", \"decision\": {\"name\": \"stop\", \"arguments\": {}}}\n");
    assertThat(label(anna, bert).agreed()).isEqualTo(2);
  }

  @Test
  void aDenialKeepsWhatWasMadeAndTheNextRunGoesOn() {
    write(rows(60));
    AtomicInteger left = new AtomicInteger(25);
    ScriptedTeacher poor =
        new ScriptedTeacher(
            "poor",
            question ->
                left.getAndDecrement() > 0
                    ? new Reply.Answer(right(question), Reply.Usage.NONE)
                    : new Reply.Denied("the key is refused; see teachers.yaml"));
    ScriptedTeacher bert = teacher("bert", LabellingTest::right);
    Labelled first = label(poor, bert);
    assertThat(first.stopped()).contains("poor: the key is refused; see teachers.yaml");
    assertThat(first.agreed()).isEqualTo(25);
    assertThat(first.waiting()).isEqualTo(35);
    assertThat(Fixtures.lines(out)).hasSize(25);
    left.set(1_000);
    Labelled second = label(poor, bert);
    assertThat(second).isEqualTo(counts(35, 0, 25, 60, 0, 0));
    assertThat(bert.asked()).hasSize(60);
  }

  private static String[] rows(int count) {
    return IntStream.range(0, count)
        .mapToObj(i ->
            "{\"id\": %d, \"user\": \"%s\"}".formatted(i, (i % 3 == 0 ? "stop " : "play ") + i))
        .toArray(String[]::new);
  }

  @Test
  void theSameAnswersGiveTheSameBytesWhateverTheOrderInWhichTheyArrive() {
    write(rows(80));
    label(slow("anna", 1), slow("bert", 2));
    String labelled = content(out);
    String disputed = content(workspace.disputes());
    assertThat(disputed).isNotEmpty();
    workspace = new Workspace(folder.resolve("again"));
    workspace.start(Fixtures.catalog());
    label(slow("anna", 3), slow("bert", 4));
    assertThat(content(out)).isEqualTo(labelled);
    assertThat(content(workspace.disputes())).isEqualTo(disputed);
  }

  /// Bert takes every tenth stop for music; how long an answer takes depends on the seed.
  private static Teacher slow(String name, long seed) {
    return new Teacher() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Reply ask(Question question) {
        try {
          Thread.sleep(new Random(question.user().hashCode() ^ seed).nextInt(5));
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
        boolean wrong = name.equals("bert") && said(question).endsWith("0");
        return new Reply.Answer(
            wrong ? PLAY.formatted("music") : right(question), Reply.Usage.NONE);
      }
    };
  }

  private static String content(Path file) {
    return Fixtures.lines(file).stream().collect(Collectors.joining("\n"));
  }

  @Test
  void aHalfLineOfAKilledRunCostsOnlyItsRow() throws IOException {
    write(rows(10));
    ScriptedTeacher anna = teacher("anna", LabellingTest::right);
    ScriptedTeacher bert = teacher("bert", LabellingTest::right);
    label(anna, bert);
    String whole = content(out);
    byte[] log = Files.readAllBytes(workspace.labelLog());
    Files.write(workspace.labelLog(), Arrays.copyOf(log, log.length - 10));
    Files.delete(out);
    assertThat(label(anna, bert)).isEqualTo(counts(1, 0, 9, 10, 0, 0));
    assertThat(content(out)).isEqualTo(whole);
    assertThat(anna.asked()).hasSize(11);
  }

  @Test
  void aRowMayHaveToolsOfItsOwnAndRequireACall() throws IOException {
    String tools =
        "[{\"name\": \"ring\", \"description\": \"Ring a bell.\", \"parameters\": {\"type\": \"object\","
            + " \"properties\": {\"times\": {\"type\": \"integer\", \"minimum\": 1}}}}]";
    write("{\"user\": \"ring\", \"requires_json\": true, \"tool_schema\": " + tools + "}");
    ScriptedTeacher anna =
        teacher("anna", _ -> "{\"decision\": {\"name\": \"ring\", \"arguments\": {}}}");
    label(anna, anna);
    Question question = anna.asked().getFirst();
    assertThat(question.system()).contains("Ring a bell.").doesNotContain("Play music.");
    assertThat(question.schema().path("properties").path("decision").toString())
        .contains("\"enum\":[\"ring\"]", "\"minimum\":1")
        .doesNotContain("answer", "stop");
    assertThat(Fixtures.lines(out).getFirst())
        .contains("\"name\": \"ring\"", "\"tool_schema\": [{\"name\": \"ring\"");
  }

  @Test
  void aFollowUpIsLabelledWithWhatWasSaidBefore() throws IOException {
    String turn =
        "[{\"text\": \"play Abba\", \"name\": \"play\", \"arguments\": {\"artist\": \"Abba\"}},"
            + " {\"text\": \"hm\", \"answer\": \"Louder?\"}]";
    write("{\"id\": 1, \"user\": \"yes\", \"history\": %s}".formatted(turn), "{\"text\": \"yes\"}");
    String louder =
        "{\"decision\": {\"name\": \"play\", \"arguments\": {\"artist\": \"Abba\", \"volume\": 9}}}";
    Function<Question, String> script =
        question ->
            question.user().contains("play Abba")
                ? louder
                : "{\"decision\": {\"answer\": \"Yes what?\"}}";
    ScriptedTeacher anna = teacher("anna", script);
    ScriptedTeacher bert =
        teacher("bert", question -> question.user().contains("hm") ? STOP : script.apply(question));

    assertThat(label(anna, anna)).isEqualTo(counts(2, 0, 0, 2, 0, 0));

    assertThat(anna.asked().stream().map(Question::user).filter(each -> each.contains("Abba")))
        .hasSize(2)
        .allMatch(each ->
            each.contains(
                "- play Abba -> {\"name\": \"play\", \"arguments\": {\"artist\": \"Abba\"}}\n"
                    + "- hm -> {\"answer\": \"Louder?\"}"));
    assertThat(Fixtures.lines(out).getFirst())
        .startsWith("{\"text\": \"yes\", \"history\": %s, \"name\": \"play\"".formatted(turn));
    assertThat(ExampleFile.read(out, Fixtures.catalog()).getFirst().request().history()).hasSize(2);

    Files.delete(workspace.labelLog());
    assertThat(label(anna, bert).disputed()).isEqualTo(1);
    decide("{\"name\": \"stop\", \"arguments\": {}}");
    assertThat(label(anna, bert).decided()).isEqualTo(1);
    assertThat(Fixtures.lines(out).getFirst())
        .contains("\"history\"", "\"name\": \"stop\"", "person");
  }

  @Test
  void aThoughtIsAskedForCheckedAndKept() {
    write("{\"user\": \"stop\"}");
    String thought = "{\"thought\": \"%s\", " + STOP.substring(1);
    ScriptedTeacher anna =
        teacher(
            "anna",
            question ->
                thought.formatted(
                    question.user().contains("not right")
                        ? "Silence is wanted, and stopping brings it."
                        : "stop"));
    assertThat(label(new Labeller(teachers(anna), Optional.empty(), true)).agreed()).isEqualTo(1);
    assertThat(anna.asked()).hasSize(4);
    assertThat(ExampleFile.read(out, Fixtures.catalog()).getFirst().thought())
        .contains("Silence is wanted, and stopping brings it.");
  }
}
