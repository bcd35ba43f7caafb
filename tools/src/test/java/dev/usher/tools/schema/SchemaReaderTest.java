package dev.usher.tools.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.tools.UsherException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SchemaReaderTest {
  private static JsonNode json(String text) {
    return JsonMapper.builder().build().readTree(text.replace('\'', '"'));
  }

  private static Schema open(String text) {
    return SchemaReader.read(json(text), "test");
  }

  private static Schema closed(String text) {
    return SchemaReader.readClosed(json(text), "test");
  }

  @Test
  void aToolsObjectHasOnlyThePropertiesItNames() {
    String schema = "{'type':'object','properties':{'a':{'type':'string'}}}";
    assertThat(open(schema).accepts(json("{'b':1}"))).isTrue();
    assertThat(closed(schema).accepts(json("{'b':1}"))).isFalse();
    assertThat(closed(schema).accepts(json("{'a':'x'}"))).isTrue();
  }

  @Test
  void keywordsSideBySideAreCombined() {
    Schema schema =
        open("{'type':['string','integer'],'minLength':2,'maximum':5,'enum':['a','ab',5,6,null]}");
    assertThat(schema.accepts(json("'ab'"))).isTrue();
    assertThat(schema.accepts(json("5"))).isTrue();
    for (String other : new String[] {"'a'", "6", "null", "'abc'"}) {
      assertThat(schema.accepts(json(other))).as(other).isFalse();
    }
  }

  @Test
  void boundsAreExact() {
    Schema schema = open("{'type':'integer','minimum':-9007199254740993,'maximum':0.5}");
    assertThat(schema.accepts(json("-9007199254740993"))).isTrue();
    assertThat(schema.accepts(json("-9007199254740994"))).isFalse();
    assertThat(schema.accepts(json("0"))).isTrue();
    assertThat(schema.accepts(json("1"))).isFalse();
  }

  @Test
  void twoTextsMayBeToldToDiffer() {
    Schema schema =
        closed(
            "{'type':'object','properties':{'a':{'type':'string'},'b':{'type':'string'}},"
                + "'x-usher-different':['a','b']}");
    assertThat(schema.accepts(json("{'a':'x','b':'y'}"))).isTrue();
    assertThat(schema.accepts(json("{'a':'x'}"))).isTrue();
    assertThat(schema.violations(json("{'a':'x','b':'x'}")))
        .singleElement()
        .asString()
        .contains("must not be the same");
  }

  @ParameterizedTest
  @CsvSource({
    "src/main.py, true", "a, true", "'', false", "/etc/passwd, false", "~/x, false",
    "../x, false", "a/../b, false", "a/.., false", "C:x, false", "a\\\\b, false",
    "..a/b.., true", ".hidden, true"
  })
  void relativePathsStayInside(String path, boolean inside) {
    Schema schema = open("{'type':'string','x-usher-relative-path':true}");
    assertThat(schema.accepts(json("'" + path + "'"))).isEqualTo(inside);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'string','pattern':'a'} | #/pattern | 'pattern' is not supported",
        "{'properties':{'a/b':{'not':{}}}} | #/properties/a~1b/not | 'not' is not supported",
        "{'allOf':[{}]} | #/allOf | 'allOf' is not supported",
        "{'$ref':'other.json'} | #/$ref | only '#/$defs/…' is",
        "{'$ref':'#/$defs/x'} | #/$ref | which is not there",
        "{'$defs':{'x':{'items':{'$ref':'#/$defs/x'}}},'$ref':'#/$defs/x'} | /items/$ref | recursive",
        "{'type':'text'} | #/type | unknown type",
        "{'minLength':-1} | #/minLength | a whole number from 0 on",
        "{'oneOf':[{'type':'integer'},{'type':'number'}]} | #/oneOf | may overlap",
        "{'x-usher-extractiv':true} | #/x-usher-extractiv | unknown keyword",
        "{'$schema':'http://json-schema.org/draft-07/schema#'} | #/$schema | draft 2020-12",
        "{'enum':1} | #/enum | a list of values",
        "{'type':'object','required':'a'} | #/required | a list of names",
        "7 | # | expected a schema"
      })
  void whatCannotBeEnforcedIsRefusedByPointer(String schema, String pointer, String message) {
    assertThatThrownBy(() -> open(schema))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining(pointer)
        .hasMessageContaining(message);
  }

  @Test
  void aUnionExplainsTheAlternativeThatComesClosest() {
    Schema schema =
        closed(
            "{'anyOf':[{'type':'object','properties':{'op':{'const':'a'},'x':{'type':'string'}},"
                + "'required':['op','x']},{'type':'object','properties':{'op':{'const':'b'}},"
                + "'required':['op']},{'type':'null'}]}");
    assertThat(schema.violations(json("{'op':'b','x':'1'}")))
        .singleElement()
        .asString()
        .contains("/x: unknown");
  }

  @Test
  void violationsPointAtThePlace() {
    Schema schema =
        open("{'properties':{'a':{'type':'array','items':{'type':'integer','minimum':3}}}}");
    assertThat(schema.violations(json("{'a':[3,2,'x']}")))
        .extracting(Violation::pointer)
        .containsExactly("/a/1", "/a/2");
  }
}
