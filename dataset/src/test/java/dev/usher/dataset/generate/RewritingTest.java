package dev.usher.dataset.generate;

import static dev.usher.dataset.Fixtures.MADE;
import static dev.usher.dataset.Fixtures.catalog;
import static dev.usher.dataset.Fixtures.play;
import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.Example;
import dev.usher.dataset.Splits;
import dev.usher.dataset.check.Validation;
import dev.usher.dataset.teacher.Question;
import dev.usher.dataset.teacher.Reply;
import dev.usher.dataset.teacher.ScriptedTeacher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RewritingTest {
  private static final String DUPLICATE = "Put on Abba!";
  private static final String LEAK = "please put on Queen for me";

  @TempDir private Path folder;
  private DatasetFolder data;

  @BeforeEach
  void write() {
    data =
        DatasetFolder.write(
            folder,
            catalog(),
            new Splits(
                List.of(
                    play("put on Abba", "Abba"),
                    play(DUPLICATE, "Abba"),
                    play("I want some Blur tonight", "Blur"),
                    play(LEAK, "Queen")),
                List.of(),
                List.of(play("please put on Muse for me", "Muse"))),
            MADE);
  }

  private Rewriting rewriting(ScriptedTeacher teacher) {
    Validation validation = Validation.of(data.catalog(), data.splits());
    return Rewriting.of(folder, validation, Scripts.teachers(teacher), (_, _) -> {});
  }

  private static List<String> texts(Splits splits) {
    return splits.train().stream().map(Example::text).toList();
  }

  @Test
  void rowsThatBreakARuleGetOtherWordsAndTheSameDecision() {
    ScriptedTeacher anna = Scripts.obedient("anna");
    Rewriting rewriting = rewriting(anna);

    assertThat(rewriting.isWhole()).isTrue();
    assertThat(rewriting.rows()).isEqualTo(2);
    assertThat(texts(rewriting.splits()))
        .contains("put on Abba", "I want some Blur tonight")
        .doesNotContain(DUPLICATE, LEAK);
    assertThat(rewriting.splits().train().stream().map(Example::decision))
        .isEqualTo(data.splits().train().stream().map(Example::decision).toList());
    assertThat(rewriting.splits().test()).isEqualTo(data.splits().test());
    assertThat(Validation.of(data.catalog(), rewriting.splits()).screening().faults()).isEmpty();
    assertThat(anna.asked())
        .extracting(Question::user)
        .anyMatch(asked -> asked.contains(LEAK) && asked.contains("masked skeleton"));
    assertThat(rewriting.record(MADE, Scripts.teachers(anna)).notes())
        .contains("2 rows that broke rules were written anew by anna");
  }

  @Test
  void anAnswerThatIsThereIsNotAskedForAgain() throws Exception {
    Rewriting cut =
        rewriting(
            new ScriptedTeacher(
                "anna",
                question ->
                    question.user().contains(LEAK)
                        ? new Reply.Denied("the quota is gone")
                        : Scripts.answer(question)));
    assertThat(cut.isWhole()).isFalse();
    assertThat(cut.stopped().orElseThrow()).contains("the quota is gone");
    assertThat(Files.readAllLines(folder.resolve(Rewriting.LOG))).hasSize(1);

    ScriptedTeacher anna = Scripts.obedient("anna");
    assertThat(rewriting(anna).rows()).isEqualTo(2);
    assertThat(anna.asked()).singleElement().matches(asked -> asked.user().contains(LEAK));
    ScriptedTeacher again = Scripts.obedient("anna");
    assertThat(rewriting(again).splits()).isEqualTo(rewriting(anna).splits());
    assertThat(again.asked()).isEmpty();
  }

  @Test
  void whatATeacherWillNotWriteStaysAsItIs() {
    Rewriting rewriting = rewriting(new ScriptedTeacher("anna", _ -> new Reply.Refused("no")));
    assertThat(rewriting.isWhole()).isTrue();
    assertThat(rewriting.refused()).isEqualTo(2);
    assertThat(rewriting.splits()).isEqualTo(data.splits());
  }

  @Test
  void aDecisionThatIsWrongIsNotSentBack() {
    Splits splits =
        new Splits(
            List.of(play("{{name}} Abba", "Abba"), play("some music for me please", " ")),
            List.of(),
            List.of());
    Validation validation = Validation.of(catalog(), splits);
    assertThat(validation.screening().counts()).containsKeys("leftover", "null-tax");
    ScriptedTeacher anna = Scripts.obedient("anna");
    Rewriting.of(folder, validation, Scripts.teachers(anna), (_, _) -> {});
    assertThat(anna.asked()).singleElement().matches(asked -> asked.user().contains("{{name}}"));
  }
}
