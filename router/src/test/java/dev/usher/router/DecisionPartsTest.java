package dev.usher.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.router.DecisionParts.Span;
import dev.usher.tools.FormatOptions.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionPartsTest {
  /// Each part as `PART name: own text | all of it`.
  private static List<String> parts(String text, Kind kind) {
    return DecisionParts.of(text, kind).stream().map(span -> show(span, text)).toList();
  }

  private static String show(Span span, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String own =
        new String(bytes, span.textFrom(), span.textTo() - span.textFrom(), StandardCharsets.UTF_8);
    String whole = new String(bytes, span.from(), span.to() - span.from(), StandardCharsets.UTF_8);
    return "%s %s: %s | %s".formatted(span.part(), span.name(), own, whole);
  }

  @Test
  void aCompactCall() {
    assertThat(parts("get(city=\"Os),lo=\\\"\",n=-3,\"a \\\"b\"=[1,{\"x\":\"]\"}])", Kind.COMPACT))
        .containsExactly(
            "TOOL : get | get(",
            "ARGUMENT : city | city=",
            "VALUE city: \"Os),lo=\\\"\" | \"Os),lo=\\\"\"",
            "ARGUMENT : n | ,n=",
            "VALUE n: -3 | -3",
            "ARGUMENT : a \\\"b | ,\"a \\\"b\"",
            "VALUE a \"b: [1,{\"x\":\"]\"}] | =[1,{\"x\":\"]\"}]",
            "END :  | )");
  }

  @Test
  void severalCompactCallsBehindAThought() {
    assertThat(parts("\"why ü\":f();g(é=true)", Kind.COMPACT))
        .containsExactly(
            "THOUGHT : \"why ü\" | \"why ü\"",
            "TOOL : f | :f(",
            "TOOL : g | );g(",
            "ARGUMENT : é | é=",
            "VALUE é: true | true",
            "END :  | )");
  }

  @Test
  void aCompactAnswer() {
    assertThat(parts("\"it is (5)\"", Kind.COMPACT))
        .containsExactly("ANSWER : \"it is (5)\" | \"it is (5)\"", "END :  | ");
  }

  @Test
  void aJsonCall() {
    String text =
        "{\"status\":\"running\",\"tool_use\":{\"tool_name\":\"get\",\"arguments\":"
            + "{\"city\":\"Oslo\",\"o\":{\"a\":[]}}}}";
    assertThat(parts(text, Kind.JSON))
        .containsExactly(
            "STATUS : running | {\"status\":\"running\"",
            "TOOL : get | ,\"tool_use\":{\"tool_name\":\"get\"",
            "ARGUMENT : city | ,\"arguments\":{\"city\"",
            "VALUE city: \"Oslo\" | :\"Oslo\"",
            "ARGUMENT : o | ,\"o\"",
            "VALUE o: {\"a\":[]} | :{\"a\":[]}",
            "END :  | }}}");
  }

  @Test
  void severalJsonCallsBehindAThought() {
    String text =
        "{\"status\":\"running\",\"thought\":\"so\",\"tool_use\":[{\"tool_name\":\"f\","
            + "\"arguments\":{}},{\"tool_name\":\"g\",\"arguments\":{\"a\":1}}]}";
    assertThat(parts(text, Kind.JSON))
        .containsExactly(
            "STATUS : running | {\"status\":\"running\"",
            "THOUGHT : \"so\" | ,\"thought\":\"so\"",
            "TOOL : f | ,\"tool_use\":[{\"tool_name\":\"f\"",
            "TOOL : g | ,\"arguments\":{}},{\"tool_name\":\"g\"",
            "ARGUMENT : a | ,\"arguments\":{\"a\"",
            "VALUE a: 1 | :1",
            "END :  | }}]}");
  }

  @Test
  void aJsonAnswer() {
    assertThat(parts("{\"status\":\"complete\",\"final_answer\":\"5}\"}", Kind.JSON))
        .containsExactly(
            "STATUS : complete | {\"status\":\"complete\"",
            "ANSWER : \"5}\" | ,\"final_answer\":\"5}\"",
            "END :  | }");
  }
}
