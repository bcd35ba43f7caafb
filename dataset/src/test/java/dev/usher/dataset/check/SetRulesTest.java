package dev.usher.dataset.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.dataset.Fixtures;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SetRulesTest {
  private static final SetRules RULES = new SetRules(Fixtures.catalog(), Set.of());

  @Test
  void everyRuleHasAPage() {
    RULES.rules().forEach(rule -> RuleContract.hasAPage(rule.name()));
  }

  @Test
  void theFaultsOfAllRulesComeTogether() {
    SetRows set = new SetRows();
    set.add("play Abba", "Abba");
    set.add("Play ABBA!", "Abba");
    set.add("play queen", "Queen");
    set.add("play queen", "queen");
    List<Fault> faults = RULES.faults(set.rows);
    assertThat(faults).extracting(Fault::rule).contains("duplicate", "contradiction");
  }
}
