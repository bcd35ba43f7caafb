package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.duplicates.Pieces;
import dev.usher.tools.Tool;
import dev.usher.tools.ToolCatalog;
import java.util.List;
import java.util.Optional;

/// The sentence is not the tool's own description or name said back.
final class ParrotRule implements Rule {
  private static final double ALIKE = 0.9;

  private final List<Known> tools;

  ParrotRule(ToolCatalog catalog) {
    this.tools = catalog.tools().stream().map(Known::of).toList();
  }

  /// What could be said back of a tool.
  private record Known(String name, Optional<Pieces> description) {
    static Known of(Tool tool) {
      return new Known(
          tool.name(), Optional.of(tool.description()).filter(d -> !d.isBlank()).map(Pieces::of));
    }

    boolean isSaidIn(String text, Pieces pieces) {
      return (name.contains("_") && text.contains(name))
          || description.map(each -> pieces.similarity(each) >= ALIKE).orElse(false);
    }
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
    Pieces pieces = Pieces.of(row.text());
    return tools.stream()
        .filter(tool -> tool.isSaidIn(row.text(), pieces))
        .findFirst()
        .map(tool ->
            "the text repeats the name or the description of %s; ask as a user would"
                .formatted(tool.name()));
  }
}
