package dev.usher.dataset.teacher;

import java.nio.file.Path;
import java.util.Map;

/// What teachers need that is not in their file.
///
/// @param environment where keys are looked for first: the process's environment variables
/// @param dotEnv where they are looked for next; a file that need not be there
/// @param models that run on this machine
public record Access(Map<String, String> environment, Path dotEnv, LocalModels models) {
  /// Copies the variables.
  public Access {
    environment = Map.copyOf(environment);
  }
}
