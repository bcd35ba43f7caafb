package dev.usher.dataset.asking;

import dev.usher.tools.file.TextFile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The words in which teachers are asked: a resource in YAML, texts by name, with places such as
/// `{persona}` for what differs.
public final class PromptTexts {
  private static final YAMLMapper YAML = YAMLMapper.builder().build();
  private static final Pattern PLACE = Pattern.compile("\\{([a-z-]+)}");

  private final Map<String, String> texts = new HashMap<>();

  private PromptTexts(JsonNode tree) {
    tree.properties().forEach(each -> texts.put(each.getKey(), each.getValue().asString()));
  }

  /// Reads a resource.
  ///
  /// @param beside the class in whose package it lies
  /// @param name of the file
  /// @return its texts
  public static PromptTexts read(Class<?> beside, String name) {
    return new PromptTexts(YAML.readTree(TextFile.resource(beside, name)));
  }

  /// A text, its places filled. What is filled in is not looked at for places.
  ///
  /// @param name of the text
  /// @param values of the places, one for each
  /// @return the text
  public String text(String name, Map<String, String> values) {
    return PLACE
        .matcher(required(texts, name))
        .replaceAll(place -> Matcher.quoteReplacement(required(values, place.group(1))))
        .strip();
  }

  private static String required(Map<String, String> map, String name) {
    return Optional.ofNullable(map.get(name))
        .orElseThrow(() -> new AssertionError("there is no \"" + name + "\""));
  }
}
