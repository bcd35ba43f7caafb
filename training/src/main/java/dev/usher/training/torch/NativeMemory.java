package dev.usher.training.torch;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// What the C library's allocator holds on to. With batches of many lengths it keeps more and more
/// free memory; giving it back now and then keeps the process small.
final class NativeMemory {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Optional<MethodHandle> TRIM = trimHandle();

  private NativeMemory() {}

  private static Optional<MethodHandle> trimHandle() {
    Linker linker = Linker.nativeLinker();
    Optional<MemorySegment> symbol = linker.defaultLookup().find("malloc_trim");
    return symbol.map(address ->
        linker.downcallHandle(
            address, FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_LONG)));
  }

  /// Gives free memory back to the system, where its C library can.
  static void trim() {
    TRIM.ifPresent(handle -> {
      try {
        int _ = (int) handle.invokeExact(0L);
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    });
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
