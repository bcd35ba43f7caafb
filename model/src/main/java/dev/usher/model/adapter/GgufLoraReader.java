package dev.usher.model.adapter;

import dev.usher.model.adapter.LoraAdapter.Target;
import dev.usher.model.gguf.GgufFile;
import dev.usher.model.tensor.TensorData;
import dev.usher.tools.UsherException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads LoRA adapters in GGUF: tensors `blk.0.attn_q.weight.lora_a` (rank, in) and `….lora_b`
/// (out, rank), one `adapter.lora.alpha` for all; the scale is alpha / rank.
final class GgufLoraReader {
  private static final Pattern NAME =
      Pattern.compile("blk\\.(\\d{1,6})\\.([a-z_]+)\\.weight\\.lora_([ab])");

  private GgufLoraReader() {}

  static LoraAdapter read(Path path) {
    try (GgufFile file = GgufFile.open(path)) {
      expect(file, "general.type", "adapter");
      expect(file, "adapter.type", "lora");
      expect(file, "general.architecture", "llama");
      double alpha = file.metadata().decimal("adapter.lora.alpha");
      FactorTable table = new FactorTable(path.toString());
      for (TensorData tensor : file.tensors()) {
        add(table, path, tensor);
      }
      return new LoraAdapter(
          path.toString(), LoraAdapter.RowOrder.GGUF, table.factors(rank -> alpha / rank));
    }
  }

  private static void expect(GgufFile file, String key, String expected) {
    String actual = file.metadata().string(key);
    if (!actual.equals(expected)) {
      throw new UsherException(
          file.path().toString(),
          "metadata '" + key + "' is '" + actual + "', expected '" + expected + "'");
    }
  }

  private static void add(FactorTable table, Path path, TensorData tensor) {
    Matcher name = NAME.matcher(tensor.name());
    Optional<Projection> projection =
        name.matches() ? Projection.named(name.group(2)) : Optional.empty();
    if (projection.isEmpty()) {
      throw new UsherException(
          path.toString(),
          "tensor '" + tensor.name() + "' is no low-rank factor of a Llama projection");
    }
    Target target = new Target(Integer.parseInt(name.group(1)), projection.get());
    table.add(target, name.group(3).equals("a"), tensor);
  }
}
