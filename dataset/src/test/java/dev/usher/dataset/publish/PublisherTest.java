package dev.usher.dataset.publish;

import static dev.usher.dataset.Fixtures.play;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.usher.dataset.DatasetFolder;
import dev.usher.dataset.Fixtures;
import dev.usher.dataset.ImportRecord;
import dev.usher.dataset.ImportRecord.Dropped;
import dev.usher.dataset.Splits;
import dev.usher.dataset.card.License;
import dev.usher.dataset.publish.Publisher.Published;
import dev.usher.tools.UsherException;
import dev.usher.tools.file.Sha256;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublisherTest {

  private static final String CREATE = "POST /api/repos/create";
  private static final String PREUPLOAD = "POST /api/datasets/some/data/preupload/main";
  private static final String BATCH = "POST /datasets/some/data.git/info/lfs/objects/batch";
  private static final String PUT = "PUT /store/OID";
  private static final String VERIFY = "POST /verify";
  private static final String COMMIT = "POST /api/datasets/some/data/commit/main";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir private Path folder;
  private Path data;
  private HubStub hub;
  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> progress = new ArrayList<>();

  @BeforeEach
  void startHubAndWriteData() {
    hub = new HubStub();
    hub.large.add("train.jsonl");
    data = folder.resolve("data");
    Dropped dropped = new Dropped("rows.jsonl:9", "secret, has sk-quoted", "my key is sk-left-out");
    ImportRecord made = Fixtures.MADE.with(List.of(dropped), List.of());
    Splits splits =
        new Splits(
            List.of(play("play Motörhead", "Motörhead"), play("start Queen", "Queen")),
            List.of(),
            List.of(play("put on Who", "Who")));
    DatasetFolder.write(data, Fixtures.catalog(), splits, made);
  }

  @AfterEach
  void stopHub() {
    hub.close();
  }

  private Published publish(URI endpoint, String token, Duration patience, boolean hidden) {
    return new Publisher(new HubAccess(endpoint, token, patience), pauses::add)
        .publish(
            Publication.of(data, Optional.of(new License("cc0-1.0"))),
            RepositoryName.parse("some/data"),
            hidden,
            "twö rows \"more\"",
            progress::add);
  }

  private Published publish() {
    return publish(hub.endpoint(), HubStub.TOKEN, PATIENCE, false);
  }

  @Test
  void everyFileIsThereByteForByteAfterOneCommit() throws IOException {
    Published published = publish();
    assertThat(published.url()).isEqualTo(hub.endpoint() + "/datasets/some/data");
    assertThat(published.commit()).isEqualTo("c0ffee");
    assertThat(hub.messages).containsExactly("twö rows \"more\"");
    assertThat(hub.main.keySet())
        .containsExactlyInAnyOrder(
            "README.md",
            "manifest.json",
            "tools.json",
            "train.jsonl",
            "validation.jsonl",
            "test.jsonl");
    for (String name : List.of("tools.json", "train.jsonl", "validation.jsonl", "test.jsonl")) {
      assertThat(hub.main.get(name)).isEqualTo(Files.readAllBytes(data.resolve(name)));
    }
    assertThat(new String(hub.main.get("README.md"), StandardCharsets.UTF_8))
        .contains("license: cc0-1.0", "3 sentences");
    assertThat(hub.hidden).isFalse();
  }

  @Test
  void largeFilesAreStoredAndVerifiedBeforeTheCommit() {
    publish();
    String oid = Sha256.of(data.resolve("train.jsonl"));
    assertThat(hub.requests)
        .containsExactly(CREATE, PREUPLOAD, BATCH, PUT.replace("OID", oid), VERIFY, COMMIT);
    assertThat(hub.verified).containsExactly(oid);
  }

  @Test
  void whatWasPublishedIsADataSetAgain() throws IOException {
    publish();
    Path copy = Files.createDirectory(folder.resolve("copy"));
    for (Map.Entry<String, byte[]> file : hub.main.entrySet()) {
      Files.write(copy.resolve(file.getKey()), file.getValue());
    }
    assertThat(DatasetFolder.read(copy).splits()).isEqualTo(DatasetFolder.read(data).splits());
  }

  @Test
  void whatARuleLeftOutIsNotPublished() {
    publish();
    assertThat(hub.main.values())
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .noneMatch(text -> text.contains("sk-left-out") || text.contains("sk-quoted"))
        .anyMatch(text -> text.contains("rows.jsonl:9"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tools.json", "train.jsonl", "validation.jsonl", "test.jsonl"})
  void aFolderThatWasEditedIsRefusedAndNobodyIsAsked(String name) throws IOException {
    Files.writeString(data.resolve(name), "\n", StandardOpenOption.APPEND);
    assertThatThrownBy(this::publish)
        .isInstanceOf(UsherException.class)
        .hasMessageContaining(name)
        .hasMessageContaining("changed");
    assertThat(hub.requests).isEmpty();
  }

  @Test
  void aRepositoryThatIsThereIsUsedAlsoByATokenThatMayNotMakeAny() {
    hub.there = true;
    publish();
    hub.trouble(CREATE, 403, Map.of(), "{\"error\": \"no\"}");
    publish();
    assertThat(hub.messages).hasSize(2);
  }

  @Test
  void aPrivateOneIsMadePrivateAndAPublicOneIsRefusedForIt() {
    publish(hub.endpoint(), HubStub.TOKEN, PATIENCE, true);
    assertThat(hub.hidden).isTrue();
    publish(hub.endpoint(), HubStub.TOKEN, PATIENCE, true);
    hub.hidden = false;
    assertThatThrownBy(() -> publish(hub.endpoint(), HubStub.TOKEN, PATIENCE, true))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("is public");
    assertThat(hub.messages).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "POST /api/repos/create, 401, the token is not valid",
    "POST /api/repos/create, 403, give it the right to write",
    "POST /api/datasets/some/data/preupload/main, 403, give it the right to write",
    "POST /datasets/some/data.git/info/lfs/objects/batch, 500, publish again later",
    "PUT /store/OID, 400, does not accept",
    "POST /verify, 404, no such data set",
    "POST /api/datasets/some/data/commit/main, 503, publish again later",
    "POST /api/datasets/some/data/commit/main, 307, does not accept",
  })
  void aRefusalAnywhereSaysWhatToDoLeavesMainAloneAndCanBeRepeated(
      String request, int status, String advice) {
    hub.trouble(request, status, Map.of(), "{\"error\": \"you with " + HubStub.TOKEN + "!\"}");
    assertThatThrownBy(this::publish)
        .isInstanceOf(UsherException.class)
        .hasMessageStartingWith(hub.endpoint() + "/datasets/some/data: HTTP " + status)
        .hasMessageContaining("you with (token)!")
        .hasMessageContaining(advice);
    assertThat(hub.main).isEmpty();
    publish();
    assertThat(hub.main).hasSize(6);
  }

  @Test
  void whatIsStoredIsNotSentAgain() {
    hub.trouble(COMMIT, 500, Map.of(), "");
    assertThatThrownBy(this::publish).hasMessageContaining("HTTP 500");
    hub.requests.clear();
    publish();
    assertThat(hub.requests).noneMatch(request -> request.startsWith("PUT"));
    assertThat(hub.main).containsKey("train.jsonl");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "not json",
        "[]",
        "{\"files\": []}",
        "{\"files\": [{\"path\": \"README.md\", \"uploadMode\": \"pigeon\"}]}"
      })
  void anAnswerThatIsNotTheHubsIsNamed(String answer) {
    hub.trouble(PREUPLOAD, 200, Map.of(), answer);
    assertThatThrownBy(this::publish)
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("HF_ENDPOINT");
    assertThat(hub.main).isEmpty();
  }

  @Test
  void aFileThatWouldHaveToGoInPiecesIsRefused() {
    hub.multipart = true;
    assertThatThrownBy(this::publish)
        .hasMessageContaining("train.jsonl is too large")
        .hasMessageContaining("split");
  }

  @Test
  void whoIsAskedToWaitWaitsAsLongAsThat() {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            ZonedDateTime.now(ZoneOffset.UTC).minusHours(1));
    hub.trouble(CREATE, 429, Map.of("Retry-After", "7"), "");
    hub.trouble(COMMIT, 429, Map.of("Retry-After", date), "");
    publish();
    assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ZERO);
    assertThat(hub.messages).hasSize(1);
  }

  @Test
  void nobodyWaitsForAnHourOrForever() {
    hub.trouble(COMMIT, 429, Map.of("Retry-After", "3600"), "");
    assertThatThrownBy(this::publish)
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("429")
        .hasMessageContaining("3600 seconds");
    assertThat(pauses).isEmpty();
    for (int i = 0; i < 4; i++) {
      hub.trouble(COMMIT, 429, Map.of("Retry-After", "1"), "");
    }
    assertThatThrownBy(this::publish).hasMessageContaining("429");
    assertThat(pauses).hasSize(3);
    assertThat(hub.main).isEmpty();
  }

  @Test
  void aHubThatIsNotThereAndOneThatIsSilentAreNamed() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    URI gone;
    try (ServerSocket socket = new ServerSocket(0, 1, here)) {
      gone = URI.create("http://127.0.0.1:" + socket.getLocalPort());
      URI silent = gone;
      assertThatThrownBy(() -> publish(silent, HubStub.TOKEN, Duration.ofMillis(200), false))
          .isInstanceOf(UsherException.class)
          .hasMessageMatching(".*cannot be reached \\(no (answer|connection)\\).*");
    }
    assertThatThrownBy(() -> publish(gone, HubStub.TOKEN, PATIENCE, false))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("cannot be reached (no connection)");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 429, 500})
  void theTokenIsInNoMessageAndNoStackTrace(int status) {
    for (String request : List.of(CREATE, PREUPLOAD, BATCH, PUT, VERIFY, COMMIT)) {
      hub.trouble(request, status, Map.of(), "{\"error\": \"Bearer " + HubStub.TOKEN + "\"}");
      Throwable failure = catchThrowable(this::publish);
      StringWriter trace = new StringWriter();
      failure.printStackTrace(new PrintWriter(trace));
      assertThat(trace.toString()).contains(String.valueOf(status)).doesNotContain(HubStub.TOKEN);
      hub.troubles.clear();
      hub.verified.clear();
    }
    assertThat(progress).noneMatch(line -> line.contains(HubStub.TOKEN));
  }

  @Test
  void aWrongTokenIsRefusedByTheHub() {
    assertThatThrownBy(() -> publish(hub.endpoint(), "hf_wrong", PATIENCE, false))
        .hasMessageContaining("HTTP 401")
        .hasMessageContaining("Invalid credentials")
        .hasMessageContaining("HF_TOKEN");
  }
}
