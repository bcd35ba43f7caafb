package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.SentenceKeys;
import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import dev.usher.tools.ToolCatalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// What is learned from is not what is tested on: no sentence, no masked skeleton and no long value
/// that is said stands on two sides. (A sentence with another decision is a contradiction; a value
/// that the catalogue gives as an example is vocabulary.) The row of the side that is learned from
/// is named, so that a test set stays as it is.
final class LeakageRule {
  static final String NAME = "leakage";

  private static final String TEXT = "text";
  private static final String EARLIER = "history";
  private static final String SKELETON = "masked skeleton";
  private static final String VALUE = "value";

  /// Words of a value that two rows do not share by accident.
  private static final int LONG = 5;

  private final String catalogue; // normalised

  LeakageRule(ToolCatalog catalog) {
    this.catalogue = SentenceKeys.normalised(catalog.toJson());
  }

  /// Something by which a row may be known on another side.
  ///
  /// @param kind in words
  /// @param text that is compared, normalised
  private record Key(String kind, String text) {}

  /// Looks at all sides.
  ///
  /// @param sides the most protected one first: test, validation, training
  /// @return faults of the later sides; row indexes count through all sides
  List<Fault> faults(List<List<Candidate>> sides) {
    if (sides.size() < 2) {
      return List.of();
    }
    List<Fault> faults = new ArrayList<>();
    Map<Key, String> held = new HashMap<>();
    int index = 0;
    for (List<Candidate> side : sides) {
      Map<Key, String> own = new HashMap<>();
      for (Candidate row : side) {
        int at = index++;
        SequencedMap<Key, String> keys = keys(row);
        leak(keys, held).ifPresent(reason -> faults.add(new Fault(at, NAME, reason)));
        keys.keySet().forEach(key -> own.putIfAbsent(key, row.provenance().where()));
      }
      own.forEach(held::putIfAbsent);
    }
    return faults;
  }

  private static Optional<String> leak(SequencedMap<Key, String> keys, Map<Key, String> held) {
    return keys.entrySet().stream()
        .filter(each -> held.containsKey(each.getKey()))
        .findFirst()
        .map(each ->
            "its %s also stands at %s, on a side that is held out; drop this row"
                .formatted(each.getValue(), held.get(each.getKey())));
  }

  /// The keys of a row, and how messages name them.
  private SequencedMap<Key, String> keys(Candidate row) {
    SequencedMap<Key, String> keys = new LinkedHashMap<>();
    Request request = row.request();
    String said = SentenceKeys.normalised(request);
    keys.put(new Key(TEXT, said + row.decision()), TEXT);
    for (Request earlier : request.earlier()) {
      Decision decision = request.decisions().get(earlier.history().size());
      keys.put(new Key(TEXT, SentenceKeys.normalised(earlier) + decision), EARLIER);
    }
    keys.put(new Key(SKELETON, SentenceKeys.template(request, row.decision())), SKELETON);
    Values.texts(row)
        .map(Values.Leaf::text)
        .filter(LeakageRule::isLong)
        .forEach(value -> {
          String text = SentenceKeys.normalised(value);
          if (said.contains(text) && !catalogue.contains(text)) {
            keys.put(new Key(VALUE, text), "%s \"%s\"".formatted(VALUE, value));
          }
        });
    return keys;
  }

  private static boolean isLong(String value) {
    return value.strip().split("\\s+", LONG).length == LONG;
  }
}
