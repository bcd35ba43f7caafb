package dev.usher.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.app.terminal.Console;
import dev.usher.model.TinyModel;
import dev.usher.model.gguf.GgufFile;
import dev.usher.model.gguf.GgufMetadata;
import dev.usher.model.gguf.GgufWriter;
import dev.usher.model.kernels.Kernels;
import dev.usher.model.llama.LanguageModel;
import dev.usher.model.llama.ModelOptions;
import dev.usher.model.tokenizer.ChatTemplate;
import dev.usher.model.tokenizer.Tokenizer;
import dev.usher.router.Router;
import dev.usher.router.RouterOptions;
import dev.usher.tools.DecisionFormat;
import dev.usher.tools.FormatOptions;
import dev.usher.tools.ToolCatalog;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RouteRowsTest {

  private static final JsonMapper JSON = new JsonMapper();

  /// The constant begins with a byte that the vocabulary lacks.
  private static final String CATALOGUE =
      """
      [{"name":"mark","parameters":{"type":"object","required":["sign"],"properties":{
         "sign":{"const":"\uD8C0\uDC00"}}}},
       {"name":"say","parameters":{"type":"object","required":["w"],"properties":{
         "w":{"type":"string","minLength":3,"x-usher-extractive":true}}}}]
      """;

  @TempDir private Path folder;

  /// A text without a word of three letters leaves only the tool whose call cannot be written.
  @Test
  void aTextThatNothingFitsIsAnsweredAndTheNextIsTaken() throws IOException {
    String input =
        """
        {"text":"say it"}
        {"text":"no"}
        {"text":""}
        {"text":"  "}
        {"text":"\uD8C0\uDC00"}
        {"text":"\uD8C0\uDC00 Rio"}
        """;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    PrintStream print = new PrintStream(out, false, StandardCharsets.UTF_8);
    try (LanguageModel model = model();
        Router router = router(model)) {
      RouteRows rows = new RouteRows(router, new Console(in, print, print, 0), "rows", false);
      assertThat(rows.routeAll(in)).isEqualTo(4);
    }
    List<JsonNode> answers =
        out.toString(StandardCharsets.UTF_8).lines().map(JSON::readTree).toList();
    assertThat(answers).hasSize(6);
    assertThat(answers.get(0).at("/calls/0/arguments/w").asString()).isIn("say", "say it");
    assertThat(answers.get(1).path("error").asString())
        .startsWith("text: the shortest decision cannot be written");
    assertThat(answers.get(2).path("error").asString()).startsWith("text: is blank");
    assertThat(answers.get(3).path("error").asString()).startsWith("text: is blank");
    assertThat(answers.get(4).path("error").asString())
        .startsWith("text: the shortest decision cannot be written");
    assertThat(answers.get(5).at("/calls/0/arguments/w").asString()).isEqualTo("Rio");
  }

  /// Another token stands in the place of the byte F1.
  private LanguageModel model() {
    TinyModel tiny = TinyModel.of(1);
    GgufMetadata metadata = tiny.metadata();
    List<String> tokens = metadata.strings("tokenizer.ggml.tokens");
    List<String> fewer = tokens.stream().map(t -> t.equals("ñ") ? "qqq" : t).toList();
    GgufWriter.write(file(), metadata.with("tokenizer.ggml.tokens", fewer), tiny.tensors());
    try (GgufFile gguf = GgufFile.open(file())) {
      return LanguageModel.load(gguf, new ModelOptions(1, Kernels.best(), 512));
    }
  }

  private Path file() {
    return folder.resolve("poor.gguf");
  }

  private Router router(LanguageModel model) {
    try (GgufFile gguf = GgufFile.open(file())) {
      Tokenizer tokenizer = Tokenizer.of(gguf.metadata());
      return Router.of(
          model,
          tokenizer,
          ChatTemplate.of(gguf.metadata(), tokenizer),
          DecisionFormat.of(ToolCatalog.parse(CATALOGUE, "tools"), FormatOptions.compact()),
          Optional.empty(),
          new RouterOptions(1, 60, false));
    }
  }
}
