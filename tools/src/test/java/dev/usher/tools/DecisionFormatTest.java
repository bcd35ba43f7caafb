package dev.usher.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.tools.FormatOptions.ArgumentOrder;
import dev.usher.tools.FormatOptions.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class DecisionFormatTest {
  private static final ToolCatalog WEATHER =
      ToolCatalog.parse(
          """
          [{"name": "get_weather", "parameters": {
              "type": "object", "required": ["city"], "properties": {
                "days": {"type": "integer", "minimum": 1, "maximum": 14},
                "city": {"type": "string"},
                "conditions": {"type": "array", "items": {"type": "string"}, "minItems": 1},
                "where is": {"type": "object", "properties": {"near": {"type": "boolean"}}},
                "notes": {}}}},
           {"name": "get", "parameters": {"type": "object", "additionalProperties": true}}]
          """,
          "weather");
  private static final DecisionFormat COMPACT = DecisionFormat.of(WEATHER, FormatOptions.compact());
  private static final DecisionFormat JSON = DecisionFormat.of(WEATHER, FormatOptions.json());

  private static Decision decision(String name, String arguments) {
    return new Decision.Call(call(name, arguments));
  }

  private static ToolCall call(String name, String arguments) {
    String json = arguments.replace('\'', '"');
    return new ToolCall(name, (ObjectNode) JsonMapper.shared().readTree(json));
  }

  private static DecisionFormat full(Kind kind, ArgumentOrder order) {
    return DecisionFormat.of(WEATHER, new FormatOptions(kind, order, 3, true, true));
  }

  @Test
  void writesArgumentsInTheOrderInWhichTheyAreSaid() {
    Decision decision =
        decision("get_weather", "{'city':'Oslo','days':3,'conditions':['rain','snow']}");
    String said = "Snow or RAIN in the next 3 days in oslo?";
    assertThat(COMPACT.write(decision, said))
        .isEqualTo("get_weather(conditions=[\"rain\",\"snow\"],days=3,city=\"Oslo\")");
    assertThat(JSON.write(decision, said))
        .isEqualTo(
            "{\"status\":\"running\",\"tool_use\":{\"tool_name\":\"get_weather\",\"arguments\":"
                + "{\"conditions\":[\"rain\",\"snow\"],\"days\":3,\"city\":\"Oslo\"}}}");
  }

  @Test
  void writesArgumentsThatAreNotSaidLastInCatalogueOrder() {
    Decision decision = decision("get_weather", "{'city':'Oslo','where is':{},'days':3}");
    assertThat(COMPACT.write(decision, "What about Oslo?"))
        .isEqualTo("get_weather(city=\"Oslo\",days=3,\"where is\"={})");
    assertThat(COMPACT.write(decision, "")).startsWith("get_weather(days=3,city=\"Oslo\",");
  }

  @Test
  void wholeWordsAreSaidBeforePartsOfWords() {
    Decision decision = decision("get_weather", "{'city':'IN','conditions':['rain']}");
    assertThat(COMPACT.write(decision, "training in the rain, Bastian IN"))
        .isEqualTo("get_weather(conditions=[\"rain\"],city=\"IN\")");
    assertThat(COMPACT.write(decision, "raining in rain"))
        .isEqualTo("get_weather(city=\"IN\",conditions=[\"rain\"])");
  }

  @Test
  void writesCatalogueOrderWhereThatIsAsked() {
    DecisionFormat format = full(Kind.COMPACT, ArgumentOrder.CATALOGUE);
    Decision decision = decision("get_weather", "{'city':'Oslo','days':3}");
    assertThat(format.write(decision, "Oslo for 3 days")).startsWith("get_weather(days=3,city=");
    assertThatThrownBy(() -> format.parse("get_weather(city=\"Oslo\",days=3)"))
        .isInstanceOf(UsherException.class)
        .hasMessage("decision@24: expected '\"' or 'c' or 'n', found 'days=3)'");
  }

  @Test
  void writesSeveralCallsAnswersAndThoughts() {
    DecisionFormat compact = full(Kind.COMPACT, ArgumentOrder.SAID);
    DecisionFormat json = full(Kind.JSON, ArgumentOrder.SAID);
    Decision two =
        new Decision.Call(List.of(call("get", "{}"), call("get_weather", "{'city':'a\\n'}")));
    assertThat(compact.write(two, "")).isEqualTo("get();get_weather(city=\"a\\n\")");
    assertThat(compact.write(two, "why", "")).startsWith("\"why\":get();");
    assertThat(json.write(two, "why", ""))
        .isEqualTo(
            "{\"status\":\"running\",\"thought\":\"why\",\"tool_use\":["
                + "{\"tool_name\":\"get\",\"arguments\":{}},"
                + "{\"tool_name\":\"get_weather\",\"arguments\":{\"city\":\"a\\n\"}}]}");
    Decision answer = new Decision.Answer("It's \"42\"");
    assertThat(compact.write(answer, "")).isEqualTo("\"It's \\\"42\\\"\"");
    assertThat(json.write(answer, ""))
        .isEqualTo("{\"status\":\"complete\",\"final_answer\":\"It's \\\"42\\\"\"}");
    for (DecisionFormat format : List.of(compact, json)) {
      assertThat(format.parse(format.write(two, "why", ""))).isEqualTo(two);
      assertThat(format.thought(format.write(two, "why", ""))).isEqualTo(Optional.of("why"));
      assertThat(format.thought(format.write(two, ""))).isEmpty();
      assertThat(format.parse(format.write(answer, ""))).isEqualTo(answer);
    }
  }

  @Test
  void quotesKeysThatAreNoWords() {
    Decision decision = decision("get", "{'b':1.50,'a=(':[{'x':null}]}");
    String text = COMPACT.write(decision, "");
    assertThat(text).isEqualTo("get(b=1.5,\"a=(\"=[{\"x\":null}])");
    assertThat(COMPACT.parse(text)).isEqualTo(decision);
    assertThatThrownBy(() -> COMPACT.parse("get(b=1,b=2)"))
        .hasMessage("decision@9: expected more text, found '=2)'");
  }

  @Test
  void whatLeavesTheRouterIsJsonInCatalogueOrder() {
    Decision decision = COMPACT.parse("get_weather(city=\"Oslo\",days=3)");
    assertThat(COMPACT.toJson(decision))
        .isEqualTo(
            "{\"status\":\"running\",\"tool_use\":{\"tool_name\":\"get_weather\",\"arguments\":"
                + "{\"days\":3,\"city\":\"Oslo\"}}}");
  }

  @Test
  void refusesDecisionsThatDoNotFitTheCatalogueByArgument() {
    assertRefused(decision("got", "{}"), "tool 'got': is not in the catalogue, expected one of");
    assertRefused(
        decision("get_weather", "{'city':'Oslo','days':15}"),
        "tool 'get_weather', argument /days: expected at most 14, found 15");
    assertRefused(
        decision("get_weather", "{}"), "tool 'get_weather', arguments: 'city' is missing");
    assertRefused(
        decision("get_weather", "{'city':'\\ud800'}"),
        "tool 'get_weather', argument: 'city': the string has an unpaired surrogate, U+D800 at 0");
    assertRefused(
        decision("get_weather", "{'city':'Oslo','notes':[[[[[[[[[]]]]]]]]]}"),
        "tool 'get_weather', argument 'notes': cannot be written; expected values at most 8 deep");
    assertRefused(new Decision.Answer("no"), "answer: this format has no answers");
    ToolCall get = call("get", "{}");
    assertRefused(new Decision.Call(List.of(get, get)), "decision: expected at most 1 calls");
  }

  private static void assertRefused(Decision decision, String message) {
    assertThatThrownBy(() -> COMPACT.write(decision, ""))
        .isInstanceOf(UsherException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void saysWhereATextStopsFittingAndWhatWasExpected() {
    assertThatThrownBy(() -> COMPACT.parse("get_weather(days=3)"))
        .hasMessage("decision@18: expected ',', found ')'");
    assertThatThrownBy(() -> COMPACT.parse("get"))
        .hasMessage("decision@3: expected '(' or '_', found the end");
    assertThatThrownBy(() -> COMPACT.parse("get() "))
        .hasMessage("decision@5: expected the end, found ' '");
    assertThatThrownBy(() -> COMPACT.parse("get_weather(city=\"\ud800\")"))
        .hasMessageStartingWith("decision@18: expected more text");
  }

  @Test
  void refusesToolsThatCanNeverBeCalled() {
    ToolCatalog catalog =
        ToolCatalog.parse(
            """
            [{"name": "f", "parameters": {"type": "object", "required": ["a", "b"],
              "properties": {"a": {"$ref": "#/$defs/empty"}, "b": {"$ref": "#/$defs/empty"}},
              "$defs": {"empty": {"type": "string", "maxLength": 0}},
              "x-usher-different": ["a", "b"]}}]
            """,
            "test");
    assertThatThrownBy(() -> DecisionFormat.of(catalog, FormatOptions.json()))
        .isInstanceOf(UsherException.class)
        .hasMessage("tool 'f': no arguments fit its parameters; it can never be called");
  }
}
