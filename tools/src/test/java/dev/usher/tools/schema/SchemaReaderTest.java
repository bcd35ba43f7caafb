package dev.usher.tools.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.tools.UsherException;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

class SchemaReaderTest {
  private static JsonNode json(String text) {
    return JsonMapper.builder()
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .build()
        .readTree(text.replace('\'', '"'));
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
  void numbersBeyondADoubleAreCompared() {
    Schema schema = open("{'type':'integer','maximum':5}");
    assertThat(schema.accepts(json("1e99999999"))).isFalse();
    assertThat(schema.accepts(json("-1e99999999"))).isTrue();
    JsonNode infinity = JsonNodeFactory.instance.numberNode(Double.POSITIVE_INFINITY);
    assertThat(open("{'type':'number'}").accepts(infinity)).isFalse();
    assertThat(open("{'enum':[1]}").accepts(infinity)).isFalse();
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
        "{'$ref':'other.json'} | #/$ref | only '#/…' into this document is",
        "{'$ref':'#/$defs/%zz'} | #/$ref | is not supported",
        "{'$ref':'#/$defs/x'} | #/$ref | no schema there",
        "{'$ref':'#/$defs'} | #/$ref | no schema there",
        "{'enum':[{}],'items':{'$ref':'#/enum/0'}} | #/items/$ref | no schema there",
        "{'properties':{'a':{'$ref':'#'}}} | #/properties/a/$ref | recursive",
        "{'properties':{'a':{'$id':'b'}}} | #/properties/a/$id | moves '$ref'",
        "{'$schema':'http://json-schema.org/draft-07/schema#','$ref':'#/$defs/x','minimum':1,'$defs':{'x':{}}} | #/minimum | passed over",
        "{'minimum':1e99999999} | #/minimum | at most 1000 digits",
        "{'maximum':1e-99999999} | #/maximum | at most 1000 digits",
        "{'type':'integer','x-usher-relative-path':true} | #/x-usher-relative-path | type 'string' only",
        "{'properties':{'a':{'type':'integer'}},'x-usher-different':['a','b']} | #/x-usher-different | no text property",
        "{'$defs':{'x':{'items':{'$ref':'#/$defs/x'}}},'$ref':'#/$defs/x'} | /items/$ref | recursive",
        "{'type':'text'} | #/type | unknown type",
        "{'minLength':-1} | #/minLength | a whole number from 0 to",
        "{'oneOf':[{'type':'integer'},{'type':'number'}]} | #/oneOf | may overlap",
        "{'x-usher-extractiv':true} | #/x-usher-extractiv | unknown keyword",
        "{'$schema':'http://json-schema.org/draft-04/schema#'} | #/$schema | draft 2020-12",
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
  void referencesMultipliedBeyondMeasureAreRefused() {
    StringBuilder schema = new StringBuilder("{'$ref':'#/$defs/a0','$defs':{'a40':{}");
    for (int i = 0; i < 40; i++) {
      String next = "{'$ref':'#/$defs/a" + (i + 1) + "'}";
      schema.append(",'a" + i + "':{'properties':{'x':" + next + ",'y':" + next + "}}");
    }
    assertThatThrownBy(() -> open(schema + "}}")).hasMessageContaining("simplify it");
  }

  @Test
  void combinationsMultipliedBeyondMeasureAreRefused() {
    StringBuilder schema = new StringBuilder("{}");
    for (int level = 0; level < 4; level++) {
      StringBuilder alternatives = new StringBuilder();
      for (int i = 0; i < 100; i++) {
        String name = "'p" + level + "_" + i + "'";
        alternatives.append(i == 0 ? "" : ",").append("{'required':[" + name + "]}");
      }
      schema.insert(0, "{'type':'object','oneOf':[");
      schema.append("],'anyOf':[" + alternatives + "]}");
    }
    assertThatThrownBy(() -> open(schema.toString())).hasMessageContaining("simplify it");
  }

  @Test
  void anAlternativeLeavesOpenWhatStandsBesideIt() {
    Schema schema =
        closed(
            "{'type':'object','properties':{'op':{'type':'string'},'path':{'type':'string'}},"
                + "'anyOf':[{'properties':{'op':{'const':'list'}}},"
                + "{'properties':{'op':{'const':'read'},'lines':{'type':'integer'}},"
                + "'required':['op','path']}]}");
    assertThat(schema.accepts(json("{'op':'list','path':'a'}"))).isTrue();
    assertThat(schema.accepts(json("{'op':'read','path':'a','lines':3}"))).isTrue();
    assertThat(schema.accepts(json("{'op':'read'}"))).isFalse();
    assertThat(schema.accepts(json("{'op':'list','lines':3}"))).isFalse();
    assertThat(schema.accepts(json("{'op':'list','more':3}"))).isFalse();
  }

  @Test
  void oneOfCountsWhatStandsBesideIt() {
    String exactlyOne =
        "{'type':'object','properties':{'a':{},'b':{}},'oneOf':[{'required':['a']},{'required':['b']}]}";
    assertThatThrownBy(() -> closed(exactlyOne)).hasMessageContaining("may overlap");
    Schema closed =
        closed(
            "{'oneOf':[{'type':'object','properties':{'a':{}},'required':['a']},"
                + "{'type':'object','properties':{'b':{}},'required':['b']}]}");
    assertThat(closed.accepts(json("{'a':1}"))).isTrue();
    assertThat(closed.accepts(json("{'a':1,'b':1}"))).isFalse();
  }

  @Test
  void anObjectInsideArgumentsThatNamesNothingIsFreeForm() {
    Schema schema = closed("{'type':'object','properties':{'a':{'type':'object'}}}");
    assertThat(schema.accepts(json("{'a':{'x':1}}"))).isTrue();
    assertThat(schema.accepts(json("{'b':{}}"))).isFalse();
    assertThat(closed("{'type':'object'}").accepts(json("{'x':1}"))).isFalse();
    assertThat(closed("{}").accepts(json("{}"))).isTrue();
    assertThat(closed("{'additionalProperties':true}").accepts(json("{'x':1}"))).isTrue();
  }

  @Test
  void referencesLeadToWhereSchemasStand() {
    Schema schema =
        open(
            "{'$id':'https://example.com/s','properties':{'a/b':{'type':'integer'},"
                + "'c':{'$ref':'#/properties/a~1b'},'d':{'$ref':'#/properties/a%7E1b'}}}");
    assertThat(schema.accepts(json("{'c':1,'d':2}"))).isTrue();
    assertThat(schema.accepts(json("{'c':'x'}"))).isFalse();
    assertThat(schema.accepts(json("{'d':'x'}"))).isFalse();
  }

  @Test
  void recordsThatAdmitNothingCannotBeMade() {
    OptionalInt one = OptionalInt.of(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Schema.StringSchema(2, one, false, false));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Schema.ArraySchema(new Schema.AnySchema(), 2, one));
    assertThatIllegalArgumentException().isThrownBy(() -> new Schema.ConstantSchema(List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Schema.UnionSchema(List.of(new Schema.NullSchema())));
    assertThat(new Schema.ConstantSchema(List.of(json("1"), json("1.0"))).values()).hasSize(1);
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
