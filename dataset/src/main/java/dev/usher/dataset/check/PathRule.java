package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.schema.Schema;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// A path inside a folder is one that the user gave: its last name is in the sentence. A guessed
/// path teaches to guess.
final class PathRule implements Rule {
  private final ToolCatalog catalog;

  PathRule(ToolCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public String name() {
    return "guessed-path";
  }

  @Override
  public Layer layer() {
    return Layer.SAFETY;
  }

  @Override
  public Optional<String> fault(Candidate row) {
    String said = row.said().toLowerCase(Locale.ROOT);
    return Values.texts(row)
        .filter(this::isPath)
        .filter(leaf -> !said.contains(lastName(leaf.text())))
        .findFirst()
        .map(leaf ->
            "%s is \"%s\", which the user does not say; ask for the path instead"
                .formatted(leaf.where(), leaf.text()));
  }

  private static String lastName(String path) {
    String trimmed = path.replaceAll("/+$", "").toLowerCase(Locale.ROOT);
    return trimmed.substring(trimmed.lastIndexOf('/') + 1);
  }

  private boolean isPath(Values.Leaf leaf) {
    return catalog.find(leaf.call().name()).stream()
        .flatMap(tool -> tool.shapes().stream())
        .flatMap(shape -> Stream.ofNullable(shape.properties().get(leaf.argument())))
        .anyMatch(property ->
            property.schema() instanceof Schema.StringSchema text && text.relativePath());
  }
}
