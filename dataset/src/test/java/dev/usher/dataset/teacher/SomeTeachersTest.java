package dev.usher.dataset.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.tools.UsherException;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class SomeTeachersTest {
  private static final Question QUESTION =
      new Question("", "", JsonNodeFactory.instance.objectNode(), 0);

  private final Teachers all =
      Teachers.of(Stream.of("anna", "bert", "cleo").map(SomeTeachersTest::teacher).toList(), 42);

  private static Teacher teacher(String name) {
    return ScriptedTeacher.answering(name, _ -> "yes");
  }

  @Test
  void onlyThoseAreAskedAndShareWhatTheOthersHad() {
    Teachers some = all.only(List.of("cleo", "anna"));
    assertThat(some.names()).containsExactly("anna", "cleo");
    List<String> asked =
        LongStream.range(0, 200).mapToObj(id -> some.ask(id, QUESTION).teacher()).toList();
    assertThat(asked.stream().filter("anna"::equals).count()).isBetween(95L, 105L);
    assertThat(asked).containsOnly("anna", "cleo");
    assertThat(all.spend().requests()).isEqualTo(200);
    assertThat(all.only(List.of("bert")).only(List.of("bert")).names()).containsExactly("bert");
  }

  @Test
  void aNameThatNobodyHasIsNamedWithThoseThatThereAre() {
    assertThatThrownBy(() -> all.only(List.of("anna", "dora")))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("\"dora\"")
        .hasMessageContaining("[anna, bert, cleo]");
  }
}
