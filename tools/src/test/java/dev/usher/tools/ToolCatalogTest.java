package dev.usher.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ToolCatalogTest {
  private static JsonNode json(String text) {
    return JsonMapper.builder().build().readTree(text.replace('\'', '"'));
  }

  private static ToolCatalog parse(String text) {
    return ToolCatalog.parse(text.replace('\'', '"'), "tools.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{'type':'function','function':{'name':'f','parameters':{'type':'object'}}}]",
        "[{'name':'f','parameters':{'type':'object'}}]",
        "[{'name':'f'}]",
        "{'tools':[{'name':'f','inputSchema':{'type':'object'}}]}",
        "{'jsonrpc':'2.0','id':1,'result':{'tools':[{'name':'f','inputSchema':{'type':'object'}}]}}",
        "- name: f\n  parameters:\n    type: object\n",
        "tools:\n  - name: f\n    inputSchema: {type: object}\n"
      })
  void everyFormIsRead(String text) {
    ToolCatalog catalog = parse(text);
    assertThat(catalog.tools()).singleElement().extracting(Tool::name).isEqualTo("f");
    assertThat(catalog.hash()).isEqualTo(parse("[{'name':'f'}]").hash());
  }

  @Test
  void whatIsWrittenIsReadBackEqual() throws IOException {
    String text = Files.readString(Path.of("src/test/resources/snips-tools.json"));
    ToolCatalog catalog = ToolCatalog.parse(text, "snips");
    ToolCatalog again = ToolCatalog.parse(catalog.toJson(), "written");
    assertThat(again.hash()).isEqualTo(catalog.hash());
    assertThat(again.tools()).isEqualTo(catalog.tools());
    assertThat(again.toJson()).contains("Name of the artist or band.");
  }

  @Test
  void theHashChangesWithTheCatalogue() {
    assertThat(parse("[{'name':'f'}]").hash()).isNotEqualTo(parse("[{'name':'g'}]").hash());
  }

  @Test
  void hintsTellTheRisk() {
    ToolCatalog catalog =
        parse(
            "{'tools':[{'name':'a','annotations':{'readOnlyHint':true}},"
                + "{'name':'b','annotations':{'destructiveHint':true}},{'name':'c'}]}");
    assertThat(catalog.tools())
        .extracting(Tool::risk)
        .containsExactly(Risk.READ, Risk.DESTRUCTIVE, Risk.WRITE);
    assertThat(ToolCatalog.parse(catalog.toJson(), "again").tools()).isEqualTo(catalog.tools());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[] | has no tools",
        "` ` | is empty",
        "[{'name':'f'},{'name':'f'}] | #/1: tool 'f' stands twice, also at tools.json#/0",
        "[{'name':'two words'}] | 'two words' is no tool name",
        "[{'description':'x'}] | an object with a 'name'",
        "[{'name':'f','description':5}] | #/0/description: expected a text",
        "[{'name':'f','paramaters':{}}] | #/0/paramaters: is not known of a tool",
        "[{'type':'function','function':{'name':'f'},'x-usher-risk':'read'}] | #/0/x-usher-risk: does not belong",
        "[{'type':'custom','name':'f'}] | #/0/type: expected 'function'",
        "[{'name':'f','parameters':{},'inputSchema':{}}] | has both parameters and inputSchema",
        "{'a':1} | expected a list",
        "{'result':{'tools':[{'name':'f'}],'nextCursor':'2'}} | only one page",
        "{'jsonrpc':'2.0','id':1,'error':{'code':-32601}} | the error of an MCP server",
        "{'tools':[{'name':'f','annotations':{'readOnlyHint':'yes'}}]} | #/tools/0/annotations/readOnlyHint: expected true or false",
        "[{'name':'f','name':'g'}] | is no valid JSON",
        "[{'name':'f'}] x | is no valid JSON",
        "[{'name':'f', | tools.json:1:",
        "[{'name':'f','x-usher-risk':'some'}] | expected read, write or destructive",
        "[{'name':'f','x-usher-risk':5}] | expected read, write or destructive"
      })
  void badCataloguesAreNamed(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("tools.json")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'type':'string'} | say 'type': 'object'",
        "{'type':['object','null']} | say 'type': 'object'",
        "{'anyOf':[{'properties':{}}]} | say 'type': 'object'",
        "{'properties':{'a':{'pattern':'x'}}} | #/properties/a/pattern: keyword 'pattern'",
        "{'properties':{'a':{'minimum':3,'maximum':2}}} | #/properties/a/minimum: contradicts 'maximum'",
        "{'properties':{'a':{'minLength':3,'maxLength':2}}} | #/properties/a/minLength: contradicts",
        "{'properties':{'a':{'minItems':3,'maxItems':2}}} | #/properties/a/minItems: contradicts",
        "{'properties':{'a':{'type':'string','enum':[1]}}} | #/properties/a: contradicts itself",
        "{'properties':{'a':{'enum':[]}}} | #/properties/a: contradicts itself",
        "{'properties':{'a':{'items':{'type':'integer','minimum':0.1,'maximum':0.9}}}} | #/properties/a/items: contradicts itself",
        "{'properties':{'a':{'anyOf':[{'type':'string','const':1},{}]}}} | #/properties/a/anyOf/0: contradicts itself",
        "{'properties':{'a':{}},'required':['b']} | #/required: 'b' is required, but no 'properties'",
        "{'properties':{'a':{}},'additionalProperties':false,'required':['b']} | contradicts itself",
        "{'x-usher-risk':'read'} | #/x-usher-risk: 'x-usher-risk' is said of a tool"
      })
  void badParametersAreNamed(String parameters, String message) {
    assertThatThrownBy(() -> parse("[{'name':'f','parameters':" + parameters + "}]"))
        .isInstanceOf(UsherException.class)
        .hasMessageStartingWith("tools.json tool 'f' ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "- name: f\\n---\\n- name: g | tools.json:3:1",
        "- name: f\\n  name: g | tools.json:2:",
        "- name: f\\n   description: x | tools.json:2:",
        "- name: f\\n  description: &p x\\n- name: g\\n  description: *p | alias '*p' is not supported",
        "- name: f\\n  parameters: {properties: {a: {minimum: .inf}}} | expected a finite number"
      })
  void badYamlIsNamed(String text, String message) {
    assertThatThrownBy(() -> parse(text.replace("\\n", "\n")))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining(message);
  }

  @Test
  void whatIsSaidBesideTheCallsIsKept() {
    ToolCatalog catalog =
        parse(
            "{'tools':[{'name':'f','title':'F','annotations':{'readOnlyHint':true},'x-team':'a',"
                + "'inputSchema':{'$schema':'http://json-schema.org/draft-07/schema#',"
                + "'type':'object','properties':{'a':{'type':'string','format':'date'}}}}]}");
    assertThat(catalog.toJson())
        .contains("\"title\" : \"F\"", "readOnlyHint", "x-team", "\"format\"", "$schema");
    ToolCatalog again = ToolCatalog.parse(catalog.toJson(), "again");
    assertThat(again.toJson()).isEqualTo(catalog.toJson());
    assertThat(again.tools()).isEqualTo(catalog.tools());
  }

  @Test
  void aByteOrderMarkIsPassedOver() {
    assertThat(parse("\uFEFF[{'name':'f'}]").hash()).isEqualTo(parse("[{'name':'f'}]").hash());
  }

  @Test
  void otherEncodingsAreNamed(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("tools.json");
    Files.write(file, "[{\"name\":\"ü\"}]".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> ToolCatalog.read(file)).hasMessageContaining("save it as UTF-8");
    assertThatThrownBy(() -> ToolCatalog.read(folder.resolve("none")))
        .hasMessageContaining("cannot be read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "codebase_search | {'query':'x','mode':'exact'} | true",
        "codebase_search | {'query':'x','mode':'fuzzy'} | false",
        "codebase_search | {'query':'x','mode':'exact','more':1} | false",
        "file_manager | {'operation':'read','path':'a.py'} | true",
        "file_manager | {'operation':'read','path':'a.py','content':'x'} | false",
        "file_manager | {'operation':'read','path':'/etc/passwd'} | false",
        "file_manager | {'operation':'write','path':'a.py'} | false",
        "file_manager | {'operation':'write','path':'a.py','content':''} | true",
        "file_manager | {'operation':'patch','path':'a','target_string':'x','replacement_string':'y'} | true",
        "file_manager | {'operation':'patch','path':'a','target_string':'x','replacement_string':'x'} | false",
        "sandbox_exec | {'code':'1'} | true",
        "sandbox_exec | {'code':'1','timeout':0} | false",
        "sandbox_exec | {'code':'1','timeout':301} | false",
        "ask_human | {'question':'Which?'} | true",
        "ask_human | {} | false"
      })
  void theBuiltInToolsKeepTheirRules(String tool, String arguments, boolean allowed) {
    Tool found = ToolCatalog.builtIn().find(tool).orElseThrow();
    assertThat(found.parameters().accepts(json(arguments))).isEqualTo(allowed);
  }

  @Test
  void theBuiltInCatalogueStatesItsRisks() {
    assertThat(ToolCatalog.builtIn().tools())
        .extracting(Tool::risk)
        .containsExactly(Risk.READ, Risk.WRITE, Risk.READ, Risk.READ);
  }
}
