package dev.usher.app.command;

/// What a process says when it ends; scripts depend on these numbers.
final class ExitCode {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int BAD_INPUT = 2;
  static final int GATE_FAILED = 100;

  private ExitCode() {}
}
