package dev.usher.app.pipeline;

import dev.usher.tools.UsherException;
import dev.usher.tools.file.Sha256;
import dev.usher.training.ParityCertificate;
import dev.usher.training.RunFolder;
import java.nio.file.Files;

/// Lets a model through whose parity certificate passed and whose files are still the certified
/// ones.
public final class ParityGate {

  private ParityGate() {}

  /// Checks a model folder.
  ///
  /// @param folder a trained router
  /// @throws GateFailedException if the certificate is missing, failed, or of other files
  /// @throws UsherException if the folder is no trained router
  public static void require(ModelFolder folder) {
    if (!Files.isRegularFile(folder.manifest())) {
      throw new UsherException(
          folder.manifest().toString(),
          "is missing: no trained router, or a training that was cut; train it (again)");
    }
    if (!Files.isRegularFile(folder.parity()) || !Files.isRegularFile(folder.build())) {
      throw new GateFailedException(
          folder.parity()
              + ": there is no parity certificate, so nobody knows whether the served model is the"
              + " trained one; start the same training again, it goes on from here");
    }
    BuildRecord build = BuildRecord.read(folder.build());
    build.files().forEach((name, hash) -> requireUnchanged(folder, name, hash));
    ParityCertificate certificate = RunFolder.readJson(folder.parity(), ParityCertificate.class);
    if (!certificate.passed()) {
      throw new GateFailedException(folder.parity() + ": " + words(certificate));
    }
  }

  private static void requireUnchanged(ModelFolder folder, String name, String hash) {
    if (!Files.isRegularFile(folder.path().resolve(name))
        || !Sha256.of(folder.path().resolve(name)).equals(hash)) {
      throw new GateFailedException(
          folder.path().resolve(name)
              + ": was changed after the parity certificate was made; train again");
    }
  }

  /// A certificate in words.
  ///
  /// @param certificate what was measured
  /// @return one sentence
  public static String words(ParityCertificate certificate) {
    return ("parity %s: %d prompts, %,d tokens; ids %s; engines differ by %.1g (at most %.1g);"
            + " arg max agrees in %.2f %% (at least %.2f %%); %.1f %% of decisions identical")
        .formatted(
            certificate.passed() ? "passed" : "FAILED",
            certificate.prompts(),
            certificate.tokens(),
            certificate.idsIdentical() ? "identical" : "DIFFER",
            certificate.engineDifference(),
            certificate.engineBound(),
            100 * certificate.argMaxAgreement(),
            100 * certificate.argMaxBound(),
            100 * certificate.decisionsIdentical());
  }
}
