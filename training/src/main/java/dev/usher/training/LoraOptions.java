package dev.usher.training;

import dev.usher.tools.UsherException;
import java.util.List;

/// The shape of a LoRA adapter (Hu et al. 2021, "LoRA: Low-Rank Adaptation of Large Language
/// Models").
///
/// @param rank inner dimension of each pair, at least 1
/// @param alpha the pair's product is scaled by `alpha / rank`
/// @param dropout share of the pair's inputs that are zeroed while training, in [0, 1)
/// @param targets the projections that get a pair, by PEFT's names; each once, in the order of
///   [#ALL_PROJECTIONS]
public record LoraOptions(int rank, double alpha, double dropout, List<String> targets) {
  /// All seven projections of a Llama block, by PEFT's names.
  public static final List<String> ALL_PROJECTIONS =
      List.of("q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj");

  /// Checks the ranges and the names, and orders these.
  ///
  /// @throws UsherException if a value is out of range or a projection is unknown
  public LoraOptions {
    require(rank >= 1, "rank must be at least 1, not " + rank);
    require(alpha > 0, "alpha must be above 0, not " + alpha);
    require(dropout >= 0 && dropout < 1, "dropout must be in [0, 1), not " + dropout);
    require(!targets.isEmpty(), "at least one target module is needed: " + ALL_PROJECTIONS);
    for (String target : targets) {
      require(
          ALL_PROJECTIONS.contains(target),
          "unknown target module '" + target + "', expected one of " + ALL_PROJECTIONS);
    }
    targets = ALL_PROJECTIONS.stream().filter(targets::contains).toList();
  }

  /// The given rank with alpha twice the rank, no dropout, on all seven projections.
  ///
  /// @param rank of every pair
  /// @return the options
  public static LoraOptions ofRank(int rank) {
    return new LoraOptions(rank, 2.0 * rank, 0, ALL_PROJECTIONS);
  }

  /// The factor on the product of a pair.
  ///
  /// @return `alpha / rank`
  public double scale() {
    return alpha / rank;
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new UsherException("lora", message);
    }
  }
}
