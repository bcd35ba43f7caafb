package dev.usher.model.kernels;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.model.FreshJvm;
import dev.usher.model.tensor.BlockFormat;
import dev.usher.model.tensor.TensorData;
import dev.usher.tools.UsherException;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelsTest {
  @Test
  void scalarKernelsKeepTheContract() {
    new KernelsContract(Kernels.scalar()).check();
  }

  @Test
  void bestKernelsKeepTheContract() {
    new KernelsContract(Kernels.best()).check();
  }

  @ParameterizedTest
  @ValueSource(strings = {"vector 128", "vector 256", "vector 512"})
  @Tag("slow")
  void everyVectorWidthKeepsTheContract(String name) throws Exception {
    String bits = name.substring("vector ".length());
    FreshJvm.run(
        KernelsContract.class,
        name,
        "--add-modules=jdk.incubator.vector",
        "-Dusher.vector.bits=" + bits);
  }

  @Test
  @Tag("slow")
  void withoutTheVectorModuleScalarKernelsStepIn() throws Exception {
    FreshJvm.run(KernelsContract.class, "scalar");
  }

  @ParameterizedTest
  @EnumSource(BlockFormat.class)
  void aNumberThatIsNotFiniteIsRefused(BlockFormat format) {
    byte[] bytes = new byte[Math.toIntExact(format.bytes(64))];
    byte infinity = (byte) (format == BlockFormat.F32 || format == BlockFormat.BF16 ? 0x7f : 0x7c);
    int number = format == BlockFormat.F32 ? 4 : 2;
    bytes[number - 1] = infinity;
    bytes[number - 2] = (byte) 0x80;
    TensorData tensor =
        new TensorData("blk.0.x", List.of(2L, 32L), format, MemorySegment.ofArray(bytes));
    MemorySegment room =
        MemorySegment.ofArray(new byte[Math.toIntExact(PackedMatrix.packedBytes(tensor, 8))]);
    PackedMatrix matrix = PackedMatrix.reserve(tensor, 8, room);
    assertThatThrownBy(() -> matrix.pack(tensor, 0, 1))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("blk.0.x")
        .hasMessageContaining("not finite");
  }
}
