package dev.usher.dataset.offline;

import java.util.List;
import java.util.regex.Pattern;

/// Segments in one line.
final class Sentence {
  /// Stands where a segment sticks to its neighbour.
  static final String GLUE = "\u2060";

  private static final Pattern NO_SPACE_BEFORE = Pattern.compile("^[,.;:!?…\\n\u2060]");
  private static final Pattern NO_SPACE_AFTER = Pattern.compile("[\\n\u2060]$");
  private static final Pattern QUESTION =
      Pattern.compile(
          "^(what|where|when|which|who|how|is|are|will|can|could|would|should|do|does|any)\\b.*",
          Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

  private Sentence() {}

  /// Puts segments together, a space between them but around punctuation.
  static String join(List<Segment> segments) {
    StringBuilder text = new StringBuilder();
    for (Segment segment : segments) {
      boolean apart =
          !text.isEmpty()
              && !NO_SPACE_AFTER.matcher(text).find()
              && !NO_SPACE_BEFORE.matcher(segment.text()).find();
      text.append(apart ? " " : "").append(segment.text());
    }
    return text.toString().replace(GLUE, "");
  }

  /// Whether a sentence begins like a question.
  static boolean isQuestion(String text) {
    return QUESTION.matcher(text).matches();
  }
}
