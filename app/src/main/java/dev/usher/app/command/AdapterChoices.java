package dev.usher.app.command;

import dev.usher.training.LoraOptions;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// The shape of an adapter: the options of a training that need `--method lora`.
final class AdapterChoices {

  @Option(names = "--rank", paramLabel = "N", description = "Inner size of a pair. Default: 16.")
  private Optional<Integer> rank = Optional.empty();

  @Option(
      names = "--alpha",
      paramLabel = "A",
      description = "A pair is scaled by alpha/rank. Default: twice the rank.")
  private Optional<Double> alpha = Optional.empty();

  @Option(
      names = "--dropout",
      paramLabel = "SHARE",
      description = "Share of a pair's inputs that are zeroed while it learns. Default: 0.")
  private Optional<Double> dropout = Optional.empty();

  @Option(
      names = "--target-modules",
      paramLabel = "NAME",
      split = ",",
      completionCandidates = Projections.class,
      description =
          "Projections that get a pair, with commas between: ${COMPLETION-CANDIDATES}. Default: all.")
  private List<String> targets = List.of();

  /// What PEFT calls the projections.
  static final class Projections implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return LoraOptions.ALL_PROJECTIONS.iterator();
    }
  }

  /// Whether anything was said about an adapter.
  boolean isShaped() {
    return !targets.isEmpty() || Stream.of(rank, alpha, dropout).anyMatch(Optional::isPresent);
  }

  LoraOptions shape() {
    LoraOptions standard = rank.map(LoraOptions::ofRank).orElse(LoraOptions.ofRank(16));
    return new LoraOptions(
        standard.rank(),
        alpha.orElse(standard.alpha()),
        dropout.orElse(standard.dropout()),
        targets.isEmpty() ? standard.targets() : targets);
  }
}
