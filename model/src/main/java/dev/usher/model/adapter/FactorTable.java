package dev.usher.model.adapter;

import dev.usher.model.adapter.LoraAdapter.Factors;
import dev.usher.model.adapter.LoraAdapter.Target;
import dev.usher.model.tensor.TensorData;
import dev.usher.tools.UsherException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/// Collects the tensors of an adapter file into pairs.
final class FactorTable {
  private final String file;
  private final Map<Target, TensorData> down = new LinkedHashMap<>();
  private final Map<Target, TensorData> up = new LinkedHashMap<>();

  FactorTable(String file) {
    this.file = file;
  }

  void add(Target target, boolean isA, TensorData tensor) {
    byte[] copy = tensor.bytes().toArray(ValueLayout.JAVA_BYTE);
    TensorData own =
        new TensorData(tensor.name(), tensor.shape(), tensor.format(), MemorySegment.ofArray(copy));
    if ((isA ? down : up).put(target, own) != null) {
      throw new UsherException(file, "holds '" + tensor.name() + "' under two names");
    }
  }

  /// All pairs.
  ///
  /// @param scale of a pair, from its rank
  Map<Target, Factors> factors(IntToDoubleFunction scale) {
    if (down.isEmpty() && up.isEmpty()) {
      throw new UsherException(file, "holds no low-rank pair");
    }
    up.forEach((target, b) -> requirePartner(down, target, b));
    Map<Target, Factors> factors = new LinkedHashMap<>();
    down.forEach((target, a) -> {
      TensorData b = requirePartner(up, target, a);
      factors.put(target, pair(a, b, scale));
    });
    return factors;
  }

  private TensorData requirePartner(Map<Target, TensorData> others, Target target, TensorData one) {
    TensorData other = others.get(target);
    if (other == null) {
      throw new UsherException(
          file, "tensor '" + one.name() + "' has no partner; each pair needs an A and a B");
    }
    return other;
  }

  private Factors pair(TensorData a, TensorData b, IntToDoubleFunction scale) {
    int rank = a.shape().isEmpty() ? 0 : Math.toIntExact(a.shape().getFirst());
    if (rank < 1) {
      throw new UsherException(file, "tensor '" + a.name() + "' has the shape " + a.shape());
    }
    try {
      return new Factors(a, b, (float) scale.applyAsDouble(rank));
    } catch (IllegalArgumentException e) {
      throw new UsherException(file, String.valueOf(e.getMessage()));
    }
  }
}
