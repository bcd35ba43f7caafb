package dev.usher.training;

import dev.usher.model.gguf.GgufExport;
import dev.usher.model.gguf.GgufFile;
import dev.usher.model.gguf.GgufMetadata;
import dev.usher.model.gguf.GgufWriter;
import dev.usher.model.gguf.HuggingFaceLayout;
import dev.usher.model.safetensors.SafetensorsFile;
import dev.usher.model.safetensors.SafetensorsWriter;
import dev.usher.model.tensor.BlockFormat;
import dev.usher.model.tensor.TensorData;
import dev.usher.tools.UsherException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// The outcome of a finished run, in the files that other programs read.
///
/// A [TrainingMethod#FULL] run becomes a GGUF of its own; a [TrainingMethod#LORA] run becomes a
/// PEFT directory, a GGUF adapter, or a GGUF with the adapter merged into the base. What was
/// trained lies as safetensors in the run folder.
public final class TrainedModel implements AutoCloseable {
  private static final String PEFT_PREFIX = "base_model.model.";
  private static final String DOWN = ".lora_A.weight";
  private static final String UP = ".lora_B.weight";

  private final TrainingPlan plan;
  private final GgufFile base;
  private final SafetensorsFile trained;
  private final HuggingFaceLayout layout;

  private TrainedModel(TrainingPlan plan, GgufFile base, SafetensorsFile trained) {
    this.plan = plan;
    this.base = base;
    this.trained = trained;
    this.layout = HuggingFaceLayout.of(base.metadata());
  }

  /// Opens the outcome of a run.
  ///
  /// @param folder of a finished run over a GGUF
  /// @return the outcome; close it
  /// @throws UsherException if the run is not finished
  public static TrainedModel open(RunFolder folder) {
    if (!Files.exists(folder.trained())) {
      throw new UsherException(
          folder.path().toString(), "holds no finished run; start the training again to go on");
    }
    TrainingPlan plan = RunFolder.readJson(folder.plan(), TrainingPlan.class);
    return new TrainedModel(
        plan, GgufFile.open(folder.base(plan)), SafetensorsFile.open(folder.trained()));
  }

  /// Writes a whole model: the base with what was trained in place of its own, or merged into it.
  ///
  /// @param file to write
  /// @param format of the matrices; blocks that were not trained stay as they are where it is a
  ///   quantised one
  public void writeGguf(Path file, BlockFormat format) {
    GgufExport.write(
        file,
        base,
        format,
        switch (plan.options().method()) {
          case FULL -> replaced();
          case LORA -> merged();
        });
  }

  private Map<String, Supplier<TensorData>> replaced() {
    Map<String, Supplier<TensorData>> tensors = new LinkedHashMap<>();
    for (TensorData tensor : trained.tensors()) {
      String name = HuggingFaceLayout.ggufName(tensor.name()).orElseThrow();
      tensors.put(name, () -> layout.toGguf(tensor));
    }
    return tensors;
  }

  private Map<String, Supplier<TensorData>> merged() {
    Map<String, Supplier<TensorData>> tensors = new LinkedHashMap<>();
    float scale = (float) plan.options().lora().scale();
    for (Pair pair : pairs()) {
      TensorData weight = base.tensor(pair.ggufName()).orElseThrow();
      tensors.put(weight.name(), () -> pair.added(weight, scale));
    }
    return tensors;
  }

  /// A low-rank pair, the rows of its up-projection in the order of a GGUF.
  private record Pair(String ggufName, TensorData down, TensorData up) {
    TensorData added(TensorData weight, float scale) {
      float[] sums = weight.toFloats();
      float[] a = down.toFloats();
      float[] b = up.toFloats();
      int rank = down.shape().getFirst().intValue();
      int columns = down.shape().getLast().intValue();
      for (int row = 0; row < up.shape().getFirst(); row++) {
        for (int r = 0; r < rank; r++) {
          float factor = scale * b[row * rank + r];
          for (int column = 0; column < columns; column++) {
            sums[row * columns + column] += factor * a[r * columns + column];
          }
        }
      }
      return TensorData.of(weight.name(), weight.shape(), sums, BlockFormat.F32);
    }
  }

  private List<Pair> pairs() {
    List<Pair> pairs = new ArrayList<>();
    for (TensorData down : trained.tensors()) {
      if (down.name().endsWith(DOWN)) {
        String module =
            down.name().substring(PEFT_PREFIX.length(), down.name().length() - DOWN.length());
        TensorData up = trained.tensor(PEFT_PREFIX + module + UP).orElseThrow();
        TensorData rows = layout.toGguf(up.withName(module + ".weight"));
        pairs.add(new Pair(rows.name(), down, rows));
      }
    }
    return pairs;
  }

  /// Writes the adapter as llama.cpp reads it with `--lora`.
  ///
  /// @param file to write
  /// @throws UsherException if the run trained no adapter
  public void writeGgufLora(Path file) {
    requireAdapter();
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put("general.type", "adapter");
    metadata.put("general.architecture", base.metadata().string("general.architecture"));
    metadata.put("adapter.type", "lora");
    metadata.put("adapter.lora.alpha", plan.options().lora().alpha());
    List<TensorData> tensors = new ArrayList<>();
    for (Pair pair : pairs()) {
      tensors.add(pair.down().withName(pair.ggufName() + ".lora_a"));
      tensors.add(pair.up().withName(pair.ggufName() + ".lora_b"));
    }
    GgufWriter.write(file, new GgufMetadata(file.toString(), metadata), tensors);
  }

  /// Writes the adapter as PEFT reads it: `adapter_config.json` and `adapter_model.safetensors`.
  /// Both are written beside the folder and then moved to it, so a full disk leaves it as it was.
  ///
  /// @param folder to write to, made if it is not there
  /// @throws UsherException if the run trained no adapter
  /// @throws UncheckedIOException if it cannot be written
  public void writePeft(Path folder) {
    requireAdapter();
    Path beside = folder.resolveSibling(folder.getFileName() + ".part");
    Path weights = beside.resolve("adapter_model.safetensors");
    Path config = beside.resolve("adapter_config.json");
    try {
      SafetensorsWriter.write(weights, trained.tensors(), Map.of("format", "pt"));
      RunFolder.writeJson(config, peftConfig());
      Files.createDirectories(folder);
      for (Path file : List.of(weights, config)) {
        Files.move(file, folder.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(weights, config, beside);
    }
  }

  private static void delete(Path... paths) {
    try {
      for (Path path : paths) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Object> peftConfig() {
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("base_model_name_or_path", base.path().toAbsolutePath().toString());
    config.put("bias", "none");
    config.put("fan_in_fan_out", false);
    config.put("inference_mode", true);
    config.put("init_lora_weights", true);
    config.put("lora_alpha", plan.options().lora().alpha());
    config.put("lora_dropout", plan.options().lora().dropout());
    config.put("peft_type", "LORA");
    config.put("r", plan.options().lora().rank());
    config.put("target_modules", plan.options().lora().targets());
    config.put("task_type", "CAUSAL_LM");
    config.put("use_dora", false);
    config.put("use_rslora", false);
    return config;
  }

  private void requireAdapter() {
    if (plan.options().method() != TrainingMethod.LORA) {
      throw new UsherException(
          "export", "the model was trained whole, so there is no adapter; export it to gguf");
    }
  }

  /// Closes the files of the run.
  @Override
  public void close() {
    trained.close();
    base.close();
  }
}
