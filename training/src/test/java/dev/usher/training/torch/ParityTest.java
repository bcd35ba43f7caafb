package dev.usher.training.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.model.TinyModel;
import dev.usher.model.adapter.Projection;
import dev.usher.model.constraint.ConstrainedDecoder;
import dev.usher.model.constraint.LogitsSource;
import dev.usher.model.constraint.TokenMask;
import dev.usher.model.constraint.TokenTrie;
import dev.usher.model.gguf.GgufFile;
import dev.usher.model.gguf.GgufWriter;
import dev.usher.model.gguf.HuggingFaceLayout;
import dev.usher.model.kernels.Kernels;
import dev.usher.model.llama.LanguageModel;
import dev.usher.model.llama.ModelOptions;
import dev.usher.model.llama.PromptSession;
import dev.usher.model.tensor.BlockFormat;
import dev.usher.model.tensor.TensorData;
import dev.usher.model.tokenizer.ChatTemplate;
import dev.usher.model.tokenizer.Tokenizer;
import dev.usher.tools.DecisionFormat;
import dev.usher.tools.FormatOptions;
import dev.usher.tools.Request;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import dev.usher.training.LoraOptions;
import dev.usher.training.Parity;
import dev.usher.training.ParityCertificate;
import dev.usher.training.RunFolder;
import dev.usher.training.TrainedModel;
import dev.usher.training.TrainingMethod;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model of random weights that was trained whole, by pretence, and what serves it.
@Tag("slow")
class ParityTest {
  private static final TinyModel BASE = TinyModel.of(1);
  private static final TinyModel TRAINED = TinyModel.of(2);
  private static final int BUDGET = 40;
  private static final DecisionFormat FORMAT =
      DecisionFormat.of(
          ToolCatalog.parse(
              """
              [{"name": "play", "parameters": {"properties": {"what": {"type": "string"}}}},
               {"name": "book", "parameters": {"properties": {"where": {"type": "string"}}}}]
              """,
              "test"),
          FormatOptions.compact());
  private static final List<Request> REQUESTS =
      Stream.of("play some music", "book the weather in Oslo", "é 東京", "what", "no, tomorrow")
          .map(Request::new)
          .toList();

  @TempDir private Path folder;
  private RunFolder run;
  private Path served;

  /// Its matrices hold values that q8_0 can, so that what is served is what was trained.
  @BeforeEach
  void train() {
    Path base = folder.resolve("base.gguf");
    BASE.write(base);
    HuggingFaceLayout layout = HuggingFaceLayout.of(TRAINED.metadata());
    List<TensorData> trained =
        TRAINED.tensors().stream()
            .filter(tensor -> !tensor.name().equals("token_embd.weight"))
            .map(tensor -> layout.toHuggingFace(tensor).withFormat(BlockFormat.F32))
            .toList();
    run =
        FinishedRun.write(
            folder.resolve("run"), base, TrainingMethod.FULL, LoraOptions.ofRank(2), trained);
    served = folder.resolve("model.gguf");
    try (TrainedModel model = TrainedModel.open(run)) {
      model.writeGguf(served, BlockFormat.Q8_0);
    }
  }

  @Test
  void aModelThatIsServedAsItWasTrainedPasses() {
    ParityCertificate certificate = certify(served);
    assertThat(certificate.passed()).as(certificate.toString()).isTrue();
    assertThat(certificate.prompts()).isEqualTo(REQUESTS.size());
    assertThat(certificate.argMaxAgreement()).isEqualTo(1);
    assertThat(certificate.decisionsIdentical()).isEqualTo(1);
    assertThat(certificate.deploymentDifference()).isLessThan(certificate.engineBound());
  }

  @Test
  void aMatrixWhoseScalesWereDamagedFails() {
    Path damaged = folder.resolve("damaged.gguf");
    String matrix = Projection.DOWN.ggufTensor(1);
    try (GgufFile file = GgufFile.open(served)) {
      List<TensorData> tensors =
          file.tensors().stream()
              .map(tensor -> tensor.name().equals(matrix) ? damaged(tensor) : tensor)
              .toList();
      GgufWriter.write(damaged, file.metadata(), tensors);
    }
    ParityCertificate certificate = certify(damaged);
    assertThat(certificate.passed()).as(certificate.toString()).isFalse();
    assertThat(certificate.engineDifference()).isLessThan(certificate.engineBound());
    assertThat(certificate.argMaxAgreement()).isLessThan(certificate.argMaxBound());
    assertThat(certificate.decisionsIdentical()).isLessThan(1);
  }

  /// Turns the sign of each block's scale.
  private static TensorData damaged(TensorData tensor) {
    byte[] bytes = tensor.bytes().toArray(ValueLayout.JAVA_BYTE);
    int block = Math.toIntExact(BlockFormat.Q8_0.bytes(BlockFormat.Q8_0.blockSize()));
    for (int at = 0; at < bytes.length; at += block) {
      bytes[at + 1] ^= (byte) 0x80;
    }
    return new TensorData(
        tensor.name(), tensor.shape(), tensor.format(), MemorySegment.ofArray(bytes));
  }

  @Test
  void withoutASentenceThereIsNoCertificate() {
    try (Engine engine = Engine.open(served)) {
      assertThatThrownBy(() -> Parity.certify(run, served, false, List.of(), engine))
          .isInstanceOf(UsherException.class)
          .hasMessageContaining("no probe sentence");
    }
  }

  private ParityCertificate certify(Path file) {
    try (Engine engine = Engine.open(file)) {
      List<Parity.Probe> probes = REQUESTS.stream().map(engine::probe).toList();
      return Parity.certify(run, file, false, probes, engine);
    }
  }

  /// What serves a file, without a router around it.
  private record Engine(
      LanguageModel model, ChatTemplate template, PromptSession session, TokenMask mask)
      implements Parity.Served, AutoCloseable {

    static Engine open(Path file) {
      try (GgufFile gguf = GgufFile.open(file)) {
        Tokenizer tokenizer = Tokenizer.of(gguf.metadata());
        ChatTemplate template = ChatTemplate.of(gguf.metadata(), tokenizer);
        LanguageModel model = LanguageModel.load(gguf, new ModelOptions(1, Kernels.best(), 512));
        return new Engine(
            model,
            template,
            new PromptSession(
                model, Optional.empty(), text -> template.prompt(new Request(text), FORMAT)),
            new TokenMask(FORMAT.grammar(), TokenTrie.of(tokenizer)));
      }
    }

    Parity.Probe probe(Request request) {
      int[] prompt = template.prompt(request, FORMAT);
      session.read(prompt, BUDGET);
      return new Parity.Probe(request, prompt, prompt, write(request, session));
    }

    @Override
    public float[] logits(int[] ids, int promptLength) {
      return session.logitsBefore(ids, promptLength);
    }

    @Override
    public int[] write(Request request, LogitsSource scores) {
      return new ConstrainedDecoder(mask)
          .decode(scores, BUDGET).steps().stream().mapToInt(step -> step.token()).toArray();
    }

    @Override
    public void close() {
      model.close();
    }
  }
}
