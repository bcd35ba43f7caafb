package dev.usher.dataset.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.dataset.Fixtures;
import dev.usher.tools.UsherException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HubAccessTest {

  @TempDir private Path home;

  private HubAccess access(Map<String, String> environment) {
    return HubAccess.of(environment, home);
  }

  @Test
  void theEnvironmentsTokenComesFirstThenTheHubsTokenFile() {
    Path moved = home.resolve("moved");
    Fixtures.write(home.resolve(".cache/huggingface/token"), "hf_file\n");
    Fixtures.write(moved.resolve("token"), "  hf_moved  ");
    assertThat(access(Map.of()).authorization()).isEqualTo("Bearer hf_file");
    assertThat(access(Map.of("HF_HOME", moved.toString())).authorization())
        .isEqualTo("Bearer hf_moved");
    assertThat(access(Map.of("HF_TOKEN", " hf_said ")).authorization()).isEqualTo("Bearer hf_said");
    assertThat(access(Map.of("HF_TOKEN", "")).authorization()).isEqualTo("Bearer hf_file");
  }

  @Test
  void withoutATokenTheMessageSaysWhereOneWouldBe() {
    assertThatThrownBy(() -> access(Map.of()))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("HF_TOKEN")
        .hasMessageContaining(home.resolve(".cache/huggingface/token").toString());
  }

  @Test
  void theEndpointIsTheHubsUnlessTheEnvironmentNamesAnother() {
    assertThat(access(Map.of("HF_TOKEN", "t")).endpoint())
        .isEqualTo(URI.create("https://huggingface.co"));
    assertThat(
            access(Map.of("HF_TOKEN", "t", "HF_ENDPOINT", "https://hub.example/base/")).endpoint())
        .isEqualTo(URI.create("https://hub.example/base"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://hub.example", "hub.example", "ftp://hub.example", "https://", " a b"})
  void anAddressToWhichATokenMustNotGoIsRefused(String endpoint) {
    assertThatThrownBy(() -> access(Map.of("HF_TOKEN", "t", "HF_ENDPOINT", endpoint)))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("HF_ENDPOINT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"hf_sec ret", "hf_sec\nret", "hf_sëcret"})
  void aTokenThatCannotBeOneIsRefusedAndNotRepeated(String token) {
    assertThatThrownBy(() -> access(Map.of("HF_TOKEN", token)))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("HF_TOKEN")
        .hasMessageNotContaining(token)
        .hasMessageNotContaining("ret,");
  }

  @Test
  void itsTextHasNoToken() {
    HubAccess access =
        new HubAccess(URI.create("https://hub.example"), "hf_secret", Duration.ofSeconds(1));
    assertThat(access).hasToString("https://hub.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data",
        "a/b/c",
        "/data",
        "some/",
        "so me/data",
        "some/..",
        "some/a--b",
        "some/x.git"
      })
  void aNameThatTheHubDoesNotTakeIsRefused(String name) {
    assertThatThrownBy(() -> RepositoryName.parse(name))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("NAMESPACE/NAME");
  }
}
