package dev.usher.app.command;

import dev.usher.app.pipeline.GateFailedException;
import dev.usher.app.terminal.Console;
import dev.usher.tools.FailedException;
import dev.usher.tools.UsherException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/// Turns whatever went wrong into one message and an exit code.
final class Failures {

  private Failures() {}

  static int report(Console console, Throwable failure, boolean verbose) {
    Throwable cause = cause(failure);
    console.say("usher: " + message(cause));
    if (verbose) {
      failure.printStackTrace(console.error());
    }
    return code(cause);
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null && saysNothing(cause)) {
      cause = cause.getCause();
    }
    return cause;
  }

  /// Whether an exception only wraps another one, without words of its own.
  private static boolean saysNothing(Throwable failure) {
    return switch (failure) {
      case picocli.CommandLine.ExecutionException _, java.util.concurrent.ExecutionException _ ->
          true;
      case UncheckedIOException io -> String.valueOf(io.getCause()).equals(io.getMessage());
      default -> false;
    };
  }

  private static int code(Throwable cause) {
    return switch (cause) {
      case FailedException _ -> ExitCode.FAILED;
      case UsherException _, NoSuchFileException _ -> ExitCode.BAD_INPUT;
      case GateFailedException _ -> ExitCode.GATE_FAILED;
      default -> ExitCode.FAILED;
    };
  }

  private static String message(Throwable cause) {
    return switch (cause) {
      case UsherException expected -> String.valueOf(expected.getMessage());
      case GateFailedException gate -> String.valueOf(gate.getMessage());
      case NoSuchFileException missing -> missing.getFile() + ": there is no such file or folder";
      case AccessDeniedException denied -> denied.getFile() + ": access is denied";
      case FileSystemException disk -> disk.getFile() + ": " + reason(disk);
      case UncheckedIOException io -> String.valueOf(io.getMessage());
      case IOException io -> "input or output failed: " + io.getMessage();
      case OutOfMemoryError memory ->
          "not enough memory (%s); give more with USHER_JAVA_OPTIONS=-Xmx6g, or use smaller batches"
              .formatted(memory.getMessage());
      default -> "unexpected: " + cause + " (--verbose shows where)";
    };
  }

  private static String reason(FileSystemException disk) {
    return disk.getReason() == null ? "the file system refused (" + disk + ")" : disk.getReason();
  }
}
