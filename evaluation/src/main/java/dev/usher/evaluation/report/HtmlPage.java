package dev.usher.evaluation.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// An HTML page that needs nothing but itself: no script, no font, no picture from anywhere else.
/// It is light or dark as the reader's system is.
public final class HtmlPage {

  private final StringBuilder out = new StringBuilder();

  /// Starts a page.
  ///
  /// @param title any text
  public HtmlPage(String title) {
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.append("<title>").append(escape(title)).append("</title>\n<style>\n").append(style());
    out.append("</style>\n</head>\n<body>\n<main>\n<h1>").append(escape(title)).append("</h1>\n");
  }

  /// A line under the title.
  ///
  /// @param text any text
  public void subtitle(String text) {
    out.append("<p class=\"sub\">").append(escape(text)).append("</p>\n");
  }

  /// A box with a large figure, to stand in a `div` of the class `cards`.
  ///
  /// @param figure the number with its unit
  /// @param words what it is
  /// @param note what else is known of it
  public void card(String figure, String words, String note) {
    out.append(
        "<div class=\"card\"><b>%s</b><span>%s</span><small>%s</small></div>\n"
            .formatted(escape(figure), escape(words), escape(note)));
  }

  /// Starts a section.
  ///
  /// @param title any text
  /// @param explanation what it shows, any text
  public void section(String title, String explanation) {
    out.append("<h2>").append(escape(title)).append("</h2>\n");
    out.append("<p>").append(escape(explanation)).append("</p>\n");
  }

  /// Adds HTML as it is.
  ///
  /// @param html elements, such as a [Svg]; text in them is escaped already
  /// @return this
  public HtmlPage append(String html) {
    out.append(html);
    return this;
  }

  /// Ends the page.
  ///
  /// @return the whole page
  public String end() {
    return out + "</main>\n</body>\n</html>\n";
  }

  /// Text that is safe between tags and in quoted attributes.
  ///
  /// @param text any text
  /// @return the same for HTML
  public static String escape(String text) {
    return Svg.escape(text);
  }

  private static String style() {
    try (InputStream in = HtmlPage.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its resource report.css");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
