package dev.usher.dataset.teacher;

import java.nio.file.Path;
import java.util.Map;

/// Where keys are looked for: the environment, then a `.env` file.
final class Keys {
  private final Map<String, String> environment;
  private final Map<String, String> file;
  private final Path dotEnv;

  private Keys(Map<String, String> environment, Map<String, String> file, Path dotEnv) {
    this.environment = environment;
    this.file = file;
    this.dotEnv = dotEnv;
  }

  static Keys read(Map<String, String> environment, Path dotEnv) {
    return new Keys(environment, DotEnv.read(dotEnv), dotEnv);
  }

  /// The key in a variable.
  ///
  /// @throws IllegalArgumentException if it is not set, or is no key
  ApiKey get(String variable) {
    String value = environment.getOrDefault(variable, file.getOrDefault(variable, ""));
    if (value.isBlank()) {
      throw new IllegalArgumentException(
          "'key': %s is not set; set it in the environment or write %s=… into %s"
              .formatted(variable, variable, dotEnv));
    }
    return ApiKey.of(value.strip(), variable);
  }
}
