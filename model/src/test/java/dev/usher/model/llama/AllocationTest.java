package dev.usher.model.llama;

import com.sun.management.ThreadMXBean;
import dev.usher.model.FreshJvm;
import dev.usher.model.adapter.LoraAdapter;
import dev.usher.model.kernels.Kernels;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// A token costs no garbage, on any thread of the team, once the compiler is done; with an adapter
/// over the model neither.
///
/// Each kind of kernels has a JVM of its own, as in use: where one has run both, the compiler
/// judges by calls of the one how much of the other to inline, and boxes vectors where it stops.
/// Compilation is in the foreground: in the background a busy machine decides what is compiled
/// before what, and with it now and then what is inlined.
@Tag("slow")
class AllocationTest {
  private static final int TOKENS = 1_000;
  private static final int ROUNDS = 60;
  private static final long FREE = 16; // bytes a token: the reading itself allocates a little
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void aTokenAllocatesNothingWithVectors() throws Exception {
    FreshJvm.run(AllocationTest.class, "vector", "--add-modules=jdk.incubator.vector", "-Xbatch");
  }

  @Test
  void aTokenAllocatesNothingWithoutVectors() throws Exception {
    FreshJvm.run(AllocationTest.class, "scalar", "-Xbatch");
  }

  @Test
  void aTokenAllocatesNothingWithVectorsAndAnAdapter() throws Exception {
    FreshJvm.run(
        AllocationTest.class, "vector adapted", "--add-modules=jdk.incubator.vector", "-Xbatch");
  }

  @Test
  void aTokenAllocatesNothingWithAnAdapterAndWithoutVectors() throws Exception {
    FreshJvm.run(AllocationTest.class, "scalar adapted", "-Xbatch");
  }

  /// Decodes until a round of tokens allocates nothing; fails if none does.
  ///
  /// @param arguments how the name of the kernels starts, then whether the model is adapted
  public static void main(String[] arguments) {
    String[] run = arguments[0].split(" ", -1);
    Kernels kernels = Kernels.best();
    if (!kernels.name().startsWith(run[0])) {
      throw new AssertionError(kernels.name());
    }
    ModelOptions options = new ModelOptions(2, kernels, 64);
    try (LanguageModel model = LanguageModel.load(Golden.path("llama"), options)) {
      Session session = session(model, run.length > 1);
      StringBuilder seen = new StringBuilder();
      for (int round = 0; round < ROUNDS; round++) {
        long before = allocated();
        decode(session);
        long bytes = (allocated() - before) / TOKENS;
        if (bytes < FREE) {
          return;
        }
        seen.append(bytes).append(' ');
      }
      throw new AssertionError(kernels.name() + ", bytes a token of each round: " + seen);
    }
  }

  private static Session session(LanguageModel model, boolean adapted) {
    return adapted
        ? model.session(40, LoraAdapter.readPeft(Golden.path("adapters/lora")))
        : model.session(40);
  }

  private static void decode(Session session) {
    int[] token = {7};
    int[] some = {3, 5, 9};
    float[] scores = new float[some.length];
    for (int i = 0; i < TOKENS; i++) {
      if (session.position() == session.capacity()) {
        session.truncate(0);
      }
      session.feed(token, 0, 1);
      session.logits();
      session.logits(some, some.length, scores);
    }
  }

  private static long allocated() {
    long sum = 0;
    for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
      sum += Math.max(0, bytes);
    }
    return sum;
  }
}
