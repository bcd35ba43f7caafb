package dev.usher.app.pipeline;

import dev.usher.app.terminal.Console;
import dev.usher.dataset.Example;
import dev.usher.model.gguf.GgufFile;
import dev.usher.model.tensor.BlockFormat;
import dev.usher.model.tokenizer.ChatTemplate;
import dev.usher.model.tokenizer.Tokenizer;
import dev.usher.router.RouterManifest;
import dev.usher.tools.DecisionFormat;
import dev.usher.tools.UsherException;
import dev.usher.tools.file.AtomicFile;
import dev.usher.tools.file.Sha256;
import dev.usher.training.ParityCertificate;
import dev.usher.training.Row;
import dev.usher.training.RowEncoder;
import dev.usher.training.RunFolder;
import dev.usher.training.TrainedModel;
import dev.usher.training.Training;
import dev.usher.training.TrainingMethod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Makes the folder of a trained router: trains, writes what serves, certifies that it is what was
/// trained, and records what it was made from. Each step leaves a whole file or none, and a step
/// whose outcome is there is not done again, so a killed training goes on where it was.
public final class ModelMaker {

  private final Console console;
  private final TrainRequest request;
  private final ModelFolder folder;
  private final RunFolder run;

  /// Prepares.
  ///
  /// @param console shows progress
  /// @param request what to make
  public ModelMaker(Console console, TrainRequest request) {
    this.console = console;
    this.request = request;
    this.folder = new ModelFolder(request.model());
    this.run = new RunFolder(folder.run());
  }

  /// Makes the folder, or finds it made.
  ///
  /// @return whether the parity certificate passed
  /// @throws UsherException if the data, the catalogue or the base model cannot be used, or the
  ///   folder holds a training of another kind
  public boolean make() {
    TrainingData data = TrainingData.read(request);
    Path base = BaseModel.resolve(request.base(), console);
    BuildRecord planned =
        new BuildRecord(
            BuildRecord.FORMAT,
            BuildRecord.Source.of(data.manifest()),
            BuildRecord.Source.of(base),
            request.settings(),
            new LinkedHashMap<>());
    if (isMade(planned)) {
      console.say(folder.path() + " is trained already");
    } else {
      make(data, base, planned);
    }
    ParityCertificate certificate = RunFolder.readJson(folder.parity(), ParityCertificate.class);
    console.say(ParityGate.words(certificate));
    return certificate.passed();
  }

  private boolean isMade(BuildRecord planned) {
    if (!Files.isRegularFile(folder.build())) {
      return false;
    }
    BuildRecord made = BuildRecord.read(folder.build());
    if (!made.startsAs(planned)) {
      throw new UsherException(
          folder.build().toString(),
          "was trained with other options, data or base model; remove %s or name another folder"
              .formatted(folder.path()));
    }
    return made.files().entrySet().stream().allMatch(this::isUnchanged);
  }

  private boolean isUnchanged(Map.Entry<String, String> entry) {
    Path file = folder.path().resolve(entry.getKey());
    return Files.isRegularFile(file) && Sha256.of(file).equals(entry.getValue());
  }

  private void make(TrainingData data, Path base, BuildRecord planned) {
    DecisionFormat format =
        DecisionFormat.of(data.catalog(), data.format(request.kind(), request.order()));
    RowEncoder encoder;
    try (GgufFile file = GgufFile.open(base)) {
      Tokenizer tokenizer = Tokenizer.of(file.metadata());
      int longest = Math.toIntExact(file.metadata().integer("llama.context_length"));
      encoder = new RowEncoder(ChatTemplate.of(file.metadata(), tokenizer), format, longest);
    }
    Path ownBase = link(base, folder.base());
    train(data, encoder, ownBase);
    assemble(format, ownBase);
    List<Example> probes = data.validation().isEmpty() ? data.training() : data.validation();
    RunFolder.writeJson(
        folder.parity(), new Certification(console, folder, run, encoder).certify(probes));
    record(planned);
  }

  private void train(TrainingData data, RowEncoder encoder, Path base) {
    List<Row> training = encoder.encode(data.training());
    List<Row> validation = encoder.encode(data.validation());
    console.say(
        "%,d sentences to learn from, %,d to choose by; base model %s"
            .formatted(training.size(), validation.size(), base.getFileName()));
    try (TrainingProgress progress = new TrainingProgress(console)) {
      Training.run(run, base, training, validation, request.options(), progress);
    }
  }

  private void assemble(DecisionFormat format, Path base) {
    delete(folder.build(), folder.parity(), folder.manifest());
    AtomicFile.write(folder.tools(), format.catalog().toJson());
    try (TrainedModel trained = TrainedModel.open(run)) {
      switch (request.options().method()) {
        case FULL -> trained.writeGguf(folder.model(), BlockFormat.Q8_0);
        case LORA -> {
          link(base, folder.model());
          trained.writePeft(folder.adapter());
        }
      }
    }
    manifest(format).write(folder.path());
    delete(run.checkpoint(), run.kept());
  }

  private RouterManifest manifest(DecisionFormat format) {
    Optional<String> adapter =
        request.options().method() == TrainingMethod.LORA
            ? Optional.of(folder.adapter().getFileName().toString())
            : Optional.empty();
    return RouterManifest.of(
        folder.path(),
        new RouterManifest.Origin(
            Revision.version(), request.base(), Sha256.of(folder.base()), request.settings()),
        new RouterManifest.Contents(
            folder.model().getFileName().toString(),
            adapter,
            folder.tools().getFileName().toString()),
        format.options());
  }

  private void record(BuildRecord planned) {
    SequencedMap<String, String> files = new LinkedHashMap<>();
    for (Path file :
        List.of(
            folder.manifest(), folder.tools(), folder.model(), folder.weights(), folder.parity())) {
      files.put(folder.path().relativize(file).toString(), Sha256.of(file));
    }
    new BuildRecord(planned.format(), planned.data(), planned.base(), planned.settings(), files)
        .write(folder.build());
  }

  /// A second name for a file, or a copy where the file system has no second names.
  private static Path link(Path file, Path name) {
    try {
      Files.createDirectories(name.toAbsolutePath().getParent());
      if (Files.exists(name) && Files.isSameFile(file, name)) {
        return name;
      }
      Path temporary = name.resolveSibling(name.getFileName() + ".part");
      Files.deleteIfExists(temporary);
      try {
        Files.createLink(temporary, file.toRealPath());
      } catch (IOException | UnsupportedOperationException _) {
        Files.copy(file, temporary);
      }
      Files.move(temporary, name, StandardCopyOption.ATOMIC_MOVE);
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path... files) {
    try {
      for (Path file : files) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
