package dev.usher.dataset.publish;

import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.DatasetManifest;
import dev.usher.dataset.ImportRecord;
import dev.usher.dataset.ImportRecord.Dropped;
import dev.usher.dataset.JsonLines;
import dev.usher.dataset.card.DatasetCard;
import dev.usher.dataset.card.License;
import dev.usher.dataset.profile.DatasetProfile;
import dev.usher.tools.UsherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is published of a data set: its card as `README.md`, its manifest, its catalogue and its
/// rows. The manifest goes without the texts of the rows that were left out, because a row may have
/// been left out for the secret in it.
///
/// @param files all of it
public record Publication(List<PublishedFile> files) {

  private static final String CARD = "README.md";

  /// Copies the list.
  public Publication {
    files = List.copyOf(files);
  }

  /// Gathers the files.
  ///
  /// @param folder a data set folder, which is read and proven whole
  /// @param license under which it is published, if that is said
  /// @return the files, as the manifest names them
  /// @throws UsherException if the folder is not whole, or is changed while it is read
  public static Publication of(Path folder, Optional<License> license) {
    DatasetFolder data = DatasetFolder.read(folder);
    List<PublishedFile> files = new ArrayList<>();
    files.add(new PublishedFile(CARD, DatasetCard.of(data, DatasetProfile.of(data), license)));
    files.add(
        new PublishedFile(DatasetFolder.MANIFEST, withoutDroppedTexts(data.manifest()).toJson()));
    data.manifest()
        .files()
        .forEach((name, expected) -> files.add(read(folder.resolve(name), name, expected)));
    return new Publication(files);
  }

  private static PublishedFile read(Path file, String name, DatasetManifest.DataFile expected) {
    try {
      PublishedFile read = new PublishedFile(name, Files.readAllBytes(file));
      if (!read.sha256().equals(expected.sha256())) {
        throw new UsherException(file.toString(), "was changed just now; publish again");
      }
      return read;
    } catch (IOException e) {
      throw JsonLines.unreadable(file.toString(), e);
    }
  }

  private static DatasetManifest withoutDroppedTexts(DatasetManifest manifest) {
    ImportRecord made = manifest.made();
    List<Dropped> dropped =
        made.dropped().stream().map(row -> new Dropped(row.where(), row.rule(), "")).toList();
    return new DatasetManifest(
        manifest.format(),
        made.with(dropped, made.notes()),
        manifest.catalogueSha256(),
        manifest.files(),
        manifest.tools(),
        manifest.audit(),
        manifest.provenance());
  }

  /// How much it is.
  ///
  /// @return bytes of all files
  public long size() {
    return files.stream().mapToLong(PublishedFile::size).sum();
  }
}
