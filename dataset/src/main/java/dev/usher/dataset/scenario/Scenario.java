package dev.usher.dataset.scenario;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// One row that is wanted.
///
/// @param id its number, from 0; with the seed it decides all that is drawn for the row
/// @param domain what the talk is about
/// @param persona who speaks
/// @param style how it is put
/// @param intent what is wanted
/// @param calls the calls that are right; none where words are
public record Scenario(
    long id, Domain domain, Persona persona, Style style, Intent intent, List<CallPlan> calls) {
  /// Copies the calls.
  public Scenario {
    calls = List.copyOf(calls);
  }

  /// What was drawn, by the names of the axes.
  ///
  /// @return domain, persona, style, intent
  public SequencedMap<String, Entry> drawn() {
    SequencedMap<String, Entry> drawn = new LinkedHashMap<>();
    drawn.put(Scenarios.DOMAIN, domain);
    drawn.put(Scenarios.PERSONA, persona);
    drawn.put(Scenarios.STYLE, style);
    drawn.put(Scenarios.INTENT, intent);
    return drawn;
  }
}
