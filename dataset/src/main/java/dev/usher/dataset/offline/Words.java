package dev.usher.dataset.offline;

import dev.usher.tools.file.TextFile;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/// The word lists that come with Usher.
final class Words {
  private static final YAMLMapper YAML = YAMLMapper.builder().build();

  private Words() {}

  static JsonNode tree(String name) {
    return YAML.readTree(TextFile.resource(Words.class, name));
  }

  /// Names with lists of texts.
  static Map<String, List<String>> read(String name) {
    Map<String, List<String>> lists = new LinkedHashMap<>();
    tree(name).properties().forEach(each -> lists.put(each.getKey(), texts(each.getValue())));
    return lists;
  }

  /// One of a list, each as likely.
  static <T> T one(List<T> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  /// A text whose words begin with capitals.
  static String capitals(String text) {
    return Arrays.stream(text.split(" ", -1))
        .map(word ->
            word.isEmpty()
                ? word
                : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
        .collect(Collectors.joining(" "));
  }

  /// A list of texts; none where there is no list.
  static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }
}
