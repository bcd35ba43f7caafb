package dev.usher.tools.grammar;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Any one of several pieces; where texts of two begin alike both are followed.
final class ChoiceElement implements Element {
  private final List<Element> alternatives;

  ChoiceElement(List<Element> alternatives) {
    this.alternatives =
        alternatives.stream().filter(each -> each.cost() != Cost.NEVER).distinct().toList();
  }

  @Override
  public void open(Stack below, Watch watch, Set<Stack> out) {
    for (Element alternative : alternatives) {
      alternative.open(below, watch, out);
    }
  }

  @Override
  public long cost() {
    return alternatives.stream().mapToLong(Element::cost).min().orElse(Cost.NEVER);
  }

  @Override
  public Optional<Set<String>> values() {
    Set<String> all = new HashSet<>();
    for (Element alternative : alternatives) {
      Optional<Set<String>> values = alternative.values();
      if (values.isEmpty()) {
        return Optional.empty();
      }
      all.addAll(values.get());
    }
    return Optional.of(all);
  }
}
