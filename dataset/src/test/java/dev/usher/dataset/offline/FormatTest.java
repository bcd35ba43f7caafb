package dev.usher.dataset.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.scenario.ScenarioSampler;
import dev.usher.dataset.scenario.Scenarios;
import dev.usher.tools.ToolCatalog;
import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class FormatTest {
  private static final ToolCatalog CATALOG =
      ToolCatalog.parse(
          """
          [{"name": "book_visit", "description": "Book a visit.", "parameters": {
            "type": "object", "additionalProperties": false,
            "required": ["date", "time", "until", "email", "page", "guests", "options"],
            "properties": {
              "date": {"type": "string", "format": "date", "examples": ["2027-03-14", "Easter"]},
              "time": {"$ref": "#/$defs/clock"},
              "until": {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}]},
              "email": {"type": "string", "format": "email"},
              "page": {"type": "string", "format": "uri", "x-usher-extractive": true},
              "guests": {"type": "array", "minItems": 1, "items": {"type": "string", "format": "email"}},
              "options": {"type": "object", "additionalProperties": false, "required": ["day"],
                "properties": {"day": {"type": "string", "format": "date"}}},
              "colour": {"type": "string", "format": "paint"}},
            "$defs": {"clock": {"type": "string", "format": "time"}}}}]
          """,
          "test");

  @TempDir private Path folder;

  private final Random random = new Random(42);
  private final Gazetteer gazetteer = Gazetteer.standard();

  private List<Candidate> rows() {
    Scenarios.write(folder, CATALOG);
    Scenarios scenarios = Scenarios.read(folder);
    ScenarioSampler sampler = new ScenarioSampler(scenarios, CATALOG, 42);
    OfflineTeacher teacher = new OfflineTeacher(CATALOG, scenarios);
    return LongStream.range(0, 500)
        .mapToObj(id -> teacher.write(sampler.draw(id), sampler.random(id)))
        .filter(row -> !row.decision().calls().isEmpty())
        .toList();
  }

  @Test
  void valuesAreSpelledAsTheirFormatAsks() {
    List<Candidate> rows = rows();
    assertThat(rows).hasSizeGreaterThan(300);
    for (Candidate row : rows) {
      JsonNode call = row.decision().calls().getFirst().arguments();
      String date = call.path("date").stringValue();
      assertThat(date.equals("Easter") || LocalDate.parse(date).getYear() > 2020).isTrue();
      assertThat(OffsetTime.parse(call.path("time").stringValue())).isNotNull();
      if (!call.path("until").isNull()) {
        assertThat(OffsetDateTime.parse(call.path("until").stringValue())).isNotNull();
      }
      assertThat(call.path("email").stringValue()).matches("\\S+@\\S+\\.\\S+");
      assertThat(call.path("guests").valueStream().map(JsonNode::stringValue))
          .allMatch(guest -> guest.matches("\\S+@\\S+\\.\\S+"));
      assertThat(LocalDate.parse(call.path("options").path("day").stringValue())).isNotNull();
      String page = call.path("page").stringValue();
      assertThat(URI.create(page).isAbsolute()).isTrue();
      assertThat(row.said()).contains(page);
    }
    assertThat(rows).anyMatch(row -> row.decision().toString().contains("Easter"));
  }

  @Test
  void aDayIsSaidInWordsAsOftenAsInDigits() {
    List<String> said = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      said.add(Format.DATE.said("2027-03-14", random));
    }
    assertThat(said)
        .contains("2027-03-14", "March 14, 2027", "14 March 2027", "Sunday, 14 March 2027")
        .allMatch(text -> text.contains("2027") && text.contains("14"));
  }

  @Test
  void aTimeIsSaidWithItsZone() {
    for (int i = 0; i < 200; i++) {
      String value = Format.TIME.value(gazetteer, random);
      OffsetTime time = OffsetTime.parse(value);
      String hour = Integer.toString(time.getHour() % 12 == 0 ? 12 : time.getHour() % 12);
      assertThat(Format.TIME.said(value, random))
          .endsWith("UTC")
          .contains(":%02d".formatted(time.getMinute()))
          .matches(
              text -> text.contains(hour) || text.startsWith("%02d".formatted(time.getHour())));
    }
    assertThat(Format.TIME.said("19:30:15Z", random)).contains(":30:15");
    assertThat(Format.TIME.said("19:30:00+02:00", random)).isEqualTo("19:30:00+02:00");
    assertThat(Format.DATE_TIME.said("2027-03-14T19:30:00Z", random))
        .contains("2027", " at ", "30");
  }

  @Test
  void aValueOfTheOwnerThatHasAnotherFormatIsSaidAsItIs() {
    assertThat(Format.DATE.saidOrSame("Easter", random)).isEqualTo("Easter");
    assertThat(Format.of("hostname")).isEmpty();
    for (Format format : Format.values()) {
      String name = format.name().toLowerCase(Locale.ROOT).replace('_', '-');
      assertThat(Format.of(name)).contains(format);
    }
  }
}
