package dev.usher.app.command;

import dev.usher.app.pipeline.BeforeAndAfter;
import dev.usher.app.pipeline.ModelFolder;
import dev.usher.app.pipeline.ModelMaker;
import dev.usher.app.pipeline.Selection;
import dev.usher.app.pipeline.TrainRequest;
import dev.usher.app.terminal.Console;
import dev.usher.app.terminal.ProgressBar;
import dev.usher.dataset.DatasetFolder;
import dev.usher.model.store.ModelStore;
import dev.usher.router.Route;
import dev.usher.router.Router;
import dev.usher.router.RouterOptions;
import dev.usher.tools.FormatOptions;
import dev.usher.tools.UsherException;
import dev.usher.training.TrainingMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// From nothing to a trained router, on the bundled example.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "From nothing to a trained router, on a bundled example with seven tools.",
      "Fetches the base model, trains, certifies, compares with the untrained model and routes three"
          + " sentences. Killed and started again, it goes on where it was."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  usher demo", "  usher demo --limit 500 --seed 7"})
final class DemoCommand implements Callable<Integer> {

  private static final int STEPS = 4;
  private static final int VALIDATION = 100;
  private static final List<String> SENTENCES =
      List.of(
          "will it rain in Oslo tomorrow",
          "play some jazz by Miles Davis",
          "book a table for four at an italian restaurant in Boston tonight");

  private final Console console;

  @Option(
      names = "--limit",
      defaultValue = "2000",
      paramLabel = "N",
      description = "Training sentences. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--sample",
      defaultValue = "150",
      paramLabel = "N",
      description =
          "Test sentences on which trained and untrained model are compared. Default:"
              + " ${DEFAULT-VALUE}.")
  private int sample;

  @Option(
      names = "--base",
      defaultValue = ModelStore.DEFAULT_BASE,
      paramLabel = "MODEL",
      description = "Base model: a GGUF file, or ORG/NAME on the hub. Default: ${DEFAULT-VALUE}.")
  private String base;

  @Option(
      names = "--model",
      defaultValue = "models/assistant",
      paramLabel = "DIR",
      description = "Folder to make. Default: ${DEFAULT-VALUE}.")
  private Path model;

  @Option(
      names = "--seed",
      defaultValue = "42",
      description = "Decides everything that is drawn. Default: ${DEFAULT-VALUE}.")
  private long seed;

  DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    long begun = System.nanoTime();
    Path data = data();
    console.step(1, STEPS, "training a router on %,d sentences".formatted(limit));
    if (!new ModelMaker(console, request(data)).make()) {
      return ExitCode.GATE_FAILED;
    }
    ModelFolder folder = new ModelFolder(model);
    console.step(2, STEPS, "untrained against trained, on a sample of the test sentences");
    Path test = data.resolve(DatasetFolder.TEST);
    console.print(new BeforeAndAfter(console, folder, test, sample, seed).report());
    console.step(3, STEPS, "three sentences");
    route();
    console.step(
        4, STEPS, "done in " + ProgressBar.clock(Duration.ofNanos(System.nanoTime() - begun)));
    sayWhatIsNext(test);
    return ExitCode.DONE;
  }

  private Path data() {
    Path bundled = Path.of(System.getProperty("usher.home", ""), "examples", "assistant");
    if (!Files.isRegularFile(bundled.resolve(DatasetFolder.MANIFEST))) {
      throw new UsherException(
          bundled.toString(), "the bundled example is missing; start ./usher of a whole checkout");
    }
    return bundled;
  }

  private TrainRequest request(Path data) {
    return new TrainRequest(
        data,
        model,
        Optional.empty(),
        base,
        FormatOptions.compact().kind(),
        FormatOptions.compact().order(),
        TrainRequest.options(TrainingMethod.FULL, seed),
        new Selection(OptionalInt.of(limit), OptionalInt.of(VALIDATION), 0));
  }

  private void route() throws IOException {
    try (Router router = Router.open(model, RouterOptions.defaults())) {
      for (String sentence : SENTENCES) {
        Route route = router.route(sentence);
        console.print("> " + sentence);
        console.print("  " + route.json());
        console.print("  " + RouteRow.summary(route));
      }
    }
  }

  private void sayWhatIsNext(Path test) {
    console.say(
        """
        Next:
          ./usher route --model %1$s --explain "your own sentence"
          ./usher evaluate --model %1$s --data %2$s
          ./usher tools check your-tools.json
          ./usher import plain your-rows.jsonl --tools your-tools.json --out work/mine
          ./usher train --data work/mine --model models/mine\
        """
            .formatted(model, Path.of("").toAbsolutePath().relativize(test.toAbsolutePath())));
  }
}
