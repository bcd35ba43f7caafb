package dev.usher.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.dataset.Example;
import dev.usher.dataset.ExampleFile;
import dev.usher.model.TinyModel;
import dev.usher.model.tokenizer.ChatTemplate;
import dev.usher.model.tokenizer.Tokenizer;
import dev.usher.tools.DecisionFormat;
import dev.usher.tools.FormatOptions;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowEncoderTest {
  private static final ToolCatalog CATALOG =
      ToolCatalog.parse(
          """
          [{"name": "play", "parameters": {"properties": {"what": {"type": "string"}}}}]
          """,
          "test");
  private static final String ROWS =
      """
      {"text": "play jazz", "name": "play", "arguments": {"what": "jazz"}}
      {"text": "play some of that old jazz", "name": "play", "arguments": {"what": "old jazz"}}
      """;

  private final Tokenizer tokenizer = Tokenizer.of(TinyModel.of(1).metadata());
  private List<Example> examples;

  @BeforeEach
  void readRows(@TempDir Path folder) throws IOException {
    examples = ExampleFile.read(Files.writeString(folder.resolve("rows.jsonl"), ROWS), CATALOG);
  }

  private RowEncoder encoder(int longest) {
    ChatTemplate template = ChatTemplate.of(TinyModel.of(1).metadata(), tokenizer);
    DecisionFormat format = DecisionFormat.of(CATALOG, FormatOptions.compact());
    return new RowEncoder(template, format, longest);
  }

  @Test
  void theTargetIsTheDecisionAndTheEndOfTheTurn() {
    Row row = encoder(1000).encode(examples).getFirst();
    int[] target = Arrays.copyOfRange(row.ids(), row.promptLength(), row.length() - 1);
    assertThat(tokenizer.decode(target)).isEqualTo("play(what=\"jazz\")");
    assertThat(row.ids()[row.length() - 1]).isEqualTo(tokenizer.endOfTurn());
    assertThat(row.targets()).isEqualTo(target.length + 1);
  }

  @Test
  void aRowThatIsTooLongIsRefusedWithItsPlaceAndNeverCut() {
    int fits = encoder(1000).encode(examples.getFirst()).length();
    assertThat(encoder(fits).encode(examples.getFirst()).length()).isEqualTo(fits);
    assertThatThrownBy(() -> encoder(fits).encode(examples))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("rows.jsonl:2: the row has")
        .hasMessageContaining("more than the " + fits + " that fit")
        .hasMessageContaining("shorten");
  }
}
