package dev.usher.app.pipeline;

import dev.usher.app.terminal.Console;
import dev.usher.dataset.Example;
import dev.usher.dataset.ExampleFile;
import dev.usher.dataset.Splits;
import dev.usher.evaluation.Scorecard;
import dev.usher.evaluation.report.TextReport;
import dev.usher.model.gguf.GgufFile;
import dev.usher.model.llama.LanguageModel;
import dev.usher.model.llama.ModelOptions;
import dev.usher.model.tokenizer.ChatTemplate;
import dev.usher.model.tokenizer.Tokenizer;
import dev.usher.router.Router;
import dev.usher.router.RouterOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The trained router against its own base model, untrained, under the same grammar and on the same
/// sentences. A scorecard that is there and of the same files is not made again.
public final class BeforeAndAfter {

  /// Of both, for an untrained model does not know where to stop. The longest right decision of the
  /// bundled example has 76 tokens.
  private static final RouterOptions OPTIONS = RouterOptions.defaults().withBudget(128);

  private final Console console;
  private final ModelFolder folder;
  private final Path data;
  private final int sample;
  private final long seed;

  /// Prepares.
  ///
  /// @param console shows the progress
  /// @param folder of the trained router
  /// @param data file of examples
  /// @param sample how many of them to draw, each tool keeping its share
  /// @param seed decides which
  public BeforeAndAfter(Console console, ModelFolder folder, Path data, int sample, long seed) {
    this.console = console;
    this.folder = folder;
    this.data = data;
    this.sample = sample;
    this.seed = seed;
  }

  /// Scores both, and says how they compare.
  ///
  /// @return lines of text
  public String report() {
    try (Router trained = Router.open(folder.path(), OPTIONS)) {
      List<Example> all = ExampleFile.read(data, trained.format().catalog());
      List<Example> drawn = Splits.sample(all, sample, seed);
      Scorecard before = untrained(trained, drawn);
      Scorecard after =
          made(folder.sampleScorecard(), folder.weights(), drawn)
              .orElseGet(() -> score(trained, "trained", folder.weights(), drawn));
      after.write(folder.sampleScorecard());
      return TextReport.compare("untrained", before, "trained", after).stripTrailing();
    }
  }

  private Scorecard untrained(Router trained, List<Example> drawn) {
    return made(folder.untrainedScorecard(), folder.base(), drawn)
        .orElseGet(() -> {
          try (GgufFile file = GgufFile.open(folder.base());
              LanguageModel model = LanguageModel.load(file, ModelOptions.defaults())) {
            Tokenizer tokenizer = Tokenizer.of(file.metadata());
            Router router =
                Router.of(
                    model,
                    tokenizer,
                    ChatTemplate.of(file.metadata(), tokenizer),
                    trained.format(),
                    Optional.empty(),
                    OPTIONS);
            Scorecard scorecard = score(router, "untrained", folder.base(), drawn);
            scorecard.write(folder.untrainedScorecard());
            return scorecard;
          }
        });
  }

  private Scorecard score(Router router, String title, Path model, List<Example> drawn) {
    return new Scoring(console, seed).score(router, title, model, data, drawn);
  }

  private Optional<Scorecard> made(Path file, Path model, List<Example> drawn) {
    List<String> texts = drawn.stream().map(Example::said).toList();
    return Scoring.made(file, model, data)
        .filter(made -> made.rows().stream().map(Scorecard.Row::text).toList().equals(texts));
  }
}
