package dev.usher.dataset.format;

import dev.usher.tools.UsherException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Rows that stop a conversion, told in one message.
final class Refusals {

  private static final int SHOWN = 5;

  private Refusals() {}

  /// A row and why it is refused.
  record Refusal(String where, String why) {}

  /// @param what is said of the refused rows in sum
  /// @throws UsherException if there are any; it names the first few
  static void require(List<Refusal> refused, int rows, String what) {
    if (refused.isEmpty()) {
      return;
    }
    String others =
        refused.stream()
            .skip(1)
            .limit(SHOWN - 1)
            .map(each -> "\n" + each.where() + ": " + each.why())
            .collect(Collectors.joining());
    Refusal first = refused.getFirst();
    throw new UsherException(
        first.where(),
        first.why()
            + others
            + String.format(
                Locale.ROOT,
                "\n%,d of %,d rows %s; mend them or take them out",
                refused.size(),
                rows,
                what));
  }
}
