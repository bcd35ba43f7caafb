package dev.usher.dataset.teacher;

import dev.usher.tools.UsherException;
import dev.usher.tools.file.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A `.env` file: a variable a line, `NAME=value`, the value as it stands or in quotes; lines that
/// begin with `#` and empty ones are passed over. Values are in no message.
final class DotEnv {
  private static final Pattern LINE =
      Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=(?:\"([^\"]*)\"|'([^']*)'|([^\\s\"']*))");

  private DotEnv() {}

  /// Reads a file.
  ///
  /// @param file which need not be there
  /// @return values by name
  static Map<String, String> read(Path file) {
    Map<String, String> values = new HashMap<>();
    if (!Files.exists(file)) {
      return values;
    }
    List<String> lines = TextFile.read(file).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        put(values, line, file + ":" + (i + 1));
      }
    }
    return values;
  }

  private static void put(Map<String, String> values, String line, String place) {
    Matcher matcher = LINE.matcher(line);
    if (!matcher.matches()) {
      throw new UsherException(
          place,
          "expected NAME=value, without blanks around '='; put a value that has blanks in quotes,"
              + " and a comment on a line of its own");
    }
    String name = matcher.group(1);
    if (values.put(name, value(matcher)) != null) {
      throw new UsherException(place, name + " stands twice; remove one");
    }
  }

  private static String value(Matcher matcher) {
    for (int group = 2; group < matcher.groupCount(); group++) {
      if (matcher.group(group) != null) {
        return matcher.group(group);
      }
    }
    return matcher.group(matcher.groupCount());
  }
}
