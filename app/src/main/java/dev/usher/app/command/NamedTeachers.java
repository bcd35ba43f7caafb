package dev.usher.app.command;

import dev.usher.dataset.generate.Workspace;
import dev.usher.dataset.teacher.Teachers;
import java.util.List;

/// The teachers of a workspace that a command line names.
final class NamedTeachers {
  private static final String ALL = "all";

  private NamedTeachers() {}

  /// @param names with commas between them, or `all`
  static Teachers choose(Teachers teachers, String names) {
    return names.equals(ALL) ? teachers : teachers.only(List.of(names.split(",", -1)));
  }

  static Teachers read(Workspace workspace, long seed) {
    return Teachers.read(workspace.teachers(), System.getenv(), workspace.dotEnv(), seed);
  }
}
