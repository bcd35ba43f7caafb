package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.tools.Risk;
import dev.usher.tools.ToolCatalog;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// No call of a tool that is not marked destructive does what cannot be undone: deleting folders,
/// dropping tables, overwriting disks or history. Such a request is for a person to confirm.
final class DestructiveRule implements Rule {
  private static final Pattern DESTRUCTIVE =
      Pattern.compile(
          "\\brm\\s+-\\w*[rf]\\w*\\b|\\bshutil\\.rmtree\\s*\\(|\\bos\\.(remove|unlink|rmdir|removedirs)\\s*\\("
              + "|\\.unlink\\s*\\(|\\bdrop\\s+(table|database|schema)\\b|\\btruncate\\s+table\\b"
              + "|\\bdelete\\s+from\\s+\\w+\\s*(;|$)|\\bmkfs(\\.\\w+)?\\s|\\bdd\\s+if=|\\bformat\\s+[a-z]:"
              + "|\\bgit\\s+(push\\s+(-f|--force)|reset\\s+--hard|clean\\s+-\\w*f)"
              + "|\\bos\\.system\\s*\\(|\\bsubprocess\\.|:\\(\\)\\s*\\{",
          Pattern.CASE_INSENSITIVE);

  private final ToolCatalog catalog;

  DestructiveRule(ToolCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public String name() {
    return "destructive";
  }

  @Override
  public Layer layer() {
    return Layer.SAFETY;
  }

  @Override
  public Optional<String> fault(Candidate row) {
    return Values.texts(row)
        .filter(this::isHarmless)
        .flatMap(leaf -> fault(leaf).stream())
        .findFirst();
  }

  private boolean isHarmless(Values.Leaf leaf) {
    return catalog
        .find(leaf.call().name())
        .map(tool -> tool.risk() != Risk.DESTRUCTIVE)
        .orElse(false);
  }

  private static Optional<String> fault(Values.Leaf leaf) {
    Matcher found = DESTRUCTIVE.matcher(leaf.text());
    return found.find()
        ? Optional.of(
            "%s has \"%s\", which cannot be undone; ask the person first"
                .formatted(leaf.where(), found.group()))
        : Optional.empty();
  }
}
