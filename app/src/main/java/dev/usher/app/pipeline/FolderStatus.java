package dev.usher.app.pipeline;

import dev.usher.evaluation.Lineage;
import dev.usher.evaluation.Scorecard;
import dev.usher.tools.UsherException;
import dev.usher.tools.file.Sha256;
import dev.usher.training.ParityCertificate;
import dev.usher.training.RunFolder;
import dev.usher.training.TrainingEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Whether what lies in a model folder still belongs together, found by comparing hashes.
public final class FolderStatus {

  /// How an artefact stands.
  public enum State {
    /// It is what it was made as, from what is still there.
    CURRENT,
    /// It is whole, but what it was made from has changed since.
    STALE,
    /// What it was made from is gone, so nobody can say.
    UNKNOWN,
    /// It is not there.
    MISSING,
    /// It is not what it was made as, or it failed.
    BROKEN
  }

  /// One artefact.
  ///
  /// @param name what it is
  /// @param state how it stands
  /// @param detail why, or what it says
  public record Line(String name, State state, String detail) {

    /// The state as a word.
    ///
    /// @return the state in lower case
    public String word() {
      return state.name().toLowerCase(Locale.ROOT);
    }
  }

  private final ModelFolder folder;
  private final List<Line> lines = new ArrayList<>();

  private FolderStatus(ModelFolder folder) {
    this.folder = folder;
  }

  /// Looks at a folder.
  ///
  /// @param folder a model folder
  /// @return a line an artefact
  public static List<Line> of(ModelFolder folder) {
    FolderStatus status = new FolderStatus(folder);
    if (Files.isRegularFile(folder.build())) {
      status.trained(BuildRecord.read(folder.build()));
    } else {
      status.unfinished();
    }
    return List.copyOf(status.lines);
  }

  private void trained(BuildRecord build) {
    source("data", build.data(), "train again to learn from the new data");
    source("base", build.base(), "train again to start from the new one");
    build.files().forEach(this::file);
    certificate();
    scorecard(folder.scorecard());
    for (Path file : List.of(folder.sampleScorecard(), folder.untrainedScorecard())) {
      if (Files.isRegularFile(file)) {
        lines.add(readable(file));
      }
    }
  }

  private void unfinished() {
    List<TrainingEvent> history = new RunFolder(folder.run()).readHistory();
    if (history.isEmpty()) {
      lines.add(new Line("model", State.MISSING, "nothing was trained here"));
      return;
    }
    String last =
        history.reversed().stream()
            .filter(TrainingEvent.Stepped.class::isInstance)
            .map(TrainingEvent.Stepped.class::cast)
            .map(step -> "at step %,d of %,d".formatted(step.step(), step.steps()))
            .findFirst()
            .orElse("before the first step");
    lines.add(
        new Line(
            "model",
            State.MISSING,
            "a training stopped " + last + "; give the same command again to go on"));
  }

  private void source(String name, BuildRecord.Source source, String remedy) {
    Path file = Path.of(source.path());
    if (!Files.isRegularFile(file)) {
      lines.add(new Line(name, State.UNKNOWN, file + " is no longer there"));
    } else if (Sha256.of(file).equals(source.sha256())) {
      lines.add(new Line(name, State.CURRENT, file.toString()));
    } else {
      lines.add(new Line(name, State.STALE, file + " was changed since; " + remedy));
    }
  }

  private void file(String name, String hash) {
    Path file = folder.path().resolve(name);
    if (!Files.isRegularFile(file)) {
      lines.add(new Line(name, State.MISSING, "train again"));
    } else if (Sha256.of(file).equals(hash)) {
      lines.add(new Line(name, State.CURRENT, "sha-256 " + hash.substring(0, 12)));
    } else {
      lines.add(new Line(name, State.BROKEN, "was changed after the training; train again"));
    }
  }

  private void certificate() {
    ParityCertificate certificate = RunFolder.readJson(folder.parity(), ParityCertificate.class);
    lines.add(
        new Line(
            "parity",
            certificate.passed() ? State.CURRENT : State.BROKEN,
            ParityGate.words(certificate)));
  }

  private void scorecard(Path file) {
    if (!Files.isRegularFile(file)) {
      lines.add(new Line("scorecard", State.MISSING, "usher evaluate makes it"));
      return;
    }
    Line readable = readable(file);
    if (readable.state() != State.CURRENT) {
      lines.add(readable);
      return;
    }
    lines.add(
        stale(Scorecard.read(file).lineage()).map(why -> stale("scorecard", why)).orElse(readable));
  }

  private Optional<String> stale(Lineage lineage) {
    if (!Sha256.of(folder.weights()).equals(lineage.model().sha256())) {
      return Optional.of("is of another model; evaluate again");
    }
    Path data = Path.of(lineage.data().name());
    return Files.isRegularFile(data) && !Sha256.of(data).equals(lineage.data().sha256())
        ? Optional.of(data + " was changed since; evaluate again")
        : Optional.empty();
  }

  private static Line stale(String name, String why) {
    return new Line(name, State.STALE, why);
  }

  private Line readable(Path file) {
    String name = String.valueOf(file.getFileName()).replace(".json", "");
    try {
      Scorecard scorecard = Scorecard.read(file);
      return new Line(
          name,
          State.CURRENT,
          "%.1f %% of %d sentences exact (%.1f to %.1f), %s"
              .formatted(
                  100 * scorecard.exact().rate(),
                  scorecard.sentences(),
                  100 * scorecard.exact().low(),
                  100 * scorecard.exact().high(),
                  scorecard.lineage().data().name()));
    } catch (UsherException unreadable) {
      return new Line(name, State.BROKEN, String.valueOf(unreadable.getMessage()));
    }
  }
}
