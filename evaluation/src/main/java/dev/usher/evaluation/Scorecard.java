package dev.usher.evaluation;

import dev.usher.dataset.JsonLines;
import dev.usher.dataset.RecordJson;
import dev.usher.tools.UsherException;
import dev.usher.tools.file.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// `scorecard.json`: what an evaluation found, what it was made from, and every single row, so that
/// two scorecards over the same data can be compared sentence by sentence.
///
/// @param format the version of the file's form, 1
/// @param lineage what it was made from
/// @param sentences how many sentences were scored
/// @param exact whole decisions that are right
/// @param name decisions with the right tools
/// @param invalid outputs that are no decision of the catalogue
/// @param abstained decisions that were not trusted
/// @param arguments the arguments, where there are any
/// @param latency how long predictions took
/// @param tools the same tool by tool, in order of their names
/// @param confusions what goes wrong, the most frequent first
/// @param rows every sentence, in the order of the data
public record Scorecard(
    int format,
    Lineage lineage,
    int sentences,
    Proportion exact,
    Proportion name,
    Proportion invalid,
    Proportion abstained,
    Optional<ArgumentScores> arguments,
    Latency latency,
    List<ToolScore> tools,
    List<Confusion> confusions,
    List<Row> rows) {

  /// The version of the form that this program reads and writes.
  public static final int FORMAT = 1;

  /// Copies the lists and checks that there is a row a sentence.
  public Scorecard {
    tools = List.copyOf(tools);
    confusions = List.copyOf(confusions);
    rows = List.copyOf(rows);
    if (rows.size() != sentences || exact.of() != sentences) {
      throw new IllegalArgumentException(
          rows.size() + " rows do not go with " + sentences + " sentences");
    }
  }

  /// One sentence.
  ///
  /// @param text what the person said, a line each where a request follows others
  /// @param source where it was first read, `file:line`
  /// @param tool the tool that is right, or `(answer)`
  /// @param predictedTool the tool that came, `(answer)`, or empty where there is no decision
  /// @param expected what is right, as text
  /// @param predicted what came, as text
  /// @param result how good it is
  /// @param confidence the predictor's own estimate
  /// @param milliseconds how long it took
  public record Row(
      String text,
      String source,
      String tool,
      String predictedTool,
      String expected,
      String predicted,
      Grade.Result result,
      double confidence,
      double milliseconds) {}

  /// The file's text.
  ///
  /// @return JSON, one line a field, with a line end
  public String toJson() {
    return RecordJson.write(this);
  }

  /// Writes the file, whole or not at all.
  ///
  /// @param file where to write
  /// @throws UsherException if it cannot be written
  public void write(Path file) {
    AtomicFile.write(file, toJson());
  }

  /// Reads a file.
  ///
  /// @param file where to read
  /// @return the scorecard
  /// @throws UsherException if the file cannot be read or is no scorecard of this form
  public static Scorecard read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw JsonLines.unreadable(file.toString(), e);
    }
    Scorecard scorecard = RecordJson.read(text, Scorecard.class, file.toString(), "a scorecard");
    if (scorecard.format() != FORMAT) {
      throw new UsherException(
          file.toString(),
          "has form %d, expected %d; evaluate again".formatted(scorecard.format(), FORMAT));
    }
    return scorecard;
  }
}
