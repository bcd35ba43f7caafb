package dev.usher.dataset;

import dev.usher.tools.UsherException;
import dev.usher.tools.file.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/// How a data set folder was made: the part of its manifest that cannot be computed from its files.
///
/// @param importer the word of the source's form, or `generate`
/// @param seed decided the split, where it was made, and the sample, where one was drawn
/// @param limit the most training examples that were wanted, if there was such a limit
/// @param catalogue where the catalogue comes from, in words
/// @param validation where the validation side comes from, in words
/// @param test where the test side comes from, in words
/// @param sources the files that were read
/// @param dropped the rows that were left out
/// @param notes what else somebody should know
/// @param program the version of the program that made it; empty where an old one did not say
/// @param writing how the rows came to be, where they were generated
public record ImportRecord(
    String importer,
    long seed,
    OptionalInt limit,
    String catalogue,
    String validation,
    String test,
    List<SourceFile> sources,
    List<Dropped> dropped,
    List<String> notes,
    String program,
    Optional<Writing> writing) {

  /// Copies the lists.
  public ImportRecord {
    sources = List.copyOf(sources);
    dropped = List.copyOf(dropped);
    notes = List.copyOf(notes);
  }

  /// What this program makes out of somebody's rows.
  ///
  /// @param importer the word of the source's form
  /// @param seed decided the split, where it was made, and the sample, where one was drawn
  /// @param limit the most training examples that were wanted, if there was such a limit
  /// @param catalogue where the catalogue comes from, in words
  /// @param validation where the validation side comes from, in words
  /// @param test where the test side comes from, in words
  /// @param sources the files that were read
  /// @param dropped the rows that were left out
  /// @param notes what else somebody should know
  public ImportRecord(
      String importer,
      long seed,
      OptionalInt limit,
      String catalogue,
      String validation,
      String test,
      List<SourceFile> sources,
      List<Dropped> dropped,
      List<String> notes) {
    this(
        importer,
        seed,
        limit,
        catalogue,
        validation,
        test,
        sources,
        dropped,
        notes,
        version(),
        Optional.empty());
  }

  /// The version that the jar was built as.
  private static String version() {
    return Optional.ofNullable(ImportRecord.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }

  /// How rows came to be that were generated.
  ///
  /// @param teachers who wrote them, by name
  /// @param workspaceSha256 the hash of the catalogue and the scenarios, which each line of the log
  ///   has too
  /// @param scenarios the files that the scenarios were drawn from
  /// @param gaps the weights of those files that the rows miss, in words
  public record Writing(
      List<String> teachers,
      String workspaceSha256,
      List<SourceFile> scenarios,
      List<String> gaps) {
    /// Copies the lists.
    public Writing {
      teachers = List.copyOf(teachers);
      scenarios = List.copyOf(scenarios);
      gaps = List.copyOf(gaps);
    }
  }

  /// The same record of rows that were generated.
  ///
  /// @param how they came to be
  /// @return a new record
  public ImportRecord written(Writing how) {
    return new ImportRecord(
        importer,
        seed,
        limit,
        catalogue,
        validation,
        test,
        sources,
        dropped,
        notes,
        program,
        Optional.of(how));
  }

  /// The same record with others left out.
  ///
  /// @param others the rows that were left out
  /// @param words what else somebody should know
  /// @return a new record
  public ImportRecord with(List<Dropped> others, List<String> words) {
    return new ImportRecord(
        importer,
        seed,
        limit,
        catalogue,
        validation,
        test,
        sources,
        others,
        words,
        program,
        writing);
  }

  /// The same record with more left out, or said.
  ///
  /// @param more rows that were left out since
  /// @param note what else somebody should know
  /// @return a new record
  public ImportRecord plus(List<Dropped> more, String note) {
    return with(
        Stream.concat(dropped.stream(), more.stream()).toList(),
        Stream.concat(notes.stream(), Stream.of(note)).toList());
  }

  /// A file that was read.
  ///
  /// @param file its path inside the source, with forward slashes
  /// @param sha256 the hash of its bytes
  /// @param bytes its size
  public record SourceFile(String file, String sha256, long bytes) {

    /// A file as it is now.
    ///
    /// @param name its path inside the source, with forward slashes
    /// @param file to be read
    /// @return its name, hash and size
    /// @throws UsherException if it cannot be read
    public static SourceFile of(String name, Path file) {
      try {
        return new SourceFile(name, Sha256.of(file), Files.size(file));
      } catch (IOException e) {
        throw JsonLines.unreadable(file.toString(), e);
      }
    }

    /// Whether a file still begins with what was read; an append-only one may have grown since.
    ///
    /// @param now the file as it is now, which need not be there
    /// @return whether its first bytes have the hash
    /// @throws UsherException if it cannot be read
    public boolean isStartOf(Path now) {
      try {
        byte[] all = Files.isRegularFile(now) ? Files.readAllBytes(now) : new byte[0];
        return all.length >= bytes
            && new Sha256().add(all, Math.toIntExact(bytes)).digits().equals(sha256);
      } catch (IOException e) {
        throw JsonLines.unreadable(now.toString(), e);
      }
    }
  }

  /// A row that was left out.
  ///
  /// @param where `file:line`
  /// @param why the reason
  /// @param text the sentence, shortened where it is long
  public record Dropped(String where, String why, String text) {

    private static final int LONGEST = 200;

    /// Shortens the sentence.
    public Dropped {
      if (text.codePointCount(0, text.length()) > LONGEST) {
        text = text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…";
      }
    }

    /// What counts of the reason: its words before the first comma, which name a rule or a kind of
    /// fault and quote nothing of the row.
    ///
    /// @return a few words
    public String rule() {
      return why.split(",", 2)[0];
    }
  }
}
