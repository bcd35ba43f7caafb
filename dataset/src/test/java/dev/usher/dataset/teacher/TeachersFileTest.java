package dev.usher.dataset.teacher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.dataset.Fixtures;
import dev.usher.dataset.teacher.StubServer.Behaviour;
import dev.usher.dataset.yaml.YamlList;
import dev.usher.tools.UsherException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TeachersFileTest {
  private static final String SECRET = "sk-verySecret0123456789";
  private static final Map<String, String> ENVIRONMENT =
      Map.of("OPENAI_API_KEY", SECRET, "GEMINI_API_KEY", SECRET, "GROQ_API_KEY", SECRET);

  @TempDir private Path folder;

  private Teachers read(String yaml, Map<String, String> environment) {
    return read(yaml, List.of(), access(environment, folder.resolve(".env")));
  }

  static Access access(Map<String, String> environment, Path dotEnv) {
    return new Access(
        environment,
        dotEnv,
        (name, _, _) -> {
          throw new AssertionError(name + " runs on no machine");
        });
  }

  private Teachers read(String yaml, List<String> names, Access access) {
    Path file = Fixtures.write(folder.resolve("teachers.yaml"), yaml);
    return Teachers.read(file, names, access, 42);
  }

  private static LocalModels models(List<String> loaded) {
    return (name, model, answerTokens) -> {
      loaded.add(name + " " + model + " " + answerTokens);
      return new ScriptedTeacher(name, _ -> new Reply.Failed("not asked"));
    };
  }

  @Test
  void whoIsNotWantedNeedsNoKey() {
    String yaml =
        """
        - {name: a, provider: openai, model: m, key: NO_SUCH_KEY, weight: 50}
        - {name: b, provider: ollama, model: m, weight: 30}
        - {name: c, provider: ollama, model: m, weight: 20}
        """;
    Access access = access(Map.of(), folder.resolve(".env"));
    assertThat(read(yaml, List.of("c", "b"), access).names()).containsExactly("b", "c");
    assertThatThrownBy(() -> read(yaml, List.of("a", "b"), access))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("teachers.yaml: teacher 'a': 'key': NO_SUCH_KEY is not set");
    assertThatThrownBy(() -> read(yaml, List.of("d"), access))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("there is no \"d\"; expected some of [a, b, c]");
  }

  @Test
  void aModelOnThisMachineIsHadFromThoseWhoRunIt() {
    List<String> wanted = new ArrayList<>();
    Access access = new Access(Map.of(), folder.resolve(".env"), models(wanted));
    String yaml =
        """
        - {name: small, provider: gguf, model: models/a.gguf}
        - {name: large, provider: gguf, model: some/repo, answer-tokens: 900}
        """;
    assertThat(read(yaml, List.of(), access).names()).containsExactly("small", "large");
    assertThat(wanted).containsExactly("small models/a.gguf 256", "large some/repo 900");
    assertThatThrownBy(
            () -> read("- {name: s, provider: gguf, model: m, key: K}\n", List.of(), access))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("teachers.yaml:1: unknown key 'key'");
  }

  @Test
  void aFullEntryIsReadAsItStands() {
    Path file =
        Fixtures.write(
            folder.resolve("teachers.yaml"),
            """
            - name: gpt-4.1
              provider: openai
              model: gpt-4.1-mini
              base-url: https://host:8443/v1
              key: THE_KEY
              schema-mode: text
              answer-tokens: 500
              weight: 60
              requests-per-minute: 40
              concurrency: 3
              timeout-seconds: 1.5
              prices: {input: 0.40, output: 1.60}
              budget: {requests: 10, tokens: 3000000000, money: 2.50}
            """);
    TeacherConfig config = YamlList.read(file, TeacherConfig::of).getFirst();
    assertThat(config.weight()).isEqualTo(OptionalDouble.of(60));
    assertThat(config.model().baseUrl().orElseThrow()).hasToString("https://host:8443/v1");
    assertThat(config.model().key()).contains("THE_KEY");
    assertThat(config.model().schemaMode()).isEqualTo(ModelConfig.SchemaMode.TEXT);
    assertThat(config.model().answerTokens()).isEqualTo(500);
    assertThat(config.limits())
        .isEqualTo(new Limits(Duration.ofMillis(1_500), 3, Duration.ofMillis(1_500)));
    assertThat(config.prices().input()).isEqualByComparingTo("0.4");
    assertThat(config.budget())
        .isEqualTo(
            new Budget(
                OptionalLong.of(10), OptionalLong.of(3_000_000_000L), config.budget().money()));
    assertThat(config.budget().money()).map(BigDecimal::doubleValue).isEqualTo(Optional.of(2.5));
  }

  @Test
  void mostKeysMayBeLeftOut() {
    Path file =
        Fixtures.write(
            folder.resolve("teachers.yaml"), "- {name: o, provider: ollama, model: m}\n");
    TeacherConfig config = YamlList.read(file, TeacherConfig::of).getFirst();
    assertThat(config.limits()).isEqualTo(new Limits(Duration.ZERO, 4, Duration.ofMinutes(1)));
    assertThat(config.budget()).isEqualTo(Budget.UNLIMITED);
    assertThat(config.prices().free()).isTrue();
    assertThat(config.model().schemaMode()).isEqualTo(ModelConfig.SchemaMode.JSON_SCHEMA);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "provider: openai               | provider: closedai       | 'provider': expected one of openai, gemini, ollama, gguf",
        "provider: openai               |                          | 'provider': expected one of",
        "model: m                       | model: 7                 | 'model': expected a text, found 7",
        "name: t                        | name: My Teacher         | 'name': expected lower-case",
        "name: t                        | name: ../t               | 'name': expected lower-case",
        "key: OPENAI_API_KEY            |                          | 'key': expected the name of the variable",
        "key: OPENAI_API_KEY            | key: NO_SUCH_KEY         | NO_SUCH_KEY is not set",
        "weight: 60                     | weight: 0                | 'weight': expected percent above 0",
        "weight: 60                     | weight: 50               | weights come to 90",
        "concurrency: 2                 | concurrency: 0           | 'concurrency': expected a whole number",
        "concurrency: 2                 | concurrency: 2.5         | 'concurrency': expected a whole number",
        "concurrency: 2                 | concurrency: 99999999999 | 'concurrency': expected at most",
        "concurrency: 2                 | speed: 2                 | unknown key 'speed'; expected name",
        "concurrency: 2                 | timeout-seconds: 0       | 'timeout-seconds': expected a number above 0",
        "concurrency: 2                 | timeout-seconds: -1      | 'timeout-seconds': expected a number of at least 0",
        "concurrency: 2                 | timeout-seconds: .inf    | 'timeout-seconds': expected a number",
        "concurrency: 2                 | requests-per-minute: 0   | 'requests-per-minute': expected a number above 0",
        "concurrency: 2                 | schema-mode: strict      | 'schema-mode': expected one of json-schema, text",
        "concurrency: 2                 | base-url: localhost:80   | 'base-url': expected an address",
        "concurrency: 2                 | base-url: ftp://h/       | 'base-url': expected an address",
        "concurrency: 2                 | base-url: http://h/?k=v  | 'base-url': expected an address",
        "concurrency: 2                 | base-url: \"http://a b\" | 'base-url': expected an address",
        "prices: {input: 1, output: 2}  |                          | 'budget.money': is of no use without 'prices'",
        "prices: {input: 1, output: 2}  | prices: {input: 1}       | 'prices.output': expected a number",
        "prices: {input: 1, output: 2}  | prices: 3                | 'prices': expected keys below it",
        "budget: {money: 1}             | budget: {cash: 1}        | unknown key 'budget.cash'; expected requests, tokens, money",
        "budget: {money: 1}             | budget: {tokens: many}   | 'budget.tokens': expected a whole number",
        "name: t                        | name: other              | 'other' stands twice",
      })
  void aMistakeIsNamedWithItsPlaceAndKey(String line, String wrong, String message) {
    String yaml =
        """
        - name: other
          provider: ollama
          model: m
          weight: 40
        - name: t
          provider: openai
          model: m
          key: OPENAI_API_KEY
          weight: 60
          concurrency: 2
          prices: {input: 1, output: 2}
          budget: {money: 1}
        """;
    int last = yaml.lastIndexOf(line);
    String broken =
        yaml.substring(0, last)
            + (wrong == null ? "" : wrong)
            + yaml.substring(last + line.length());
    assertThatThrownBy(() -> read(broken.replaceAll("(?m)^ +\n", ""), ENVIRONMENT))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("teachers.yaml")
        .hasMessageContaining(message)
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void theLineOfTheEntryIsNamed() {
    assertThatThrownBy(() ->
            read(
                "- {name: a, provider: ollama, model: m}\n- {name: b, provider: x}\n", ENVIRONMENT))
        .hasMessageContaining("teachers.yaml:2: 'provider'");
  }

  @Test
  void aFileThatNamesNobodySaysSo() {
    Teachers.start(folder);
    assertThatThrownBy(() ->
            Teachers.read(
                folder.resolve("teachers.yaml"),
                List.of(),
                access(ENVIRONMENT, folder.resolve(".env")),
                42))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("has no entries; list at least one");
  }

  @Test
  void theFileToStartFromIsRightOnceItsCommentsAreTakenAway() throws IOException {
    Teachers.start(folder);
    String yaml = Files.readString(folder.resolve("teachers.yaml"));
    List<String> loaded = new ArrayList<>();
    Access access = new Access(ENVIRONMENT, folder.resolve(".env"), models(loaded));
    assertThat(read(yaml.replaceAll("(?m)^# (?=- |  )", ""), List.of(), access).names())
        .containsExactly("gpt-mini", "flash", "groq", "llama-server", "ollama", "smollm2");
    assertThat(loaded).containsExactly("smollm2 smollm2-135m-instruct 256");
  }

  @Test
  void startingLeavesAloneWhatIsThereAndKeepsKeysOutOfTheRepository() throws IOException {
    Fixtures.write(folder.resolve(".gitignore"), "mine\n");
    Teachers.start(folder);
    assertThat(Fixtures.names(folder))
        .containsExactly(".env.example", ".gitignore", "teachers.yaml");
    assertThat(folder.resolve(".gitignore")).hasContent("mine");
    Path fresh = Files.createDirectory(folder.resolve("fresh"));
    Teachers.start(fresh);
    assertThat(fresh.resolve(".gitignore")).hasContent(".env");
    assertThat(DotEnv.read(fresh.resolve(".env.example"))).isEmpty();
  }

  @Test
  void theEnvironmentComesBeforeTheFile() {
    Fixtures.write(folder.resolve(".env"), "A=fromFile\nB=onlyInFile\nC=\n");
    Keys keys = Keys.read(Map.of("A", "fromEnvironment", "B", " "), folder.resolve(".env"));
    assertThat(keys.get("A").value()).isEqualTo("fromEnvironment");
    assertThatThrownBy(() -> keys.get("C")).hasMessageContaining("C is not set");
    assertThat(Keys.read(Map.of(), folder.resolve(".env")).get("B").value())
        .isEqualTo("onlyInFile");
  }

  @Test
  void aDotEnvFileHasValuesBareOrInQuotes() {
    Path file =
        Fixtures.write(
            folder.resolve(".env"),
            "# keys\n\nA=bare-1/=+\n  B=\"in quotes # 'x'\"\nC='single \"y\"'\r\nD=\n");
    assertThat(DotEnv.read(file))
        .isEqualTo(Map.of("A", "bare-1/=+", "B", "in quotes # 'x'", "C", "single \"y\"", "D", ""));
  }

  @ParameterizedTest
  @CsvSource({
    "export A=" + SECRET,
    "A = " + SECRET,
    "A=" + SECRET + " # comment",
    "A=\"" + SECRET,
    "2A=" + SECRET,
    SECRET,
    "OK=" + SECRET,
  })
  void aLineThatIsNoVariableIsNamedButNotShown(String line) {
    Path file = Fixtures.write(folder.resolve(".env"), "OK=1\n" + line + "\n");
    assertThatThrownBy(() -> DotEnv.read(file))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining(".env:2: ")
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void aKeyIsInNoTextAndInNoException() {
    ApiKey key = ApiKey.of(SECRET, "K");
    assertThat(key.toString() + Optional.of(key) + List.of(key)).doesNotContain(SECRET);
    assertThatThrownBy(() -> ApiKey.of(SECRET + " ü", "K"))
        .hasMessageContaining("K is no key")
        .hasMessageNotContaining(SECRET);
    Map<String, String> environment = Map.of("OPENAI_API_KEY", SECRET + "\n" + SECRET);
    assertThatThrownBy(() ->
            read("- {name: t, provider: openai, model: m, key: OPENAI_API_KEY}\n", environment))
        .isInstanceOf(UsherException.class)
        .hasMessageContaining("teachers.yaml: teacher 't': the value of OPENAI_API_KEY")
        .hasMessageNotContaining(SECRET)
        .hasNoCause();
  }

  @Test
  void whatTheFileNamesIsAskedWithItsKey() {
    try (StubServer server =
        new StubServer(
            new VirtualTime(), _ -> new Behaviour.Says("{\"text\": \"x\", \"id\": 1}"))) {
      Fixtures.write(folder.resolve(".env"), "LOCAL_KEY=" + SECRET);
      Teachers teachers =
          read(
              """
              - name: local
                provider: openai
                base-url: %s
                model: m
                key: LOCAL_KEY
                prices: {input: 1, output: 3}
              """
                  .formatted(server.url(Protocol.OPENAI)),
              Map.of());
      StructuredReply reply = teachers.askObject(0, Questions.of("why?"));
      assertThat(reply).isInstanceOf(StructuredReply.Given.class);
      assertThat(reply.teacher()).isEqualTo("local");
      assertThat(server.log().getFirst().key()).contains(SECRET);
      assertThat(teachers.spend().money()).isEqualByComparingTo("0.00005");
      assertThat(List.of(teachers, reply, teachers.spend()).toString()).doesNotContain(SECRET);
    }
  }
}
