package dev.usher.dataset.source;

import dev.usher.dataset.EnumWord;
import dev.usher.dataset.format.RowFormat;
import dev.usher.tools.UsherException;

/// The forms of data that can be imported: two published data sets, and every form of rows.
public enum SourceFormat {
  /// The NLU benchmark of Snips: `{"Intent": [{"data": [{"text": …, "entity": …}, …]}, …]}`.
  SNIPS,
  /// CLINC150: `{"train": [["sentence", "intent"], …], "val": …, "oos_test": …}`.
  CLINC150,
  /// See [RowFormat#PLAIN].
  PLAIN,
  /// See [RowFormat#CHAT].
  CHAT,
  /// See [RowFormat#SHAREGPT].
  SHAREGPT,
  /// See [RowFormat#ALPACA].
  ALPACA,
  /// See [RowFormat#XLAM].
  XLAM,
  /// See [RowFormat#CHATML].
  CHATML,
  /// See [RowFormat#LLAMA3].
  LLAMA3,
  /// See [RowFormat#FUNCTIONGEMMA].
  FUNCTIONGEMMA,
  /// See [RowFormat#GEMMA].
  GEMMA;

  /// The name that the command line and the manifest use.
  ///
  /// @return the name in lower case
  public String word() {
    return EnumWord.of(this);
  }

  /// Looks a form up by its word.
  ///
  /// @param word `snips`, `clinc150`, or a form of rows
  /// @return the form
  /// @throws UsherException if there is no such form
  public static SourceFormat of(String word) {
    return EnumWord.find(SourceFormat.class, word, "a form of data");
  }

  Importer importer() {
    return switch (this) {
      case SNIPS -> new SnipsImporter();
      case CLINC150 -> new Clinc150Importer();
      case PLAIN, CHAT, SHAREGPT, ALPACA, XLAM, CHATML, LLAMA3, FUNCTIONGEMMA, GEMMA ->
          new RowImporter(RowFormat.of(word()));
    };
  }
}
