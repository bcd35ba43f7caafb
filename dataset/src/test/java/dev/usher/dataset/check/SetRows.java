package dev.usher.dataset.check;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.Fixtures;
import dev.usher.dataset.Provenance;
import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A set that a test writes row by row.
final class SetRows {
  final List<Candidate> rows = new ArrayList<>();

  /// Adds a row that plays an artist.
  void add(String text, String artist) {
    add(text, play(artist));
  }

  void add(String text, Decision decision) {
    rows.add(new Candidate(text, decision, place()));
  }

  /// Adds a row that follows one that played an artist, and plays the artist again.
  void addFollowing(String before, String text) {
    Decision decided = play(before);
    Request request = new Request("play " + before).then(decided, text);
    rows.add(new Candidate(request, decided, place(), Optional.empty()));
  }

  private Provenance place() {
    return new Provenance("rows.jsonl", rows.size() + 1);
  }

  private static Decision play(String artist) {
    return Fixtures.call("play", "{\"artist\": \"%s\"}".formatted(artist));
  }

  List<Integer> found(SetRule rule) {
    return rule.faults(rows).stream().map(Fault::row).toList();
  }
}
