package dev.usher.tools.grammar;

import static dev.usher.tools.grammar.RandomTexts.accepts;
import static dev.usher.tools.grammar.RandomTexts.automaton;
import static dev.usher.tools.grammar.RandomTexts.bytes;
import static dev.usher.tools.grammar.RandomTexts.following;
import static dev.usher.tools.grammar.RandomTexts.schema;
import static dev.usher.tools.grammar.RandomTexts.walk;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.tools.schema.Schema;
import dev.usher.tools.schema.Schema.ObjectSchema;
import dev.usher.tools.schema.Schema.Property;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AutomatonTest {
  private static void assertExactly(String schema, List<String> accepted, List<String> refused) {
    assertExactly(automaton(schema), accepted, refused);
  }

  private static void assertExactly(
      Automaton automaton, List<String> accepted, List<String> refused) {
    accepted.forEach(
        text -> assertThat(accepts(automaton, text.replace('\'', '"'))).as(text).isTrue());
    refused.forEach(
        text -> assertThat(accepts(automaton, text.replace('\'', '"'))).as(text).isFalse());
  }

  @Test
  void constantsStandAsTheSchemaHasThem() {
    assertExactly(
        "{'enum':[1,12,-3.50,1e2,'a','ab',null,{'b':1,'a':[true]}]}",
        List.of("1", "12", "-3.5", "100", "'a'", "'ab'", "null", "{'b':1,'a':[true]}"),
        List.of("", "2", "1.0", "-3.50", "1e2", "'abc'", "{'a':[true],'b':1}", "true"));
  }

  @Test
  void aTextThatBeginsLikeAnotherMayEndOrGoOn() {
    Automaton automaton = automaton("{'enum':[1,12]}");
    int one = walk(automaton, automaton.start(), bytes("1"));
    int twelve = automaton.step(one, '2');
    assertThat(automaton.accepting(one)).isTrue();
    assertThat(automaton.onlyAccepting(one)).isFalse();
    assertThat(automaton.shortestCompletion(one)).isEmpty();
    assertThat(automaton.onlyAccepting(twelve)).isTrue();
    assertThat(following(automaton, twelve)).isEmpty();
  }

  @Test
  void arraysKeepTheirBounds() {
    assertExactly(
        "{'type':'array','items':{'type':'integer'},'minItems':2,'maxItems':3}",
        List.of("[1,2]", "[1,-20,3]"),
        List.of("[]", "[1]", "[1,]", "[,1,2]", "[1,2,3,4]", "[1,2,3,]", "[1 ,2]", "1,2"));
    assertExactly("{'type':'array','items':false}", List.of("[]"), List.of("[1]", "[null]", "["));
    assertExactly(
        "{'type':'array','items':{'type':'array','items':{'type':'boolean'}},'minItems':1}",
        List.of("[[]]", "[[true],[],[false,true]]"),
        List.of("[]", "[true]", "[[[]]]"));
  }

  @Test
  void keysStandInAnyOrderOnceAndRequiredOnesAlways() {
    assertExactly(
        "{'type':'object','required':['b'],'additionalProperties':false,"
            + "'properties':{'a':{'type':'null'},'b':{'type':'null'},'ba':{'type':'null'}}}",
        List.of("{'b':null}", "{'a':null,'b':null}", "{'b':null,'a':null}", "{'ba':null,'b':null}"),
        List.of(
            "{}", "{'a':null}", "{'b':null,'b':null}", "{'b':null,}", "{,'b':null}", "{'c':null}"));
  }

  @Test
  void keysStandInDeclaredOrderWhereThatIsAsked() {
    Schema schema =
        schema(
            "{'type':'object','required':['b'],"
                + "'properties':{'a':{'type':'null'},'b':{'type':'null'},'c':{'type':'null'}}}");
    assertExactly(
        Automaton.of(schema, KeyOrder.DECLARED),
        List.of("{'b':null}", "{'a':null,'b':null,'c':null}", "{'b':null,'x':1,'d':2}"),
        List.of(
            "{'b':null,'a':null}",
            "{'a':null,'c':null}",
            "{'x':1,'b':null}",
            "{'b':null,'x':1,'c':null}"));
  }

  @Test
  void freeKeysAreNeverWrittenTwiceNorLikeDeclaredOnes() {
    assertExactly(
        "{'type':'object','properties':{'ab':{'type':'null'}},"
            + "'additionalProperties':{'type':'integer'}}",
        List.of("{}", "{'x':1,'ab':null,'y':2}", "{'a':1}", "{'abc':1,'':2}", "{'x':1,'xy':2}"),
        List.of("{'ab':1}", "{'x':1,'x':2}", "{'x':1,'ab':null,'x':2}", "{'x':null}"));
  }

  @Test
  void anyValueNestsToADocumentedDepth() {
    String deepest = "[".repeat(Grammar.DEEPEST) + "1" + "]".repeat(Grammar.DEEPEST);
    assertExactly(
        "true",
        List.of("null", "-1.5", "'a'", "{'a':{'b':[{}]},'b':{'a':1}}", deepest),
        List.of("", "nul", "{'a':{'b':1,'b':2}}", "[" + deepest + "]", "{'a'}"));
    assertThatThrownBy(() -> automaton("false"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no text fits: the schema admits no value");
  }

  @Test
  void alternativesThatBeginAlikeAreAllFollowed() {
    assertExactly(
        "{'anyOf':[{'type':'object','required':['a','b'],'additionalProperties':false,"
            + "'properties':{'a':{'const':1},'b':{'const':1}}},"
            + "{'type':'object','required':['a'],'additionalProperties':{'type':'string'},"
            + "'properties':{'a':{'type':'integer','minimum':0}}},"
            + "{'type':'string','maxLength':1},{'type':'string','minLength':3}]}",
        List.of("{'a':1,'b':1}", "{'b':1,'a':1}", "{'a':1,'b':'x'}", "{'a':10}", "''", "'abc'"),
        List.of("{'a':10,'b':1}", "{'b':1}", "{'b':'x'}", "'ab'", "{'b':1,'a':10}"));
  }

  @Test
  void pairsDiffer() {
    String schema =
        "{'type':'object','required':['b'],'additionalProperties':false,'x-usher-different':['a','b'],"
            + "'properties':{'a':{'type':'string','maxLength':%d},'b':{'type':'string','maxLength':1}}}";
    assertExactly(
        schema.formatted(5),
        List.of("{'a':'x','b':'y'}", "{'b':'x','a':''}", "{'b':'x'}", "{'a':'xy','b':'x'}"),
        List.of(
            "{'a':'x','b':'x'}", "{'b':'','a':''}", "{'a':'\u00e9','b':'\u00e9'}", "{'a':'x'}"));
    Automaton automaton = automaton(schema.formatted(5));
    int open = walk(automaton, automaton.start(), bytes("{\"a\":\"\u00e9\",\"b\":\"\u00c3"));
    int lead = walk(automaton, automaton.start(), new byte[0]);
    assertThat(open).isNotEqualTo(Automaton.DEAD);
    lead = walk(automaton, lead, bytes("{\"a\":\"\u00e9\",\"b\":\""));
    int half = automaton.step(lead, 0xC3);
    assertThat(automaton.step(half, 0xA9)).as("could not be closed").isEqualTo(Automaton.DEAD);
    assertThat(automaton.step(half, 0xA8)).isNotEqualTo(Automaton.DEAD);
    assertThat(new String(automaton.shortestCompletion(lead), StandardCharsets.UTF_8))
        .isEqualTo("\"}");
  }

  @Test
  void pairsOfFewValuesNeverRunOutOfThem() {
    Schema few = schema("{'enum':['x','y']}");
    LinkedHashMap<String, Property> properties = new LinkedHashMap<>();
    properties.put("a", new Property(schema("{'enum':['x','y','z']}"), false));
    properties.put("b", new Property(few, true));
    properties.put("c", new Property(few, true));
    properties.put("d", new Property(schema("{'enum':['x']}"), false));
    List<List<String>> pairs =
        List.of(List.of("a", "b"), List.of("b", "c"), List.of("c", "a"), List.of("c", "d"));
    Automaton automaton =
        Automaton.of(new ObjectSchema(properties, Optional.empty(), pairs), KeyOrder.ANY);
    assertExactly(
        automaton,
        List.of("{'a':'z','b':'x','c':'y'}", "{'c':'y','d':'x','b':'x'}", "{'b':'y','c':'x'}"),
        List.of("{'a':'x','b':'y','c':'y'}", "{'c':'x','d':'x','b':'y'}", "{'b':'y','c':'y'}"));
    int a = walk(automaton, automaton.start(), bytes("{\"a\":\""));
    assertThat(following(automaton, a)).containsExactly((int) 'z');
    int c = walk(automaton, automaton.start(), bytes("{\"c\":\"x\",\""));
    assertThat(following(automaton, c)).containsExactly((int) 'a', (int) 'b');
  }

  @Test
  void completionsAreRealAndShort() {
    String schema =
        "{'type':'object','required':['n','s','l'],'properties':{'n':{'type':'number','minimum':0.25,"
            + "'maximum':0.75},'s':{'type':'string','minLength':2},'o':{},"
            + "'l':{'type':'array','minItems':2,'items':{'anyOf':[{'type':'integer','minimum':-5,"
            + "'maximum':-1},{'const':'x'}]}}}}";
    Automaton automaton = Automaton.of(schema(schema), KeyOrder.DECLARED);
    assertThat(new String(automaton.shortestCompletion(automaton.start()), StandardCharsets.UTF_8))
        .isEqualTo("{\"n\":0.3,\"s\":\"aa\",\"l\":[-1,-1]}");
    int inText = walk(automaton, automaton.start(), bytes("{\"n\":0.7,\"s\":\"\\"));
    assertThat(new String(automaton.shortestCompletion(inText), StandardCharsets.UTF_8))
        .isEqualTo("ba\",\"l\":[-1,-1]}");
  }

  @Test
  void statesThatCarryTextShareAnOutline() {
    Automaton automaton =
        automaton(
            "{'type':'object','required':['a','b'],'x-usher-different':['a','b'],"
                + "'additionalProperties':false,"
                + "'properties':{'a':{'type':'string'},'b':{'type':'string'}}}");
    int one = walk(automaton, automaton.start(), bytes("{\"a\":\"one"));
    int two = walk(automaton, automaton.start(), bytes("{\"a\":\"two, longer"));
    assertThat(one).isNotEqualTo(two);
    assertThat(automaton.outline(one)).isEqualTo(automaton.outline(two));
    int outline = automaton.outline(one);
    assertThat(automaton.outline(outline)).isEqualTo(outline);
    assertThat(automaton.step(outline, 'x')).isEqualTo(outline);
    int same = walk(automaton, one, bytes("\",\"b\":\"one"));
    assertThat(automaton.step(same, '"')).isEqualTo(Automaton.DEAD);
    assertThat(automaton.step(automaton.outline(same), '"')).isNotEqualTo(Automaton.DEAD);
    int differs = automaton.step(same, '!');
    assertThat(differs).isEqualTo(walk(automaton, two, bytes("\",\"b\":\"!")));
    assertThat(automaton.outline(differs)).isEqualTo(differs);
  }

  @Test
  void statesThatCarryTextAreForgottenInTheEndAndNoOthers() {
    Automaton automaton =
        automaton(
            "{'type':'object','x-usher-different':['a','b'],"
                + "'properties':{'a':{'type':'string'},'b':{'type':'string'}}}");
    int plain = walk(automaton, automaton.start(), bytes("{\"b\":"));
    int carrying = walk(automaton, automaton.start(), bytes("{\"a\":\"first"));
    int open = walk(automaton, automaton.start(), bytes("{\"a\":\""));
    for (int i = 0; i < 100_000; i++) {
      open = automaton.step(open, 'x');
    }
    assertThat(automaton.accepting(walk(automaton, plain, bytes("\"\"}")))).isTrue();
    assertThatThrownBy(() -> automaton.step(carrying, 'x'))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was forgotten");
  }

  @Test
  void manyOptionalKeysMakeStatesOnlyWhereATextGoes() {
    StringBuilder properties = new StringBuilder();
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < 60; i++) {
      properties.append(i == 0 ? "" : ",").append("'key%d':{'type':'string'}".formatted(i));
      text.append(i == 0 ? "" : ",").append("\"key%d\":\"v\"".formatted(59 - i));
    }
    Automaton automaton = automaton("{'type':'object','properties':{" + properties + "}}");
    assertThat(accepts(automaton, text + "}")).isTrue();
    assertThat(accepts(automaton, text + ",\"key7\":\"v\"}")).isFalse();
  }
}
