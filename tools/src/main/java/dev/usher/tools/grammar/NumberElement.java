package dev.usher.tools.grammar;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A number between two bounds, both included.
final class NumberElement implements Element {
  private final @Nullable Magnitudes negative;
  private final @Nullable Magnitudes positive;
  private final long cost;

  /// @param fractions whether a number need not be whole
  NumberElement(Optional<BigDecimal> minimum, Optional<BigDecimal> maximum, boolean fractions) {
    BigDecimal least = minimum.orElse(BigDecimal.ZERO).max(BigDecimal.ZERO);
    this.positive = Magnitudes.range(least, maximum.orElse(null), true, fractions);
    BigDecimal nearest = maximum.orElse(BigDecimal.ZERO).negate().max(BigDecimal.ZERO);
    BigDecimal farthest = minimum.map(BigDecimal::negate).orElse(null);
    this.negative = Magnitudes.range(nearest, farthest, false, fractions);
    this.cost = positive == null && negative == null ? Cost.NEVER : new Start(this).cost();
  }

  @Override
  public void open(Stack below, Watch watch, Set<Stack> out) {
    if (cost != Cost.NEVER) {
      out.add(below.push(new Start(this)));
    }
  }

  @Override
  public long cost() {
    return cost;
  }

  /// Before the sign or the first digit.
  record Start(NumberElement element) implements NumberPlace {
    @Override
    public @Nullable NumberPlace after(int b) {
      if (b == '-') {
        return element.negative == null ? null : WholePlace.before(element.negative);
      }
      return element.positive == null ? null : WholePlace.before(element.positive).after(b);
    }
  }
}
