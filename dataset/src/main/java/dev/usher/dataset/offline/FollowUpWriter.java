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

/// Writes a request, and then one or two that mean something only behind it: "make it 8 pm" changes
/// a value, "oh, and for six people" adds one.
final class FollowUpWriter {
  private static final int ATTEMPTS = 5;
  private static final int ONE_IN = 5; // rows has two changes
  private static final Map<String, List<String>> WORDS = Words.read("followups.yaml");

  private final RequestWriter requests;
  private final Random random;

  /// A turn before the last one.
  ///
  /// @param words of the request
  /// @param values of the arguments after it
  record Turn(List<Segment> words, Map<String, JsonNode> values) {}

  /// What was written.
  ///
  /// @param before the first request, and one that changes it where there are two
  /// @param request the last one
  /// @param values of the arguments after it
  record FollowUp(List<Turn> before, Phrasing request, Map<String, JsonNode> values) {}

  /// What a request changes.
  ///
  /// @param said the argument, with its new value
  /// @param adds whether nothing was said of it before
  private record Change(Said said, boolean adds) {}

  FollowUpWriter(RequestWriter requests, Random random) {
    this.requests = requests;
    this.random = random;
  }

  /// Writes a request, and one or two that change it.
  ///
  /// @param plan the call after the last
  /// @param manner of the last
  /// @return empty where the call has no value that could be another one
  Optional<FollowUp> write(CallPlan plan, Manner manner) {
    for (String name : shuffled(plan)) {
      boolean adds = plan.arguments().size() > 1 && !plan.requires(name) && random.nextInt(3) == 0;
      Written first = requests.write(adds ? plan.without(name) : plan, Manner.ANY);
      Optional<Said> other = other(plan, name, first, first.values());
      if (other.isPresent() && adds != first.values().containsKey(name)) {
        Change change = new Change(other.get(), adds);
        return Optional.of(followUp(plan, first, changes(plan, first, change), manner));
      }
    }
    return Optional.empty();
  }

  private List<String> shuffled(CallPlan plan) {
    List<String> names = new ArrayList<>(plan.arguments());
    Collections.shuffle(names, random);
    return names;
  }

  /// A change, and now and then another one behind it.
  private List<Change> changes(CallPlan plan, Written first, Change change) {
    if (random.nextInt(ONE_IN) > 0) {
      return List.of(change);
    }
    Map<String, JsonNode> values = values(plan, first.values(), change);
    return shuffled(plan).stream()
        .flatMap(name -> other(plan, name, first, values).stream())
        .findFirst()
        .map(second -> List.of(change, new Change(second, false)))
        .orElse(List.of(change));
  }

  private FollowUp followUp(CallPlan plan, Written first, List<Change> changes, Manner manner) {
    List<Turn> before = new ArrayList<>();
    Map<String, JsonNode> values = first.values();
    before.add(new Turn(first.request().segments(), values));
    for (Change change : changes.subList(0, changes.size() - 1)) {
      values = values(plan, values, change);
      before.add(new Turn(request(plan, change, Manner.ANY).segments(), values));
    }
    Change last = changes.getLast();
    return new FollowUp(before, request(plan, last, manner), values(plan, values, last));
  }

  /// All values after a change, in catalogue order.
  private static Map<String, JsonNode> values(
      CallPlan plan, Map<String, JsonNode> before, Change change) {
    Map<String, JsonNode> all = new HashMap<>(before);
    all.put(change.said().name(), change.said().json());
    Map<String, JsonNode> values = new LinkedHashMap<>();
    plan.shape().properties().keySet().stream()
        .filter(all::containsKey)
        .forEach(name -> values.put(name, all.get(name)));
    return values;
  }

  /// A value that is said, and is not the one before.
  private Optional<Said> other(
      CallPlan plan, String name, Written first, Map<String, JsonNode> before) {
    for (int i = 0; i < ATTEMPTS; i++) {
      Optional<Said> other =
          requests
              .other(plan, name, first)
              .filter(said -> said.json().isValueNode() && !said.whole())
              .filter(said -> !said.value().text().isBlank())
              .filter(said -> !said.json().equals(before.get(name)));
      if (other.isPresent()) {
        return other;
      }
    }
    return Optional.empty();
  }

  private Phrasing request(CallPlan plan, Change change, Manner manner) {
    return manner == Manner.PARTS
        ? parts(change)
        : Phrasing.whole(words(plan, change.said(), change.adds()));
  }

  /// The argument by its name, and the value.
  private static Phrasing parts(Change change) {
    String name = ArgumentKind.words(change.said().name());
    return new Phrasing(
        change.adds() ? "add" : "change",
        List.of(Segment.words("the " + name)),
        List.of(List.of(change.said().value())),
        true);
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
