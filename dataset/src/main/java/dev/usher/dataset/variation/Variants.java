package dev.usher.dataset.variation;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.Example;
import dev.usher.dataset.ExampleValidator;
import dev.usher.dataset.SentenceKeys;
import dev.usher.dataset.Splits;
import dev.usher.dataset.Verdict;
import dev.usher.dataset.variation.Slots.Slot;
import dev.usher.tools.ToolCatalog;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// Sentences once more with other values, to learn from: each value that a sentence says word for
/// word gives way to one that another sentence says for the same argument of the same tool. How
/// people put things stays their own; which names there are is not learned by heart (slot
/// substitution: Louvan and Magnini, 2020).
public final class Variants {
  private static final int ATTEMPTS = 5;

  private final ExampleValidator validator;
  private final Set<String> taken;
  private final Map<String, List<String>> values = new LinkedHashMap<>();

  private Variants(List<Example> examples, ToolCatalog catalog, List<Example> heldOut) {
    this.validator = new ExampleValidator(catalog);
    this.taken = heldOut.stream().map(Variants::key).collect(Collectors.toSet());
    Map<String, Set<String>> distinct = new LinkedHashMap<>();
    for (Example example : examples) {
      taken.add(key(example));
      for (Slot slot : Slots.of(example).said()) {
        distinct.computeIfAbsent(slot.kind(), _ -> new LinkedHashSet<>()).add(slot.value());
      }
    }
    distinct.forEach((kind, each) -> values.put(kind, List.copyOf(each)));
  }

  private static String key(Example example) {
    return SentenceKeys.normalised(example.request());
  }

  /// Makes variants. None says what any example or any held-out sentence says, by normalised text,
  /// and no two say the same.
  ///
  /// @param examples to vary
  /// @param catalog that admits them
  /// @param heldOut sentences that must stay unseen
  /// @param seed decides which values are drawn
  /// @return a variant of each example that has values, and other ones; in the order of the
  ///   examples, whose provenance they have
  public static List<Example> of(
      List<Example> examples, ToolCatalog catalog, List<Example> heldOut, long seed) {
    Variants variants = new Variants(examples, catalog, heldOut);
    Random random = new Random(seed);
    return examples.stream()
        .flatMap(example -> variants.vary(Slots.of(example), random).stream())
        .toList();
  }

  /// Draws from examples and their variants as many as there are examples, so that an epoch stays
  /// one.
  ///
  /// @param examples to draw from, each tool keeping its share
  /// @param catalog that admits them
  /// @param heldOut sentences that must stay unseen
  /// @param share of variants, from 0 to 1; less where there are not so many
  /// @param seed decides what is drawn
  /// @return examples and variants in any order
  public static List<Example> mixed(
      List<Example> examples, ToolCatalog catalog, List<Example> heldOut, double share, long seed) {
    if (share == 0) {
      return examples;
    }
    int wanted = (int) Math.round(share * examples.size());
    List<Example> mixed =
        new ArrayList<>(Splits.sample(of(examples, catalog, heldOut, seed), wanted, seed));
    mixed.addAll(Splits.sample(examples, examples.size() - mixed.size(), seed));
    Collections.shuffle(mixed, new Random(seed));
    return List.copyOf(mixed);
  }

  private Optional<Example> vary(Slots slots, Random random) {
    if (slots.said().isEmpty()) {
      return Optional.empty();
    }
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      List<String> drawn = slots.said().stream().map(slot -> draw(slot, random)).toList();
      Candidate row = slots.with(drawn);
      if (validator.judge(row) instanceof Verdict.Accepted(Example variant)
          && Slots.of(variant).said().size() == drawn.size()
          && taken.add(key(variant))) {
        return Optional.of(variant);
      }
    }
    return Optional.empty();
  }

  private String draw(Slot slot, Random random) {
    List<String> all = values.getOrDefault(slot.kind(), List.of(slot.value()));
    return all.get(random.nextInt(all.size()));
  }
}
