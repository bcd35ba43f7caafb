package dev.usher.dataset.card;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Markdown text, written piece by piece; what stands in tables and lists is text and nothing else.
final class Markdown {

  private final StringBuilder out = new StringBuilder();

  Markdown heading(String text) {
    out.append(out.lastIndexOf("\n\n") == out.length() - 2 ? "## " : "\n## ");
    out.append(text).append("\n\n");
    return this;
  }

  Markdown paragraph(String text) {
    out.append(text).append("\n\n");
    return this;
  }

  Markdown item(String text) {
    out.append("- ").append(text).append('\n');
    return this;
  }

  /// Starts a table whose first column is text, the others numbers.
  Markdown columns(String... names) {
    row((Object[]) names);
    List<String> rest = Collections.nCopies(names.length - 1, "---:");
    out.append("| --- | ").append(String.join(" | ", rest)).append(" |\n");
    return this;
  }

  Markdown row(Object... cells) {
    out.append(
        Arrays.stream(cells).map(Markdown::cell).collect(Collectors.joining(" | ", "| ", " |\n")));
    return this;
  }

  Markdown end() {
    out.append('\n');
    return this;
  }

  private static String cell(Object value) {
    return value instanceof Number number ? number(number.longValue()) : text(value.toString());
  }

  static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  static String code(String text) {
    return "`" + text.replace('`', '\'') + "`";
  }

  /// Text that no reader of Markdown takes for a mark, on one line.
  static String text(String text) {
    return text.replaceAll("\\s+", " ").replaceAll("([\\\\`*_{}\\[\\]<>|#~])", "\\\\$1");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
