package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.SentenceKeys;
import dev.usher.tools.Decision;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// No row says the same and means the same as an earlier one.
final class DuplicateRule implements SetRule {
  private record Key(String text, List<Decision> earlier, Decision decision) {}

  @Override
  public String name() {
    return "duplicate";
  }

  @Override
  public List<Fault> faults(List<Candidate> rows) {
    Map<Key, Integer> first = new HashMap<>();
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      Candidate row = rows.get(i);
      Key key =
          new Key(
              SentenceKeys.normalised(row.request()), row.request().decisions(), row.decision());
      Integer earlier = first.putIfAbsent(key, i);
      if (earlier != null) {
        String where = rows.get(earlier).provenance().where();
        faults.add(new Fault(i, name(), "repeats the row at " + where + "; drop one"));
      }
    }
    return faults;
  }
}
