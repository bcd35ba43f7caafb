package dev.usher.dataset.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.Fixtures;
import dev.usher.tools.ToolCatalog;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroundingRuleTest {
  private static final GroundingRule RULE = new GroundingRule(Fixtures.catalog());

  private final SetRows set = new SetRows();

  @Test
  void aValueThatUsersSayIsSaid() {
    for (int i = 0; i < 100; i++) {
      set.add("play artist " + i, "artist " + i);
    }
    set.add("play something nice", "Abba");
    set.add("play the 5 stars", "five stars");
    assertThat(set.found(RULE)).containsExactly(100);
    assertThat(GroundingRule.isSaid("a table for five", "5")).isTrue();
    assertThat(GroundingRule.isSaid("a table for 15", "5")).isFalse();
    assertThat(GroundingRule.isSaid("all the documents of Paris", "document Paris")).isTrue();
  }

  @Test
  void anArgumentThatIsSeldomSaidIsNotAskedToBe() {
    for (int i = 0; i < 100; i++) {
      set.add("play music " + i, i % 2 == 0 ? "music " + i : "whatever");
    }
    assertThat(set.found(RULE)).isEmpty();
    assertThat(RULE.unjudged(set.rows))
        .containsExactly(
            new Unjudged(
                "play.artist", "has 50 of 100 values in the sentence; expected at least 95 %"));
  }

  @Test
  void whatWasSaidBeforeIsSaid() {
    set.add("play Abba loud", "Abba");
    List.of("Abba", "Queen", "Abba").forEach(before -> set.addFollowing(before, "loud"));
    assertThat(RULE.faults(set.rows)).isEmpty();
  }

  @Test
  void fewValuesAreNotJudgedAndThatIsSaid() {
    set.add("play something nice", "Abba");
    assertThat(RULE.faults(set.rows)).isEmpty();
    assertThat(RULE.unjudged(set.rows))
        .containsExactly(new Unjudged("play.artist", "has 1 values; expected at least 20"));
  }

  @Test
  void aValueThatTheCatalogueWantsCopiedIsSaidHoweverFewOrManyAreNot() {
    ToolCatalog copied =
        ToolCatalog.parse(
            """
            [{"name": "play", "parameters": {"type": "object", "properties": {
              "artist": {"anyOf": [
                {"type": "string", "x-usher-extractive": true},
                {"type": "array", "items": {"type": "string", "x-usher-extractive": true}}]},
              "volume": {"type": "integer"}}}}]
            """,
            "tools.json");
    GroundingRule rule = new GroundingRule(copied);
    set.add("play something nice", "Abba");
    set.add("play abba", "Abba");
    set.add("louder", Fixtures.call("play", "{\"artist\": [\"Queen\"], \"volume\": 9}"));
    assertThat(set.found(rule)).containsExactly(0, 2);
    assertThat(rule.faults(set.rows).getFirst().reason())
        .contains("play.artist is \"Abba\"", "as the catalogue wants it to");
    assertThat(rule.unjudged(set.rows))
        .extracting(Unjudged::argument)
        .containsExactly("play.volume");
  }

  @Test
  void aPathIsAlwaysSaid() {
    GroundingRule rule = new GroundingRule(RuleContract.CODING);
    set.add(
        "show me the settings",
        Fixtures.call("file_manager", "{\"operation\": \"read\", \"path\": \"src/conf.py\"}"));
    set.add(
        "show me the app file in src",
        Fixtures.call("file_manager", "{\"operation\": \"read\", \"path\": \"src/app.py\"}"));
    assertThat(set.found(rule)).containsExactly(0);
  }
}
