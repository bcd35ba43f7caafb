package dev.usher.evaluation.report;

import static dev.usher.evaluation.report.Figures.format;

import java.util.Locale;

/// A drawing in SVG whose colours come from the page's style sheet, by class.
public final class Svg {

  private final StringBuilder out = new StringBuilder();

  /// An empty drawing; it is as wide as the page lets it, and its parts keep their proportions.
  ///
  /// @param width in units of its own
  /// @param height in the same units
  /// @param label what it shows, for those who do not see it
  public Svg(double width, double height, String label) {
    out.append(
        format(
            "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">\n",
            width, height, escape(label)));
  }

  /// What anchors a text: its start, middle or end.
  public enum Anchor {
    /// The point is where the text starts.
    START,
    /// The point is in its middle.
    MIDDLE,
    /// The point is where it ends.
    END;

    private String css() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A straight line.
  ///
  /// @param style class in the style sheet
  /// @param x1 where it starts
  /// @param y1 where it starts, from the top
  /// @param x2 where it ends
  /// @param y2 where it ends, from the top
  public void line(String style, double x1, double y1, double x2, double y2) {
    out.append(
        format(
            "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>\n",
            style, x1, y1, x2, y2));
  }

  void dot(String style, double x, double y, double radius) {
    out.append(
        format("<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>\n", style, x, y, radius));
  }

  /// A rectangle with a text that shows when one points at it.
  ///
  /// @param style class in the style sheet
  /// @param x its left side
  /// @param y its upper side
  /// @param width nothing is drawn below 0
  /// @param height nothing is drawn below 0
  /// @param opacity of its colour, in [0, 1]
  /// @param tip the text
  public void box(
      String style, double x, double y, double width, double height, double opacity, String tip) {
    out.append(
        format(
            "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\""
                + " fill-opacity=\"%.3f\"><title>%s</title></rect>\n",
            style, x, y, Math.max(0, width), Math.max(0, height), opacity, escape(tip)));
  }

  /// A text.
  ///
  /// @param style class in the style sheet
  /// @param x where its anchor is
  /// @param y its base line
  /// @param anchor which part of it is at that place
  /// @param text any text
  public void text(String style, double x, double y, Anchor anchor, String text) {
    out.append(
        format(
            "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
            style, x, y, anchor.css(), escape(text)));
  }

  /// Text that runs upwards from a point.
  void upwards(String style, double x, double y, String text) {
    out.append(
        format(
            "<text class=\"%s\" transform=\"translate(%.1f %.1f) rotate(-50)\">%s</text>\n",
            style, x, y, escape(text)));
  }

  /// A line through points, given as x, y, x, y …
  void path(String style, double... points) {
    out.append("<polyline class=\"").append(style).append("\" points=\"");
    for (int i = 0; i < points.length; i += 2) {
      out.append(format("%.1f,%.1f ", points[i], points[i + 1]));
    }
    out.append("\"/>\n");
  }

  /// Ends the drawing.
  ///
  /// @return an element to put into a page
  public String end() {
    return out + "</svg>\n";
  }

  /// Text that is safe between tags and in quoted attributes.
  static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '<' -> safe.append("&lt;");
            case '>' -> safe.append("&gt;");
            case '&' -> safe.append("&amp;");
            case '"' -> safe.append("&quot;");
            case '\'' -> safe.append("&#39;");
            default -> {
              boolean shown = c >= ' ' || c == '\n' || c == '\t';
              safe.appendCodePoint(shown ? c : 0xFFFD);
            }
          }
        });
    return safe.toString();
  }
}
