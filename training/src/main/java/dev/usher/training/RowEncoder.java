package dev.usher.training;

import dev.usher.dataset.Example;
import dev.usher.model.tokenizer.ChatTemplate;
import dev.usher.tools.DecisionFormat;
import dev.usher.tools.Request;
import dev.usher.tools.UsherException;
import java.util.Arrays;
import java.util.List;

/// Turns examples into rows by the same template and format that serve the trained model.
///
/// @param template renders the prompt
/// @param format writes the target text
/// @param longest how many tokens a row may have; a longer one is refused, never cut
public record RowEncoder(ChatTemplate template, DecisionFormat format, int longest) {

  /// The row of an example: the prompt as the router will feed it, then the target text and the end
  /// of the turn.
  ///
  /// @param example to encode
  /// @return its row
  /// @throws UsherException if the decision does not fit the catalogue or the row is too long
  public Row encode(Example example) {
    int[] prompt = prompt(example.request());
    int[] completion = template.completion(format.write(example.decision(), example.said()));
    int[] ids = Arrays.copyOf(prompt, prompt.length + completion.length);
    System.arraycopy(completion, 0, ids, prompt.length, completion.length);
    if (ids.length > longest) {
      throw new UsherException(
          example.provenance().where(),
          "the row has "
              + ids.length
              + " tokens, more than the "
              + longest
              + " that fit; shorten the sentence or its history, or drop it");
    }
    return new Row(ids, prompt.length);
  }

  /// The prompt of a request.
  ///
  /// @param request of a user
  /// @return its token ids
  public int[] prompt(Request request) {
    return template.prompt(request, format);
  }

  /// The rows of examples, in their order.
  ///
  /// @param examples to encode
  /// @return one row each
  public List<Row> encode(List<Example> examples) {
    return examples.stream().map(this::encode).toList();
  }
}
