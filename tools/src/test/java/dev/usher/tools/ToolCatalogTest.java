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
        "[{'name':'f'},{'name':'f'}] | 'f' stands twice",
        "[{'name':'two words'}] | 'two words' is no tool name",
        "[{'description':'x'}] | an object with a 'name'",
        "{'a':1} | expected a list",
        "[{'name':'f','name':'g'}] | is no valid JSON",
        "[{'name':'f'}] x | is no valid JSON",
        "[{'name':'f', | tools.json:1:",
        "[{'name':'f','parameters':{'type':'string'}}] | expected the schema of an object",
        "[{'name':'f','parameters':{'type':'object','properties':{'a':{'minimum':3,'maximum':2,'type':'integer'}},'required':['a']}}] | contradicts itself",
        "[{'name':'f','parameters':{'type':'object','properties':{'a':{'pattern':'x'}}}}] | tool 'f' #/properties/a/pattern",
        "[{'name':'f','x-usher-risk':'some'}] | expected read, write or destructive"
      })
  void badCataloguesAreNamed(String text, String message) {
    assertThatThrownBy(() -> parse(text))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("tools.json")
        .hasMessageContaining(message);
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
