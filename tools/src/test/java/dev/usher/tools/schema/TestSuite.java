package dev.usher.tools.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The groups of the JSON Schema Test Suite (draft 2020-12).
public final class TestSuite {
  private static final Path FOLDER =
      Path.of("src/test/resources/json-schema-test-suite/draft2020-12");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  private TestSuite() {}

  /// A schema with values that it admits and values that it does not.
  public record Group(String file, String description, JsonNode schema, List<Case> cases) {
    private boolean assertsFormat() {
      return file.startsWith("optional/format/");
    }

    @Override
    public String toString() {
      return file + ": " + description;
    }
  }

  /// A value and whether the schema admits it.
  public record Case(String description, JsonNode data, boolean valid) {}

  /// All groups but those of `optional/format`.
  public static List<Group> groups() {
    return all().stream().filter(group -> !group.assertsFormat()).toList();
  }

  /// The groups of `optional/format`. They test an option that the draft leaves open and Usher does
  /// not take: to it `format` is an annotation, as the mandatory `format.json` has it.
  public static List<Group> formatGroups() {
    return all().stream().filter(Group::assertsFormat).toList();
  }

  private static List<Group> all() {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .sorted()
          .flatMap(file -> groups(file).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Group> groups(Path file) {
    List<Group> groups = new ArrayList<>();
    for (JsonNode group : JSON.readTree(file.toFile())) {
      List<Case> cases = new ArrayList<>();
      for (JsonNode test : group.get("tests")) {
        cases.add(
            new Case(
                test.get("description").asString(),
                test.get("data"),
                test.get("valid").asBoolean()));
      }
      groups.add(
          new Group(
              FOLDER.relativize(file).toString().replace('\\', '/'),
              group.get("description").asString(),
              group.get("schema"),
              cases));
    }
    return groups;
  }
}
