package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.duplicates.NearDuplicates;
import dev.usher.tools.Tool;
import dev.usher.tools.ToolCatalog;
import java.util.Optional;

/// The sentence is not the tool's own description or name said back.
final class ParrotRule implements Rule {
  private static final double ALIKE = 0.9;

  private final ToolCatalog catalog;

  ParrotRule(ToolCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public String name() {
    return "parroting";
  }

  @Override
  public Layer layer() {
    return Layer.QUALITY;
  }

  @Override
  public Optional<String> fault(Candidate row) {
    return catalog.tools().stream()
        .filter(tool -> names(row.text(), tool) || describes(row.text(), tool))
        .findFirst()
        .map(tool ->
            "the text repeats the name or the description of %s; ask as a user would"
                .formatted(tool.name()));
  }

  private static boolean names(String text, Tool tool) {
    return tool.name().contains("_") && text.contains(tool.name());
  }

  private static boolean describes(String text, Tool tool) {
    return !tool.description().isBlank()
        && NearDuplicates.similarity(text, tool.description()) >= ALIKE;
  }
}
