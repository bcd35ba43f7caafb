package dev.usher.app.command;

import dev.usher.dataset.generate.Workspace;
import dev.usher.dataset.teacher.Access;
import dev.usher.dataset.teacher.LocalModels;
import dev.usher.dataset.teacher.Teachers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The teachers of a workspace that a command line names.
///
/// @param all of them, on whose account everything goes
/// @param first who writes, or looks first
/// @param second who looks again, if somebody is named
record NamedTeachers(Teachers all, Teachers first, Optional<Teachers> second) {
  private static final String ALL = "all";

  /// @param first names with commas between them, or `all`
  /// @param second names with commas between them, or `all`, if anybody is named
  /// @param models that run on this machine
  /// @param seed decides which question goes to whom
  static NamedTeachers read(
      Workspace workspace, String first, Optional<String> second, LocalModels models, long seed) {
    List<String> wanted = new ArrayList<>(names(first));
    second.map(NamedTeachers::names).ifPresent(wanted::addAll);
    boolean everybody = first.equals(ALL) || second.equals(Optional.of(ALL));
    Access access = new Access(System.getenv(), workspace.dotEnv(), models);
    Teachers all =
        Teachers.read(workspace.teachers(), everybody ? List.of() : wanted, access, seed);
    return new NamedTeachers(all, choose(all, first), second.map(names -> choose(all, names)));
  }

  private static List<String> names(String named) {
    return List.of(named.split(",", -1));
  }

  private static Teachers choose(Teachers all, String named) {
    return named.equals(ALL) ? all : all.only(names(named));
  }
}
