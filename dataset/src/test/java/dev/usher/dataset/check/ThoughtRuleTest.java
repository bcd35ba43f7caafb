package dev.usher.dataset.check;

import static dev.usher.dataset.check.RuleContract.hasAPage;
import static dev.usher.dataset.check.RuleContract.passes;
import static dev.usher.dataset.check.RuleContract.refuses;

import dev.usher.dataset.Candidate;
import dev.usher.dataset.Fixtures;
import dev.usher.dataset.Provenance;
import dev.usher.tools.Decision;
import dev.usher.tools.Request;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ThoughtRuleTest {
  private static final Rule RULE = new ThoughtRule(RuleContract.CODING);

  private static Candidate row(String thought) {
    return row(
        Fixtures.call("sandbox_exec", "{\"code\": \"print(12 * 7)\"}"), Optional.of(thought));
  }

  private static Candidate row(Decision decision, Optional<String> thought) {
    return new Candidate(
        new Request("work out what twelve times seven comes to"),
        decision,
        new Provenance("rows.jsonl", 1),
        thought);
  }

  @Test
  void tellsGoodRowsFromBadOnes() {
    passes(RULE, row(new Decision.Answer("84"), Optional.empty()));
    passes(RULE, row("A product of two numbers is best computed by running a line of code."));
    passes(RULE, row("The user wants a calculation, which sandbox_exec can verify by running it."));
    refuses(RULE, row(""), "0 words");
    refuses(RULE, row("Numbers need to be multiplied."), "5 words");
    refuses(RULE, row("work out what twelve times seven comes to!"), "repeats the sentence");
    hasAPage(RULE.name());
  }

  @Test
  void anOpeningThatAnyThoughtCouldHaveDoesNotCount() {
    refuses(RULE, row("The user wants to multiply two numbers now."), "4 words");
    refuses(RULE, row("The user is asking me to: run some Python code"), "4 words");
    refuses(
        RULE,
        row("The user wants me to work out what twelve times seven comes to."),
        "repeats the sentence");
  }

  @Test
  void onlyTheToolsThatAreCalledAreNamed() {
    refuses(
        RULE,
        row("Running code answers this sooner than codebase_search or a look into files."),
        "names codebase_search");
    refuses(
        RULE,
        row(
            new Decision.Answer("84"),
            Optional.of("This needs no tool at all, not even sandbox_exec.")),
        "names sandbox_exec");
  }

  @Test
  void aNameThatIsAnOrdinaryWordMayBeSaid() {
    Candidate stop = Fixtures.candidate("silence please", Fixtures.call("stop", "{}"));
    passes(
        new ThoughtRule(Fixtures.catalog()),
        stop.with(stop.text(), Optional.of("Silence means that nothing should play any more.")));
  }
}
