package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.SentenceKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// No masked skeleton ("play [track] by [artist]") explains more than a hundredth of the rows: a
/// model that has seen it a thousand times knows the skeleton, not the language. Rows beyond the
/// hundredth are named; in small sets a skeleton may have ten rows.
final class TemplateCollapseRule implements SetRule {
  private static final double MOST = 0.01;
  private static final int ALWAYS = 10;

  @Override
  public String name() {
    return "template-collapse";
  }

  @Override
  public List<Fault> faults(List<Candidate> rows) {
    long most = Math.max(ALWAYS, Math.round(Math.floor(MOST * rows.size())));
    Map<String, Integer> counts = new HashMap<>();
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      String skeleton = SentenceKeys.template(rows.get(i).request(), rows.get(i).decision());
      int count = counts.merge(skeleton, 1, Integer::sum);
      if (count > most) {
        faults.add(
            new Fault(
                i,
                name(),
                "number %,d of one skeleton in %,d rows; expected at most %,d; drop it or say it otherwise"
                    .formatted(count, rows.size(), most)));
      }
    }
    return faults;
  }
}
