package dev.usher.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.app.command.UsherCommand;
import dev.usher.app.terminal.Console;
import dev.usher.dataset.ExampleFile;
import dev.usher.model.TinyModel;
import dev.usher.model.adapter.Projection;
import dev.usher.model.gguf.GgufFile;
import dev.usher.model.gguf.GgufWriter;
import dev.usher.model.tensor.BlockFormat;
import dev.usher.model.tensor.TensorData;
import dev.usher.model.tokenizer.ChatTemplate;
import dev.usher.model.tokenizer.Tokenizer;
import dev.usher.router.RouterManifest;
import dev.usher.tools.DecisionFormat;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.file.Sha256;
import dev.usher.training.ParityCertificate;
import dev.usher.training.RowEncoder;
import dev.usher.training.RunFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A router whose file was damaged after the training, and sealed as if nothing had happened.
@Tag("slow")
class DamagedModelTest {

  private static final int GATE_FAILED = 100;
  private static final int CONTEXT = 1024;

  @TempDir private Path folder;
  private final ByteArrayOutputStream error = new ByteArrayOutputStream();
  private final Console console = console();
  private ModelFolder model;

  private Console console() {
    PrintStream said = new PrintStream(error, false, StandardCharsets.UTF_8);
    return new Console(InputStream.nullInputStream(), said, said, 0);
  }

  @BeforeEach
  void train() throws IOException {
    model = new ModelFolder(folder.resolve("model"));
    TinyModel.of(1).write(folder.resolve("base.gguf"));
    Files.writeString(
        folder.resolve("tools.json"),
        """
        [{"name": "buy", "parameters": {"properties": {"what": {"enum": ["tea", "rice"]}}}},
         {"name": "sell", "parameters": {"properties": {"what": {"enum": ["tea", "rice"]}}}}]
        """);
    Files.writeString(folder.resolve("rows.jsonl"), rows());
    String rows = folder.resolve("rows.jsonl").toString();
    String tools = folder.resolve("tools.json").toString();
    assertThat(usher("import", "plain", rows, "--tools", tools, "--out", data())).isZero();
    assertThat(usherTrain()).as(error.toString(StandardCharsets.UTF_8)).isZero();
  }

  private static String rows() {
    return IntStream.range(0, 60)
        .mapToObj(i -> {
          String name = i % 2 == 0 ? "buy" : "sell";
          String what = i % 4 < 2 ? "tea" : "rice";
          return "{\"text\":\"%1$s %2$s %3$s\",\"name\":\"%1$s\",\"arguments\":{\"what\":\"%2$s\"}}\n"
              .formatted(name, what, "x".repeat(i));
        })
        .collect(Collectors.joining());
  }

  private String data() {
    return folder.resolve("data").toString();
  }

  private int usherTrain() {
    String base = folder.resolve("base.gguf").toString();
    return usher(
        "train --data %s --model %s --base %s --epochs 30 --learning-rate 0.01 --warm-up 2"
            .formatted(data(), model.path(), base)
            .split(" "));
  }

  private int usher(String... words) {
    return UsherCommand.run(console, words);
  }

  @Test
  void itsCertificateFailsAndNothingIsDoneWithIt() throws IOException {
    damage();
    RouterManifest manifest = RouterManifest.read(model.path());
    RouterManifest.of(model.path(), manifest.origin(), manifest.contents(), manifest.format())
        .write(model.path());
    ParityCertificate certificate = certify();
    assertThat(certificate.passed()).as(certificate.toString()).isFalse();
    RunFolder.writeJson(model.parity(), certificate);
    recordAgain();

    String out = folder.resolve("out.gguf").toString();
    String folderName = model.path().toString();
    assertRefused("export", "--model", folderName, "--to", "gguf", "--out", out);
    assertRefused("evaluate", "--model", folderName, "--data", data() + "/test.jsonl");
    assertThat(Path.of(out)).doesNotExist();
    assertThat(model.scorecard()).doesNotExist();
    assertThat(usherTrain()).isEqualTo(GATE_FAILED);
  }

  private void assertRefused(String... words) {
    error.reset();
    assertThat(usher(words)).isEqualTo(GATE_FAILED);
    assertThat(error.toString(StandardCharsets.UTF_8)).contains("parity FAILED");
  }

  /// Turns the sign of the scale of each block of one matrix.
  private void damage() throws IOException {
    String matrix = Projection.DOWN.ggufTensor(1);
    Path damaged = folder.resolve("damaged.gguf");
    try (GgufFile file = GgufFile.open(model.model())) {
      List<TensorData> tensors =
          file.tensors().stream()
              .map(tensor -> tensor.name().equals(matrix) ? damaged(tensor) : tensor)
              .toList();
      GgufWriter.write(damaged, file.metadata(), tensors);
    }
    Files.move(damaged, model.model(), StandardCopyOption.REPLACE_EXISTING);
  }

  private static TensorData damaged(TensorData tensor) {
    byte[] bytes = tensor.bytes().toArray(ValueLayout.JAVA_BYTE);
    int block = Math.toIntExact(BlockFormat.Q8_0.bytes(BlockFormat.Q8_0.blockSize()));
    for (int at = 0; at < bytes.length; at += block) {
      bytes[at + 1] ^= (byte) 0x80;
    }
    return new TensorData(
        tensor.name(), tensor.shape(), tensor.format(), MemorySegment.ofArray(bytes));
  }

  private ParityCertificate certify() {
    ToolCatalog catalog = ToolCatalog.read(model.tools());
    DecisionFormat format = DecisionFormat.of(catalog, RouterManifest.read(model.path()).format());
    try (GgufFile file = GgufFile.open(model.base())) {
      Tokenizer tokenizer = Tokenizer.of(file.metadata());
      RowEncoder encoder =
          new RowEncoder(ChatTemplate.of(file.metadata(), tokenizer), format, CONTEXT);
      return new Certification(console, model, new RunFolder(model.run()), encoder)
          .certify(ExampleFile.read(Path.of(data()).resolve("validation.jsonl"), catalog));
    }
  }

  private void recordAgain() {
    BuildRecord made = BuildRecord.read(model.build());
    SequencedMap<String, String> files = new LinkedHashMap<>();
    made.files().keySet().forEach(name -> files.put(name, Sha256.of(model.path().resolve(name))));
    new BuildRecord(made.format(), made.data(), made.base(), made.settings(), files)
        .write(model.build());
  }
}
