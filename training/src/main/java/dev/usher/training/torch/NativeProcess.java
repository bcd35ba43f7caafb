package dev.usher.training.torch;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What the C library knows of this process and Java does not offer.
final class NativeProcess {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Optional<MethodHandle> TRIM =
      function("malloc_trim", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG));
  private static final Optional<MethodHandle> EXIT =
      function("_exit", FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT));

  private NativeProcess() {}

  private static Optional<MethodHandle> function(String name, FunctionDescriptor type) {
    Linker linker = Linker.nativeLinker();
    return linker.defaultLookup().find(name).map(address -> linker.downcallHandle(address, type));
  }

  /// Gives free memory back to the system, where its C library can. With batches of many lengths
  /// the allocator keeps more and more of it.
  static void trim() {
    TRIM.ifPresent(handle -> {
      try {
        int _ = (int) handle.invokeExact(0L);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    });
  }

  /// Ends this process at once. [Runtime#halt] would tear libtorch down first, and a thread that is
  /// in the middle of a computation then crashes loudly.
  static void exit(int code) {
    EXIT.ifPresent(handle -> {
      try {
        handle.invokeExact(code);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    });
    Runtime.getRuntime().halt(code);
  }

  /// Largest resident memory of this process so far, 0 where the system does not tell.
  static long peakBytes() {
    try {
      return Files.readAllLines(STATUS).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
