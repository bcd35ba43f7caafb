package dev.usher.app.command;

import dev.usher.app.pipeline.ModelExport;
import dev.usher.app.pipeline.ModelFolder;
import dev.usher.app.terminal.Console;
import dev.usher.model.tensor.BlockFormat;
import dev.usher.tools.UsherException;
import dev.usher.training.TrainedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Writes a trained model in the files that other programs read.
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Write a trained model as a file for other programs.",
      "Refuses, with exit code 100, a model whose parity certificate is missing or failed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  usher export --model models/assistant --to gguf --out assistant-q8_0.gguf",
      "  usher export --model models/assistant --to gguf --type f16 --out assistant-f16.gguf",
      "  usher export --model models/small --to peft --out adapter"
    })
final class ExportCommand implements Callable<Integer> {

  /// What can be written.
  enum Form {
    GGUF("gguf"),
    GGUF_LORA("gguf-lora"),
    PEFT("peft");

    private final String word;

    Form(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  /// How the matrices of a whole model are stored.
  enum Type {
    Q8_0,
    F16
  }

  private final Console console;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "Folder of a trained router.")
  private Path model;

  @Option(
      names = "--to",
      required = true,
      completionCandidates = Words.Exports.class,
      description = {
        "gguf: the whole model, an adapter merged into it.",
        "gguf-lora: the adapter, for llama.cpp's --lora.",
        "peft: the adapter, as a folder in PEFT's form."
      })
  private Form form;

  @Option(names = "--out", required = true, paramLabel = "PATH", description = "What to write.")
  private Path out;

  @Option(
      names = "--type",
      completionCandidates = Words.Types.class,
      description = "Storage of a whole model: ${COMPLETION-CANDIDATES}. Default: q8_0.")
  private Optional<Type> type;

  @Spec private CommandSpec spec;

  ExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (type.isPresent() && form != Form.GGUF) {
      throw new ParameterException(
          spec.commandLine(), "--type says how a whole model is stored; it needs --to gguf.");
    }
    refuseToOverwrite();
    ModelExport.write(new ModelFolder(model), this::write);
    console.print("%s, %,d bytes".formatted(out, size(out)));
    return ExitCode.DONE;
  }

  private void write(TrainedModel trained) {
    switch (form) {
      case GGUF -> trained.writeGguf(out, blocks(type.orElse(Type.Q8_0)));
      case GGUF_LORA -> trained.writeGgufLora(out);
      case PEFT -> trained.writePeft(out);
    }
  }

  private static BlockFormat blocks(Type type) {
    return switch (type) {
      case Q8_0 -> BlockFormat.Q8_0;
      case F16 -> BlockFormat.F16;
    };
  }

  private void refuseToOverwrite() {
    boolean isFolder = Files.isDirectory(out);
    if (isFolder && form != Form.PEFT) {
      throw new UsherException(out.toString(), "is a folder; expected the name of a file");
    }
    if (Files.isRegularFile(out) && form == Form.PEFT) {
      throw new UsherException(out.toString(), "is a file; expected the name of a folder");
    }
  }

  private static long size(Path written) throws IOException {
    try (Stream<Path> files = Files.walk(written)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
