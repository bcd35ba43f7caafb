package dev.usher.dataset.offline;

/// What a request has to be fit for when it is written.
enum Manner {
  /// Any way to say it.
  ANY,
  /// To stand behind "please".
  COMMAND,
  /// To be arranged: verb, noun and details apart.
  PARTS;

  /// Whether it has to begin with a command.
  boolean imperative() {
    return this != ANY;
  }
}
