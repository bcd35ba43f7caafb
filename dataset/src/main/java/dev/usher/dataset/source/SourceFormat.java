package dev.usher.dataset.source;

import dev.usher.tools.UsherException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// The forms of data that can be imported.
public enum SourceFormat {
  /// The NLU benchmark of Snips: `{"Intent": [{"data": [{"text": …, "entity": …}, …]}, …]}`.
  SNIPS,
  /// CLINC150: `{"train": [["sentence", "intent"], …], "val": …, "oos_test": …}`.
  CLINC150,
  /// OpenAI chat rows: `{"messages": […], "tools": […]}`, one a line.
  CHAT,
  /// The data set's own rows, see [dev.usher.dataset.PlainRow].
  PLAIN;

  /// The name that the command line and the manifest use.
  ///
  /// @return the name in lower case
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Looks a form up by its word.
  ///
  /// @param word `snips`, `clinc150`, `chat` or `plain`
  /// @return the form
  /// @throws UsherException if there is no such form
  public static SourceFormat of(String word) {
    return Arrays.stream(values())
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElseThrow(() ->
            new UsherException(
                word,
                "is no form of data; expected "
                    + Arrays.stream(values())
                        .map(SourceFormat::word)
                        .collect(Collectors.joining(", "))));
  }

  Importer importer() {
    return switch (this) {
      case SNIPS -> new SnipsImporter();
      case CLINC150 -> new Clinc150Importer();
      case CHAT -> new ChatImporter();
      case PLAIN -> new PlainImporter();
    };
  }
}
