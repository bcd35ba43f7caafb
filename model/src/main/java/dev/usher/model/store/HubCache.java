package dev.usher.model.store;

import dev.usher.tools.UsherException;
import dev.usher.tools.file.AtomicFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The cache that the Hugging Face libraries share, `models--ORG--NAME` for each repository:
///
/// - `refs/main`: the commit that the branch was at when last looked;
/// - `blobs/ETAG`: the files; a large file's etag is its SHA-256;
/// - `snapshots/COMMIT/PATH`: a link to the blob.
record HubCache(Path hub) {

  /// The folder of a repository.
  Path folder(String repository) {
    return hub.resolve("models--" + repository.replace("/", "--"));
  }

  /// A file of the repository's main branch as last seen.
  Optional<Path> find(String repository, String file) {
    return snapshot(repository).map(folder -> folder.resolve(file)).filter(Files::isRegularFile);
  }

  /// The GGUF files of the repository's main branch as last seen that are here.
  List<String> ggufs(String repository) {
    Optional<Path> snapshot = snapshot(repository);
    if (snapshot.isEmpty()) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(snapshot.get())) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> snapshot.get().relativize(file).toString().replace('\\', '/'))
          .filter(ModelReference::isGguf)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UsherException(snapshot.get().toString(), "cannot be read: " + e.getMessage());
    }
  }

  private Optional<Path> snapshot(String repository) {
    Path ref = folder(repository).resolve("refs").resolve("main");
    try {
      String commit = Files.readString(ref).strip();
      return RemoteFile.isSafeName(commit)
          ? Optional.of(folder(repository).resolve("snapshots").resolve(commit))
              .filter(Files::isDirectory)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Where a file's bytes lie once they are complete.
  Path blob(String repository, RemoteFile remote) {
    return folder(repository).resolve("blobs").resolve(remote.etag());
  }

  /// Where a file's bytes are gathered.
  Path incomplete(String repository, RemoteFile remote) {
    return folder(repository).resolve("blobs").resolve(remote.etag() + ".incomplete");
  }

  /// What to lock while a file is fetched.
  Path lock(String repository, RemoteFile remote) {
    String folder = folder(repository).getFileName().toString();
    return hub.resolve(".locks").resolve(folder).resolve(remote.etag() + ".lock");
  }

  /// Names a complete blob in its snapshot, and the snapshot as the branch's.
  ///
  /// @return the file's path in the snapshot
  Path publish(String repository, String file, RemoteFile remote) {
    Path folder = folder(repository);
    Path link = folder.resolve("snapshots").resolve(remote.commit()).resolve(file);
    Path blob = blob(repository, remote);
    try {
      Files.createDirectories(link.getParent());
      link(link, blob);
    } catch (IOException e) {
      throw new UsherException(link.toString(), "cannot be made: " + e.getMessage());
    }
    AtomicFile.write(folder.resolve("refs").resolve("main"), remote.commit());
    return link;
  }

  private static void link(Path link, Path blob) throws IOException {
    Path fromLink = link.relativize(blob);
    try {
      Files.createSymbolicLink(link, fromLink.subpath(1, fromLink.getNameCount()));
    } catch (FileAlreadyExistsException e) {
      Files.deleteIfExists(link);
      link(link, blob);
    } catch (FileSystemException | UnsupportedOperationException e) {
      Files.copy(blob, link, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
