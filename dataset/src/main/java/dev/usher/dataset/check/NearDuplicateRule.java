package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.duplicates.NearDuplicates;
import java.util.ArrayList;
import java.util.List;

/// No row says nearly the same as an earlier one with the same decision: what differs teaches
/// nothing.
final class NearDuplicateRule implements SetRule {
  @Override
  public String name() {
    return "near-duplicate";
  }

  @Override
  public List<Fault> faults(List<Candidate> rows) {
    NearDuplicates found = NearDuplicates.in(rows.stream().map(Candidate::said).toList());
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      int row = i;
      found
          .original(row)
          .ifPresent(earlier -> {
            if (rows.get(earlier).decision().equals(rows.get(row).decision())) {
              faults.add(fault(rows, earlier, row));
            }
          });
    }
    return faults;
  }

  private Fault fault(List<Candidate> rows, int earlier, int row) {
    double similarity = NearDuplicates.similarity(rows.get(earlier).said(), rows.get(row).said());
    return new Fault(
        row,
        name(),
        "%.0f %% like the row at %s; drop one"
            .formatted(100 * similarity, rows.get(earlier).provenance().where()));
  }
}
