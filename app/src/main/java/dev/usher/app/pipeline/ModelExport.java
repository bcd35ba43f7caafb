package dev.usher.app.pipeline;

import dev.usher.model.tensor.BlockFormat;
import dev.usher.training.RunFolder;
import dev.usher.training.TrainedModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// A trained model in files that other programs read. Nothing is written of a model whose parity
/// certificate is missing or failed.
public final class ModelExport {

  private static final long SAME = -1; // what Files.mismatch says of equal files

  private ModelExport() {}

  /// Opens a trained model to be written.
  ///
  /// @param folder a trained router
  /// @param writer what to write of it
  /// @throws GateFailedException if the certificate is missing, failed, or of other files
  public static void write(ModelFolder folder, Consumer<TrainedModel> writer) {
    ParityGate.require(folder);
    try (TrainedModel trained = TrainedModel.open(new RunFolder(folder.run()))) {
      writer.accept(trained);
    }
  }

  /// Writes a model that was trained whole as one GGUF in the block format that serves, unless it
  /// is there.
  ///
  /// @param folder a trained router
  /// @param file to write
  /// @return whether it had to be written
  /// @throws GateFailedException if the certificate is missing, failed, or of other files
  static boolean gguf(ModelFolder folder, Path file) {
    try {
      if (Files.isRegularFile(file) && Files.mismatch(file, folder.model()) == SAME) {
        return false;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    write(folder, trained -> trained.writeGguf(file, BlockFormat.Q8_0));
    return true;
  }
}
