package dev.usher.router;

import dev.usher.model.TinyModel;
import dev.usher.model.gguf.GgufFile;
import dev.usher.model.kernels.Kernels;
import dev.usher.model.llama.LanguageModel;
import dev.usher.model.llama.ModelOptions;
import dev.usher.model.tokenizer.ChatTemplate;
import dev.usher.model.tokenizer.Tokenizer;
import dev.usher.tools.DecisionFormat;
import dev.usher.tools.FormatOptions;
import dev.usher.tools.ToolCatalog;
import java.nio.file.Path;
import java.util.Optional;

/// A model of random weights and what a router needs beside it.
record TinyRouter(TinyModel tiny, LanguageModel model, Tokenizer tokenizer, ChatTemplate template)
    implements AutoCloseable {
  static final String CATALOGUE =
      """
      [{"name":"get_weather","parameters":{"type":"object","required":["city"],"properties":{
         "city":{"type":"string"},"days":{"type":"integer","minimum":1,"maximum":14}}}},
       {"name":"get_time","parameters":{"type":"object","properties":{
         "zone":{"enum":["here","utc"]}}}},
       {"name":"play_music","parameters":{"type":"object","required":["name"],"properties":{
         "name":{"type":"string","maxLength":20},
         "modes":{"type":"array","items":{"enum":["loud","soft"]},"maxItems":2}}}}]
      """;

  static TinyRouter of(Path folder, long seed) {
    TinyModel tiny = TinyModel.of(seed);
    Path file = folder.resolve("tiny-" + seed + ".gguf");
    tiny.write(file);
    try (GgufFile gguf = GgufFile.open(file)) {
      Tokenizer tokenizer = Tokenizer.of(gguf.metadata());
      ModelOptions options = new ModelOptions(1, Kernels.best(), 1024);
      return new TinyRouter(
          tiny,
          LanguageModel.load(gguf, options),
          tokenizer,
          ChatTemplate.of(gguf.metadata(), tokenizer));
    }
  }

  static DecisionFormat format(FormatOptions options) {
    return DecisionFormat.of(ToolCatalog.parse(CATALOGUE, "test"), options);
  }

  Router router(FormatOptions format, RouterOptions options) {
    return router(CATALOGUE, format, options);
  }

  Router router(String catalogue, FormatOptions format, RouterOptions options) {
    DecisionFormat decisions = DecisionFormat.of(ToolCatalog.parse(catalogue, "test"), format);
    return Router.of(model, tokenizer, template, decisions, Optional.empty(), options);
  }

  /// The same model behind another vocabulary of the same size.
  TinyRouter withTokenizer(Tokenizer other) {
    return new TinyRouter(tiny, model, other, template);
  }

  @Override
  public void close() {
    model.close();
  }
}
