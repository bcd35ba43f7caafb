package dev.usher.dataset.publish;

import dev.usher.tools.UsherException;
import java.util.regex.Pattern;

/// A data set's name on the Hub.
///
/// @param namespace a user or an organisation
/// @param name the data set's own name
public record RepositoryName(String namespace, String name) {

  private static final Pattern PART = Pattern.compile("[A-Za-z0-9_]+([.-][A-Za-z0-9_]+)*");
  private static final int LONGEST = 96;

  /// Checks both.
  ///
  /// @throws UsherException if one is no name of the Hub
  public RepositoryName {
    requireName(namespace);
    requireName(name);
  }

  /// Reads a name.
  ///
  /// @param text `NAMESPACE/NAME`
  /// @return the name
  /// @throws UsherException if it is none
  public static RepositoryName parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length != 2) {
      throw wrong(text);
    }
    return new RepositoryName(parts[0], parts[1]);
  }

  private static void requireName(String part) {
    if (part.length() > LONGEST || part.endsWith(".git") || !PART.matcher(part).matches()) {
      throw wrong(part);
    }
  }

  private static UsherException wrong(String text) {
    return new UsherException(
        "'" + text + "'",
        "is no name of a data set; expected NAMESPACE/NAME of letters, digits, single '-', '.', and '_', at most %d each"
            .formatted(LONGEST));
  }

  /// `NAMESPACE/NAME`.
  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
