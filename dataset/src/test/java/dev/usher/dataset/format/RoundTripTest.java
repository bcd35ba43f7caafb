package dev.usher.dataset.format;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.Example;
import dev.usher.dataset.ExampleFile;
import dev.usher.dataset.ExampleValidator;
import dev.usher.dataset.JsonLines;
import dev.usher.dataset.JsonText;
import dev.usher.dataset.Provenance;
import dev.usher.tools.Decision;
import dev.usher.tools.ToolCatalog;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Every form over random catalogues: what is written is read back, to the last digit.
class RoundTripTest {

  private static final int CATALOGUES = 12;
  private static final int ROWS = 20;

  @ParameterizedTest
  @EnumSource(RowFormat.class)
  void whatIsWrittenIsReadBack(RowFormat format) {
    for (int seed = 0; seed < CATALOGUES; seed++) {
      RandomRows random = new RandomRows(seed);
      List<Example> examples = held(format, random.examples(ROWS));
      RowReader reader = new RowReader(format);

      List<Example> again = read(format, reader, examples, random.catalog(), random.catalog());

      assertThat(ExampleFile.text(again)).isEqualTo(ExampleFile.text(examples));
      assertThat(reader.losses().lines()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CHAT", "SHAREGPT", "XLAM", "CHATML", "LLAMA3", "GEMMA"})
  void theCatalogueIsReadBackFromTheRows(RowFormat format) {
    for (int seed = 0; seed < CATALOGUES; seed++) {
      RandomRows random = new RandomRows(seed);
      RowReader reader = new RowReader(format);

      read(format, reader, held(format, random.examples(ROWS)), random.catalog(), random.catalog());

      assertThat(reader.tools().catalog("rows").toJson()).isEqualTo(random.catalog().toJson());
    }
  }

  @ParameterizedTest
  @EnumSource(names = "FUNCTIONGEMMA")
  void whatFunctionGemmaDeclaresAdmitsTheSameCalls(RowFormat format) {
    for (int seed = 0; seed < CATALOGUES; seed++) {
      RandomRows random = new RandomRows(seed);
      RowReader reader = new RowReader(format);
      List<Example> examples = random.examples(ROWS);
      read(format, reader, examples, random.catalog(), random.catalog());
      ToolCatalog carried = reader.tools().catalog("rows");

      assertThat(carried.names()).isEqualTo(random.catalog().names());
      assertThat(read(format, new RowReader(format), examples, carried, carried))
          .isEqualTo(examples);
    }
  }

  /// Without rows whose answers or history the form is known to lose.
  private static List<Example> held(RowFormat format, List<Example> examples) {
    return examples.stream()
        .filter(each ->
            format != RowFormat.XLAM
                || (each.decision() instanceof Decision.Call && each.request().history().isEmpty()))
        .toList();
  }

  private static List<Example> read(
      RowFormat format,
      RowReader reader,
      List<Example> examples,
      ToolCatalog declared,
      ToolCatalog checking) {
    String text = new RowWriter(format, declared).text(examples);
    List<JsonLines.Row> rows = new ArrayList<>();
    for (String line : text.split("\n", -1)) {
      if (!line.isEmpty()) {
        Provenance provenance = new Provenance("rows", rows.size() + 1);
        rows.add(new JsonLines.Row(JsonText.parseObject(line, provenance.where()), provenance));
      }
    }
    if (!rows.isEmpty()) {
      assertThat(RowFormat.of(rows)).isEqualTo(format);
    }
    return new ExampleValidator(checking).require(reader.read(rows));
  }
}
