package dev.usher.model.llama;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.usher.model.kernels.Kernels;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A token costs no garbage, on any thread of the team.
@Tag("slow")
class AllocationTest {
  private static final int WARM_UP = 20_000;
  private static final int TOKENS = 1_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  static Stream<Kernels> kernels() {
    return Stream.of(Kernels.scalar(), Kernels.best());
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void decodingAllocatesNothing(Kernels kernels) {
    ModelOptions options = new ModelOptions(2, kernels, 64);
    try (LanguageModel model = LanguageModel.load(Golden.path("llama"), options)) {
      Session session = model.session(40);
      decode(session, WARM_UP);
      long before = allocated();
      decode(session, TOKENS);
      assertThat((allocated() - before) / TOKENS).as("bytes a token").isLessThan(100);
    }
  }

  private static void decode(Session session, int tokens) {
    int[] token = {7};
    int[] some = {3, 5, 9};
    float[] scores = new float[some.length];
    for (int i = 0; i < tokens; i++) {
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
