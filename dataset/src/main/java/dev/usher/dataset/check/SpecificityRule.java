package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.SentenceKeys;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// No value is a stand-in for one: `string`, `N/A`, `your_city` … unless the user says so.
final class SpecificityRule implements Rule {
  private static final Set<String> STAND_INS =
      Set.of(
          "string",
          "text",
          "value",
          "example",
          "sample",
          "placeholder",
          "unknown",
          "unspecified",
          "undefined",
          "null",
          "none",
          "nil",
          "n/a",
          "na",
          "tbd",
          "todo",
          "foo",
          "bar",
          "foobar",
          "xxx",
          "...",
          "…",
          "?",
          "-",
          "lorem ipsum",
          "not specified",
          "not provided",
          "not mentioned",
          "empty");

  @Override
  public String name() {
    return "specificity";
  }

  @Override
  public Layer layer() {
    return Layer.QUALITY;
  }

  @Override
  public Optional<String> fault(Candidate row) {
    String said = SentenceKeys.normalised(row.said());
    return Values.texts(row)
        .filter(
            leaf -> isStandIn(leaf.text()) && !said.contains(SentenceKeys.normalised(leaf.text())))
        .findFirst()
        .map(leaf ->
            "%s is \"%s\", which stands for a value; say one or leave it out"
                .formatted(leaf.where(), leaf.text()));
  }

  private static boolean isStandIn(String value) {
    String plain = value.strip().toLowerCase(Locale.ROOT);
    return STAND_INS.contains(plain)
        || plain.matches("[<\\[{].*[>\\]}]")
        || plain.matches("(your|my|some|insert|enter)[_-]\\w+");
  }
}
