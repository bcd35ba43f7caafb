package dev.usher.app.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.app.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the real `./usher` in a made-up checkout with a made-up JDK.
class LauncherTest {

  @TempDir private Path folder;
  private Path checkout;
  private Path jdk;

  @BeforeEach
  void makeABuiltCheckout() throws IOException {
    checkout = Files.createDirectories(folder.resolve("the checkout"));
    Path root = Repository.root();
    Files.copy(root.resolve("usher"), checkout.resolve("usher"));
    Files.createDirectory(checkout.resolve("scripts"));
    Files.copy(root.resolve("scripts/toolchain.sh"), checkout.resolve("scripts/toolchain.sh"));
    write(checkout.resolve("pom.xml"), "<project/>");
    write(checkout.resolve("app/pom.xml"), "<project/>");
    write(checkout.resolve("app/src/main/java/A.java"), "class A {}");
    write(checkout.resolve(".mvn/jvm.config"), "-Xmx1g");
    write(checkout.resolve("app/target/lib-1/built"), "");
    Files.createSymbolicLink(checkout.resolve("app/target/lib"), Path.of("lib-1"));
    jdk = jdk("25.0.1");
  }

  @Test
  void argumentsAndTheExitCodePassThrough() throws Exception {
    Outcome outcome = run(checkout.resolve("usher"), "route", "two words", "");
    assertThat(outcome.code()).isEqualTo(7);
    assertThat(outcome.out())
        .contains("[dev.usher.app.Main][route][two words][]")
        .contains("[--add-modules=jdk.incubator.vector]")
        .contains("[--enable-native-access=ALL-UNNAMED]")
        .contains("the checkout/app/target/lib-1/*]");
  }

  @Test
  void theIncubatorWarningIsTheOnlyThingKeptFromTheReader() throws Exception {
    assertThat(run(checkout.resolve("usher")).error()).isEqualTo("something important\n");
  }

  @Test
  void aLinkOnThePathLeadsToTheCheckout() throws Exception {
    Path link = folder.resolve("usher-link");
    Files.createSymbolicLink(link, checkout.resolve("usher"));
    assertThat(run(link, "status").out()).contains("[status]");
  }

  @Test
  void newerSourcesAreBuiltFirstAndAFailedBuildIsNotRun() throws Exception {
    Path maven = folder.resolve("bin/mvn");
    write(maven, "#!/bin/sh\necho '[ERROR] A.java:[1,2] no good'\nexit 1\n");
    assertThat(maven.toFile().setExecutable(true)).isTrue();
    Files.setLastModifiedTime(
        checkout.resolve("app/target/lib-1/built"), java.nio.file.attribute.FileTime.fromMillis(1));
    Outcome outcome = run(checkout.resolve("usher"), "status");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.out()).isEmpty();
    assertThat(outcome.error()).contains("no good", "the build failed", "build.log");
    assertThat(checkout.resolve("app/target/lib-1")).exists();
  }

  @Test
  void onlyAJdkOfVersion25Counts() throws Exception {
    assertThat(isJdk25(jdk("25")).code()).isZero();
    assertThat(isJdk25(jdk("25-ea")).code()).isZero();
    assertThat(isJdk25(jdk("17.0.15")).code()).isNotZero();
    assertThat(isJdk25(jdk("250")).code()).isNotZero();
    assertThat(isJdk25(folder.resolve("none")).code()).isNotZero();
  }

  @Test
  void withoutAJdkItSaysHowToGetOne() throws Exception {
    Outcome outcome = toolchain("find_jdk() { return 1; }; use_jdk");
    assertThat(outcome.code()).isEqualTo(1);
    assertThat(outcome.error()).contains("no JDK 25 was found", "sdk install java 25-tem");
  }

  private Path jdk(String version) throws IOException {
    Path home = folder.resolve("jdk " + version);
    write(home.resolve("release"), "IMPLEMENTOR=\"Us\"\nJAVA_VERSION=\"" + version + "\"\n");
    write(home.resolve("bin/javac"), "#!/bin/sh\n");
    write(
        home.resolve("bin/java"),
        """
        #!/bin/sh
        printf '[%s]' "$@"
        echo 'WARNING: Using incubator modules: jdk.incubator.vector' >&2
        echo 'something important' >&2
        exit 7
        """);
    for (String program : List.of("java", "javac")) {
      assertThat(home.resolve("bin").resolve(program).toFile().setExecutable(true)).isTrue();
    }
    return home;
  }

  private Outcome run(Path launcher, String... arguments) throws Exception {
    return run(Stream.concat(Stream.of(launcher.toString()), Stream.of(arguments)).toList());
  }

  private Outcome isJdk25(Path home) throws Exception {
    return toolchain("is_jdk_25 '" + home + "'");
  }

  private Outcome toolchain(String script) throws Exception {
    return run(List.of("bash", "-c", ". '" + checkout + "/scripts/toolchain.sh'; " + script));
  }

  private Outcome run(List<String> command) throws Exception {
    Path out = folder.resolve("out");
    Path error = folder.resolve("error");
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.redirectOutput(out.toFile()).redirectError(ProcessBuilder.Redirect.PIPE);
    builder.environment().put("JAVA_HOME", jdk.toString());
    builder.environment().merge("PATH", folder.resolve("bin") + ":", (path, bin) -> bin + path);
    builder.environment().remove("USHER_JAVA_OPTIONS");
    Process process = builder.start();
    process.getOutputStream().close();
    // Read to its end, which is when the filter of the virtual machine's own messages ends too.
    Files.write(error, process.getErrorStream().readAllBytes());
    return new Outcome(process.waitFor(), Files.readString(out), Files.readString(error));
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  private record Outcome(int code, String out, String error) {}
}
