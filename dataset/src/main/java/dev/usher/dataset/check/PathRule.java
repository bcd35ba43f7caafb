package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.tools.Risk;
import dev.usher.tools.Tool;
import dev.usher.tools.ToolCatalog;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A path inside a folder is one that the user gave, all of it: each of its names is in what was
/// said, or in what was decided or answered before. A guessed folder is a guess like any other, and
/// teaches to guess.
///
/// Where the catalogue does not say that an argument is a path its name may: then a tool that
/// changes something is not sent out of the folder unless the user says so.
final class PathRule implements Rule {
  private static final Set<String> NAMES =
      Set.of("path", "file", "file_path", "filepath", "filename", "file_name");
  private static final Pattern OUTSIDE =
      Pattern.compile(
          "[/\\\\~].+|[A-Za-z]:[/\\\\].*|(.*[/\\\\])?\\.\\.([/\\\\].*)?", Pattern.DOTALL);

  /// Letters of a path that does not stand in another word by accident.
  private static final int LONG = 5;

  private final ToolCatalog catalog;
  private final TextArguments texts;

  PathRule(ToolCatalog catalog) {
    this.catalog = catalog;
    this.texts = new TextArguments(catalog);
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
    return Values.texts(row).flatMap(leaf -> fault(leaf, row).stream()).findFirst();
  }

  private Optional<String> fault(Values.Leaf leaf, Candidate row) {
    if (texts.isPath(leaf)) {
      return isGiven(leaf.text(), row)
          ? Optional.empty()
          : Optional.of(
              "%s is \"%s\", which the user does not say in full; ask for the path instead"
                  .formatted(leaf.where(), leaf.text()));
    }
    boolean outside = isPathByName(leaf) && OUTSIDE.matcher(leaf.text()).matches();
    return outside && !given(row).contains(leaf.text().toLowerCase(Locale.ROOT))
        ? Optional.of(
            "%s is \"%s\", which leaves the folder, and the user does not say it; ask for the path instead"
                .formatted(leaf.where(), leaf.text()))
        : Optional.empty();
  }

  private boolean isPathByName(Values.Leaf leaf) {
    return NAMES.contains(leaf.argument().toLowerCase(Locale.ROOT))
        && catalog.find(leaf.call().name()).map(Tool::risk).orElse(Risk.READ) != Risk.READ;
  }

  /// Whether each name of a path was said or stood in an earlier decision, in any letter case and
  /// with any separators; the last one perhaps without its ending ("the app file in src").
  static boolean isGiven(String path, Candidate row) {
    String given = given(row);
    String plain = path.replaceFirst("^(\\./)+", "").replaceFirst("/+$", "");
    if (plain.length() >= LONG && given.contains(plain.toLowerCase(Locale.ROOT))) {
      return true;
    }
    SaidWords said = SaidWords.of(given);
    String[] names = plain.split("/+", -1);
    return Arrays.stream(names, 0, names.length - 1).allMatch(name -> isSaid(name, said))
        && Stream.of(names[names.length - 1], withoutEnding(names[names.length - 1]))
            .anyMatch(name -> isSaid(name, said));
  }

  /// A name without letters, such as `.`, tells nothing that could be guessed.
  private static boolean isSaid(String name, SaidWords said) {
    SaidWords words = SaidWords.of(name);
    return words.isEmpty() || said.have(words);
  }

  private static String withoutEnding(String name) {
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static String given(Candidate row) {
    return Stream.concat(Stream.of(row.said()), Values.earlierTexts(row))
        .collect(Collectors.joining("\n"))
        .toLowerCase(Locale.ROOT);
  }
}
