package dev.usher.model.llama;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/// One stretch of memory for all weights, in huge pages where Linux gives them: weights are read
/// from end to end for every token, and small pages cost a look-up every 4 KiB.
///
/// Without Linux, or without native access, it is ordinary memory.
final class WeightMemory {
  private static final int READ_WRITE = 1 | 2;
  private static final int PRIVATE_ANONYMOUS = 2 | 0x20;
  private static final int HUGE_PAGES = 14;
  private static final int ALIGNMENT = 64;

  private WeightMemory() {}

  /// Zeroed memory that the arena frees.
  static MemorySegment allocate(Arena arena, long bytes) {
    boolean linux = System.getProperty("os.name", "").equals("Linux");
    if (linux && WeightMemory.class.getModule().isNativeAccessEnabled()) {
      MemorySegment mapped = map(bytes);
      if (mapped.address() != -1) {
        return mapped.reinterpret(bytes, arena, segment -> unmap(segment.address(), bytes));
      }
    }
    return arena.allocate(bytes, ALIGNMENT);
  }

  private static MemorySegment map(long bytes) {
    try {
      MemorySegment mapped =
          (MemorySegment)
              function("mmap", MAP)
                  .invokeExact(MemorySegment.NULL, bytes, READ_WRITE, PRIVATE_ANONYMOUS, -1, 0L);
      if (mapped.address() != -1) {
        int ignored = (int) function("madvise", ADVISE).invokeExact(mapped, bytes, HUGE_PAGES);
      }
      return mapped;
    } catch (Throwable thrown) {
      throw new IllegalStateException("mmap cannot be called", thrown);
    }
  }

  private static void unmap(long address, long bytes) {
    try {
      int ignored =
          (int) function("munmap", UNMAP).invokeExact(MemorySegment.ofAddress(address), bytes);
    } catch (Throwable thrown) {
      throw new IllegalStateException("munmap cannot be called", thrown);
    }
  }

  private static final FunctionDescriptor MAP =
      FunctionDescriptor.of(
          ValueLayout.ADDRESS,
          ValueLayout.ADDRESS,
          ValueLayout.JAVA_LONG,
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_INT,
          ValueLayout.JAVA_LONG);
  private static final FunctionDescriptor ADVISE =
      FunctionDescriptor.of(
          ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG, ValueLayout.JAVA_INT);
  private static final FunctionDescriptor UNMAP =
      FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_LONG);

  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    SymbolLookup library = linker.defaultLookup();
    return linker.downcallHandle(library.find(name).orElseThrow(), descriptor);
  }
}
