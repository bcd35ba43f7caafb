package dev.usher.router;

import dev.usher.model.adapter.LoraAdapter;
import dev.usher.model.gguf.GgufFile;
import dev.usher.model.kernels.Kernels;
import dev.usher.model.llama.LanguageModel;
import dev.usher.model.llama.ModelOptions;
import dev.usher.model.tokenizer.ChatTemplate;
import dev.usher.model.tokenizer.Tokenizer;
import dev.usher.tools.DecisionFormat;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What the folder of a trained router holds, loaded. The model is the caller's to close.
record TrainedRouter(
    LanguageModel model,
    Tokenizer tokenizer,
    ChatTemplate template,
    DecisionFormat format,
    Optional<LoraAdapter> adapter) {
  /// Positions of prompt and decision together, where the model has so many.
  private static final int CONTEXT = 2048;

  static TrainedRouter load(Path folder, RouterOptions options) {
    RouterManifest manifest = RouterManifest.read(folder);
    manifest.check(folder, options.verify());
    DecisionFormat format = DecisionFormat.of(catalog(folder, manifest), manifest.format());
    Optional<LoraAdapter> adapter =
        manifest.contents().adapter().map(name -> adapter(folder.resolve(name)));
    try (GgufFile file = GgufFile.open(folder.resolve(manifest.contents().model()))) {
      Tokenizer tokenizer = Tokenizer.of(file.metadata());
      ChatTemplate template = ChatTemplate.of(file.metadata(), tokenizer);
      requireSame("chat template", manifest.template(), template.name(), folder);
      ModelOptions running = new ModelOptions(options.threads(), Kernels.best(), CONTEXT);
      LanguageModel model = LanguageModel.load(file, running);
      return new TrainedRouter(model, tokenizer, template, format, adapter);
    }
  }

  private static ToolCatalog catalog(Path folder, RouterManifest manifest) {
    ToolCatalog catalog = ToolCatalog.read(folder.resolve(manifest.contents().tools()));
    requireSame("catalogue", manifest.catalog(), catalog.hash(), folder);
    return catalog;
  }

  private static LoraAdapter adapter(Path path) {
    return Files.isDirectory(path) ? LoraAdapter.readPeft(path) : LoraAdapter.readGguf(path);
  }

  private static void requireSame(String what, String expected, String found, Path folder) {
    if (!expected.equals(found)) {
      throw new UsherException(
          RouterManifest.file(folder).toString(),
          "was trained with %s %s, found %s; train again".formatted(what, expected, found));
    }
  }
}
