package dev.usher.dataset.generate;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.JsonLines;
import dev.usher.dataset.PlainRow;
import dev.usher.dataset.scenario.Scenario;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import tools.jackson.databind.node.ObjectNode;

/// A line of a candidate log: a row in the form of [PlainRow], and with it who wrote it and for
/// which scenario.
///
/// ```
/// {"text": "…", "name": "…", "arguments": {…}, "thought": "…", "id": 17, "teacher": "offline",
///  "workspace": "3f0a…", "scenario": {"domain": "…", "persona": "…", "style": "…", "intent": "…"}}
/// ```
///
/// @param id of the scenario
/// @param candidate text and decision
/// @param teacher who wrote it
/// @param workspace the [Workspace#hash()] for which it was written
/// @param scenario the names of what was drawn, by axis
public record GeneratedRow(
    long id,
    Candidate candidate,
    String teacher,
    String workspace,
    SequencedMap<String, String> scenario) {

  static GeneratedRow of(Scenario scenario, Candidate candidate, String teacher, String workspace) {
    SequencedMap<String, String> names = new LinkedHashMap<>();
    scenario.drawn().forEach((axis, entry) -> names.put(axis, entry.name()));
    return new GeneratedRow(scenario.id(), candidate, teacher, workspace, names);
  }

  static GeneratedRow read(JsonLines.Row row) {
    SequencedMap<String, String> names = new LinkedHashMap<>();
    row.json()
        .path("scenario")
        .properties()
        .forEach(each -> names.put(each.getKey(), each.getValue().asString()));
    long id = ScenarioLog.id(row);
    String teacher = row.json().path("teacher").asString("");
    return new GeneratedRow(
        id,
        PlainRow.read(new JsonLines.Row(row.json(), row.provenance().by(teacher, id))),
        teacher,
        row.json().path("workspace").asString(""),
        names);
  }

  ObjectNode json() {
    ObjectNode json = PlainRow.json(candidate.request(), candidate.decision(), candidate.thought());
    json.put("id", id);
    json.put("teacher", teacher);
    json.put("workspace", workspace);
    ObjectNode names = json.putObject("scenario");
    for (Map.Entry<String, String> each : scenario.entrySet()) {
      names.put(each.getKey(), each.getValue());
    }
    return json;
  }
}
