package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.duplicates.NearDuplicates;
import dev.usher.tools.Tool;
import dev.usher.tools.ToolCall;
import dev.usher.tools.ToolCatalog;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A thought says why: at least six words behind the opening that any thought could have, which are
/// not the sentence again and name no tool but those that are called. Rows without a thought pass.
public final class ThoughtRule implements Rule {
  private static final int FEWEST = 6; // words
  private static final double ALIKE = 0.9;
  private static final Pattern OPENING =
      Pattern.compile(
          "^\\W*(well|so|okay|ok|first|here)?\\W*"
              + "(the (user|person|speaker|customer|request|query|sentence|message)|they|he|she|i|we|it)"
              + "('s|’s|'d|’d)? (clearly |just |simply |now |here |explicitly )?"
              + "(wants?|wanted|asks?|asked|asking|needs?|requests?|requested|is|are|am|was|would like|should|must"
              + "|have|has|says?|said|seeks?|intends?|wishes)\\b"
              + "( asking| requesting| looking| trying| wanting| saying)?( me| us| you)?( to| for| that)?\\b\\W*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}'’_-]*");

  private final ToolCatalog catalog;

  /// The rule for a catalogue.
  ///
  /// @param catalog whose tools may be named
  public ThoughtRule(ToolCatalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public String name() {
    return "thought";
  }

  @Override
  public Layer layer() {
    return Layer.QUALITY;
  }

  @Override
  public Optional<String> fault(Candidate row) {
    return row.thought().flatMap(thought -> fault(thought, row));
  }

  private Optional<String> fault(String thought, Candidate row) {
    String rest = OPENING.matcher(thought).replaceFirst("");
    long words = WORD.matcher(rest).results().count();
    if (words < FEWEST) {
      return Optional.of(
          "the thought says %d words behind its opening; expected at least %d, on why this is right"
              .formatted(words, FEWEST));
    }
    if (Stream.of(thought, rest).anyMatch(each -> repeats(each, row.text()))) {
      return Optional.of("the thought repeats the sentence; say why the decision is right");
    }
    List<String> called = row.decision().calls().stream().map(ToolCall::name).toList();
    return catalog.tools().stream()
        .map(Tool::name)
        .filter(name -> !called.contains(name) && isNamed(name, thought))
        .findFirst()
        .map(name ->
            "the thought names %s, which is not called; speak of the right decision only"
                .formatted(name));
  }

  private static boolean repeats(String thought, String sentence) {
    return NearDuplicates.similarity(thought, sentence) >= ALIKE;
  }

  /// A name that is an ordinary word, such as `play`, may stand for the word.
  private static boolean isNamed(String name, String thought) {
    boolean word = name.chars().allMatch(c -> c >= 'a' && c <= 'z');
    return !word
        && Pattern.compile("(?<![\\w.-])" + Pattern.quote(name) + "(?![\\w-])")
            .matcher(thought)
            .find();
  }
}
