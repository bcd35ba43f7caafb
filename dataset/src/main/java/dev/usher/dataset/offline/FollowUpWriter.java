package dev.usher.dataset.offline;

import dev.usher.dataset.offline.RequestWriter.Said;
import dev.usher.dataset.offline.RequestWriter.Written;
import dev.usher.dataset.scenario.CallPlan;
import dev.usher.tools.schema.Schema;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/// Writes a request, and then one that means something only behind it: "make it 8 pm" changes a
/// value, "oh, and for six people" adds one.
final class FollowUpWriter {
  private static final int ATTEMPTS = 5;
  private static final Map<String, List<String>> WORDS = Words.read("followups.yaml");

  private final RequestWriter requests;
  private final Random random;

  /// What was written.
  ///
  /// @param first the first request
  /// @param words of the second
  /// @param values of the arguments after the second
  record FollowUp(Written first, List<Segment> words, Map<String, JsonNode> values) {}

  FollowUpWriter(RequestWriter requests, Random random) {
    this.requests = requests;
    this.random = random;
  }

  /// Writes the two requests.
  ///
  /// @param plan the call after the second
  /// @return empty where the call has no value that could be another one
  Optional<FollowUp> write(CallPlan plan) {
    List<String> names = new ArrayList<>(plan.arguments());
    Collections.shuffle(names, random);
    for (String name : names) {
      boolean adds = plan.arguments().size() > 1 && !plan.requires(name) && random.nextInt(3) == 0;
      Written first = requests.write(adds ? plan.without(name) : plan, false);
      Optional<Said> other = other(plan, name, first);
      if (other.isPresent() && adds != first.values().containsKey(name)) {
        return Optional.of(
            new FollowUp(first, words(plan, other.get(), adds), values(plan, first, other.get())));
      }
    }
    return Optional.empty();
  }

  /// All values after the second request, in catalogue order.
  private static Map<String, JsonNode> values(CallPlan plan, Written first, Said other) {
    Map<String, JsonNode> all = new HashMap<>(first.values());
    all.put(other.name(), other.json());
    Map<String, JsonNode> values = new LinkedHashMap<>();
    plan.shape().properties().keySet().stream()
        .filter(all::containsKey)
        .forEach(name -> values.put(name, all.get(name)));
    return values;
  }

  /// A value that is said, and is not the first one.
  private Optional<Said> other(CallPlan plan, String name, Written first) {
    for (int i = 0; i < ATTEMPTS; i++) {
      Optional<Said> other =
          requests
              .other(plan, name, first)
              .filter(said -> said.json().isValueNode() && !said.whole())
              .filter(said -> !said.value().text().isBlank())
              .filter(said -> !said.json().equals(first.values().get(name)));
      if (other.isPresent()) {
        return other;
      }
    }
    return Optional.empty();
  }

  private List<Segment> words(CallPlan plan, Said said, boolean adds) {
    String name = ArgumentKind.words(said.name());
    List<String> phrases = said.kind().map(ArgumentKind::say).orElse(List.of());
    List<String> patterns = new ArrayList<>();
    if (!phrases.isEmpty()) {
      patterns.add(one(adds ? "more" : "phrase").replace("{}", Words.one(phrases, random)));
    }
    if (phrases.isEmpty() || random.nextInt(3) == 0) {
      patterns.add(one("named").replace("{name}", name));
    }
    if (!adds && isTold(plan, said)) {
      patterns.add(one("value"));
    }
    return Phrasing.phrase(Words.one(patterns, random), said.value());
  }

  private boolean couldBe(CallPlan plan, String name, Said said) {
    Schema schema = plan.schema(name);
    return schema instanceof Schema.StringSchema
        ? requests
            .kind(plan, name)
            .map(ArgumentKind::value)
            .equals(said.kind().map(ArgumentKind::value))
        : schema.accepts(said.json());
  }

  private String one(String kind) {
    return Words.one(WORDS.getOrDefault(kind, List.of()), random);
  }

  /// Whether the value alone tells which argument it is of.
  private boolean isTold(CallPlan plan, Said said) {
    return said.kind().isPresent()
        && plan.shape().properties().keySet().stream()
            .noneMatch(name -> !name.equals(said.name()) && couldBe(plan, name, said));
  }
}
