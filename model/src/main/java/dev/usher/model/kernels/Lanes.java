package dev.usher.model.kernels;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/// The vector shape in use, and how packed numbers become lanes of floats.
///
/// The shape is the processor's widest up to 512 bits; the system property `usher.vector.bits`
/// (128, 256 or 512) chooses another. All methods are small and static: C2 inlines a kernel only up
/// to a few dozen vector operations, beyond that it silently boxes every one of them.
final class Lanes {
  /// Floats.
  static final VectorSpecies<Float> FLOATS = choose();

  /// Floats of a vector.
  static final int COUNT = FLOATS.length();

  private static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);
  private static final VectorSpecies<Short> SHORTS = narrow(short.class, 16);
  private static final VectorSpecies<Byte> BYTES = narrow(byte.class, 8);
  private static final VectorShuffle<Float> BY_1 = rotation(1);
  private static final VectorShuffle<Float> BY_2 = rotation(2);
  private static final VectorShuffle<Float> BY_4 = rotation(4);
  private static final VectorShuffle<Float> BY_8 = rotation(8);
  private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

  private Lanes() {}

  private static VectorSpecies<Float> choose() {
    int widest = Math.min(512, FloatVector.SPECIES_PREFERRED.vectorBitSize());
    int bits = Integer.getInteger("usher.vector.bits", widest);
    return VectorSpecies.of(float.class, VectorShape.forBitSize(bits));
  }

  /// A species of as many lanes of a narrower type, or of the smallest vector there is.
  private static <E> VectorSpecies<E> narrow(Class<E> type, int bits) {
    return VectorSpecies.of(type, VectorShape.forBitSize(Math.max(64, COUNT * bits)));
  }

  /// Single-precision numbers.
  static FloatVector floats(MemorySegment data, long at) {
    return FloatVector.fromMemorySegment(FLOATS, data, at, ORDER);
  }

  /// Half-precision numbers; they must be finite. The exponent moves to its place in a float, and a
  /// factor of 2¹¹² (127 - 15) mends its bias, subnormal numbers included.
  static FloatVector halves(MemorySegment data, long at) {
    return shorts(data, at)
        .lanewise(VectorOperators.LSHL, 13)
        .and(0x8fffe000)
        .reinterpretAsFloats()
        .mul(0x1p112f);
  }

  /// bfloat16 numbers.
  static FloatVector brains(MemorySegment data, long at) {
    return shorts(data, at).lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats();
  }

  private static IntVector shorts(MemorySegment data, long at) {
    return (IntVector)
        ShortVector.fromMemorySegment(SHORTS, data, at, ORDER)
            .convertShape(VectorOperators.S2I, INTS, 0);
  }

  /// Signed bytes. May read up to 4 bytes more than there are lanes.
  static FloatVector bytes(MemorySegment data, long at) {
    return (FloatVector)
        ByteVector.fromMemorySegment(BYTES, data, at, ORDER)
            .convertShape(VectorOperators.B2F, FLOATS, 0);
  }

  /// Unsigned bytes, each a pair of nibbles. May read up to 4 bytes more than there are lanes.
  static IntVector pairs(MemorySegment data, long at) {
    return (IntVector)
        ByteVector.fromMemorySegment(BYTES, data, at, ORDER)
            .convertShape(VectorOperators.ZERO_EXTEND_B2I, INTS, 0);
  }

  /// The low nibbles, 0 … 15.
  static FloatVector low(IntVector pairs) {
    return (FloatVector) pairs.and(15).convert(VectorOperators.I2F, 0);
  }

  /// The high nibbles, 0 … 15.
  static FloatVector high(IntVector pairs) {
    return (FloatVector) pairs.lanewise(VectorOperators.LSHR, 4).convert(VectorOperators.I2F, 0);
  }

  /// e to the power of each lane, to about two units in the last place; the argument is clamped to
  /// -87 … 88. After Cephes' `expf`: x = n ln 2 + r, a polynomial of r, n into the exponent.
  static FloatVector exp(FloatVector x) {
    FloatVector clamped = x.max(-87f).min(88f);
    FloatVector shifted = clamped.mul(1.442695f).add(0x1.8p23f);
    FloatVector n = shifted.sub(0x1.8p23f);
    FloatVector r = n.fma(all(-0.6933594f), clamped);
    r = n.fma(all(2.1219444e-4f), r);
    FloatVector p = r.fma(all(1.9875691e-4f), all(1.3981999e-3f));
    p = p.fma(r, all(8.333452e-3f));
    p = p.fma(r, all(4.1665796e-2f));
    p = p.fma(r, all(0.16666666f));
    p = p.fma(r, all(0.5f));
    p = p.fma(r.mul(r), r).add(1f);
    IntVector exponent = shifted.reinterpretAsInts().lanewise(VectorOperators.LSHL, 23);
    return p.mul(exponent.add(127 << 23).reinterpretAsFloats());
  }

  /// The sum of all lanes, always in the same order: that of `reduceLanes` is left open, and
  /// differs between interpreted and compiled code.
  static float sum(FloatVector x) {
    FloatVector sum = COUNT < 16 ? x : x.add(x.rearrange(BY_8));
    sum = COUNT < 8 ? sum : sum.add(sum.rearrange(BY_4));
    sum = sum.add(sum.rearrange(BY_2));
    return sum.add(sum.rearrange(BY_1)).lane(0);
  }

  private static VectorShuffle<Float> rotation(int by) {
    return VectorShuffle.fromOp(FLOATS, lane -> (lane + by) % COUNT);
  }

  /// The same value in all lanes.
  static FloatVector all(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }

  static FloatVector zero() {
    return FloatVector.zero(FLOATS);
  }
}
