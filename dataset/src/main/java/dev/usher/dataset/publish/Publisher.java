package dev.usher.dataset.publish;

import dev.usher.tools.UsherException;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// Publishes data sets on the Hugging Face Hub, each in one commit. Whatever goes wrong before that
/// commit leaves the repository's main branch as it was, and publishing can be repeated: what the
/// Hub has already is not sent again.
public final class Publisher {

  private final HubAccess access;
  private final Pause pause;

  /// A publisher.
  ///
  /// @param access where to publish, and as whom
  public Publisher(HubAccess access) {
    this(access, Thread::sleep);
  }

  Publisher(HubAccess access, Pause pause) {
    this.access = access;
    this.pause = pause;
  }

  /// What became of it.
  ///
  /// @param url the data set's page
  /// @param commit the commit's hash, as the Hub says it
  public record Published(String url, String commit) {}

  /// Publishes.
  ///
  /// @param publication the files
  /// @param name the repository, which is made where it is not there
  /// @param hidden whether only its owners may see it; a repository that is there and public is
  ///   then refused
  /// @param message the commit's
  /// @param progress is told each step, in words
  /// @return where it is
  /// @throws UsherException if the Hub cannot be reached or refuses
  public Published publish(
      Publication publication,
      RepositoryName name,
      boolean hidden,
      String message,
      Consumer<String> progress) {
    String where = access.endpoint() + "/datasets/" + name;
    try (HubConnection connection = new HubConnection(access, where, pause)) {
      HubDataset dataset = new HubDataset(connection, name);
      List<PublishedFile> files = publication.files();
      dataset.create(hidden);
      Set<String> large = dataset.large(files);
      List<PublishedFile> stored =
          files.stream().filter(file -> large.contains(file.path())).toList();
      progress.accept(
          "%d files, %,d bytes, %d of them to the large-file store"
              .formatted(files.size(), publication.size(), stored.size()));
      dataset.store(stored);
      HubDataset.Commit commit = dataset.commit(files, large, message);
      return new Published(commit.url(), commit.oid());
    }
  }
}
