package dev.usher.dataset.format;

import dev.usher.dataset.EnumWord;
import dev.usher.dataset.JsonLines;
import dev.usher.tools.UsherException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The forms that rows of training data have in public: JSON lines, one conversation or one request
/// with its calls a line.
public enum RowFormat {
  /// The data set's own rows, see [dev.usher.dataset.PlainRow].
  PLAIN,
  /// OpenAI chat: `{"messages": […], "tools": […]}`.
  CHAT,
  /// ShareGPT: `{"conversations": [{"from": …, "value": …}], "tools": "…"}`.
  SHAREGPT,
  /// Alpaca: `{"instruction": …, "input": …, "output": …}`.
  ALPACA,
  /// xLAM: `{"query": …, "tools": "…", "answers": "…"}`.
  XLAM,
  /// ChatML text with the tool tags of Hermes and Qwen: `{"text": "<|im_start|>…"}`.
  CHATML,
  /// Text in the form of Llama 3.1: `{"text": "<|start_header_id|>…"}`.
  LLAMA3,
  /// Text in FunctionGemma's form, calls in its own notation: `{"text": "<start_of_turn>…"}`.
  FUNCTIONGEMMA,
  /// Text in Gemma's form, calls as JSON: `{"text": "<start_of_turn>…"}`.
  GEMMA;

  /// The name that the command line and the manifest use.
  ///
  /// @return the name in lower case
  public String word() {
    return EnumWord.of(this);
  }

  /// Looks a form up by its word.
  ///
  /// @param word `plain`, `chat`, `sharegpt`, `alpaca`, `xlam`, `chatml`, `llama3`, `functiongemma`
  ///   or `gemma`
  /// @return the form
  /// @throws UsherException if there is no such form
  public static RowFormat of(String word) {
    return EnumWord.find(RowFormat.class, word, "a form of rows");
  }

  /// The form of a file, told by its first row; every other row must have it too.
  ///
  /// @throws UsherException if a row has no known form, or not that of the first row
  static RowFormat of(List<JsonLines.Row> rows) {
    RowFormat format = of(rows.getFirst());
    for (JsonLines.Row row : rows) {
      RowFormat other = of(row);
      if (other != format) {
        throw new UsherException(
            row.provenance().where(),
            "is a row of the form %s, but the file begins with %s; split the file, or say which form all its rows have"
                .formatted(other.word(), format.word()));
      }
    }
    return format;
  }

  private static RowFormat of(JsonLines.Row row) {
    Optional<RowFormat> found =
        Stream.of(values()).filter(each -> each.form().recognises(row.json())).findFirst();
    return found.orElseThrow(() ->
        new UsherException(
            row.provenance().where(),
            "has none of the known forms; expected "
                + Stream.of(values()).map(RowFormat::word).collect(Collectors.joining(", "))));
  }

  RowForm form() {
    return switch (this) {
      case PLAIN -> new PlainForm();
      case CHAT -> new ChatForm();
      case SHAREGPT -> new ShareGptForm();
      case ALPACA -> new AlpacaForm();
      case XLAM -> new XlamForm();
      case CHATML -> new TextForm(new ChatMl());
      case LLAMA3 -> new TextForm(new Llama3());
      case FUNCTIONGEMMA -> new TextForm(new FunctionGemma());
      case GEMMA -> new TextForm(new Gemma());
    };
  }
}
