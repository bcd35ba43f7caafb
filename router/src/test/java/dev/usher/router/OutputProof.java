package dev.usher.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.usher.model.constraint.ConstrainedDecoder;
import dev.usher.model.constraint.Decoded;
import dev.usher.model.constraint.TokenMask;
import dev.usher.model.constraint.TokenTrie;
import dev.usher.model.tokenizer.Tokenizer;
import dev.usher.tools.Decision;
import dev.usher.tools.DecisionFormat;
import dev.usher.tools.FormatOptions;
import dev.usher.tools.FormatOptions.ArgumentOrder;
import dev.usher.tools.FormatOptions.Kind;
import dev.usher.tools.Request;
import dev.usher.tools.Tool;
import dev.usher.tools.ToolCall;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import dev.usher.tools.grammar.Automaton;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;
import tools.jackson.databind.node.ArrayNode;

/// Decodes random scores under one random catalogue and holds every output against a validator that
/// knows nothing of the grammar.
final class OutputProof {
  private final Random random;
  private final ArrayNode catalogue;
  private final DecisionFormat format;
  private final ConstrainedDecoder decoder;
  private final RandomLogits logits;
  private final RandomRequests requests;
  private final Setting free;

  /// What may be written, and by whom it is judged.
  ///
  /// @param mask of the grammar
  /// @param smallest budget
  /// @param oracle knows what of the request may be copied
  private record Setting(TokenMask mask, int smallest, DecisionOracle oracle) {
    Setting(TokenMask mask, DecisionOracle oracle) {
      this(mask, ConstrainedDecoder.smallestBudget(mask), oracle);
    }
  }

  /// What came of the outputs of a run.
  ///
  /// @param judged by the oracle
  /// @param unjudged because it broke down
  /// @param answers among them, the rest being calls
  /// @param bound written under a grammar that copies from a request
  record Tally(int judged, int unjudged, int answers, int bound) {
    Tally plus(Tally other) {
      return new Tally(
          judged + other.judged,
          unjudged + other.unjudged,
          answers + other.answers,
          bound + other.bound);
    }

    @Override
    public String toString() {
      return "%,d outputs judged, %,d unjudged; %,d answers; %,d bound to a request"
          .formatted(judged, unjudged, answers, bound);
    }
  }

  private OutputProof(long seed, DecisionFormat format, ArrayNode catalogue, Tokenizer tokenizer) {
    this.random = new Random(seed);
    this.catalogue = catalogue;
    this.format = format;
    this.free =
        new Setting(
            new TokenMask(format.grammar(), TokenTrie.of(tokenizer)), oracle(Optional.empty()));
    this.decoder = new ConstrainedDecoder(free.mask());
    this.logits = new RandomLogits(tokenizer, random.nextInt(3) * 12, seed);
    this.requests = new RandomRequests(seed);
  }

  private DecisionOracle oracle(Optional<Request> request) {
    return new DecisionOracle(
        catalogue, format.options(), request.map(Request::texts).map(RandomRequests::pieces));
  }

  /// A proof over the random catalogue of this seed.
  ///
  /// @throws UsherException where the catalogue contradicts itself
  static OutputProof of(long seed, Tokenizer tokenizer) {
    ArrayNode catalogue = RandomCatalogues.make(seed);
    return new OutputProof(seed, format(seed, catalogue), catalogue, tokenizer);
  }

  private static DecisionFormat format(long seed, ArrayNode catalogue) {
    ToolCatalog catalog = ToolCatalog.parse(catalogue.toString(), "random");
    return DecisionFormat.of(catalog, options(new Random(seed)));
  }

  /// The first seeds from 0 whose catalogues do not contradict themselves.
  static List<Long> seeds(int count) {
    return LongStream.range(0, 2L * count)
        .filter(OutputProof::isSound)
        .limit(count)
        .boxed()
        .toList();
  }

  private static boolean isSound(long seed) {
    try {
      format(seed, RandomCatalogues.make(seed));
      return true;
    } catch (UsherException contradiction) {
      return false;
    }
  }

  private static FormatOptions options(Random random) {
    return new FormatOptions(
        random.nextBoolean() ? Kind.COMPACT : Kind.JSON,
        random.nextBoolean() ? ArgumentOrder.SAID : ArgumentOrder.CATALOGUE,
        1 + random.nextInt(3),
        random.nextBoolean(),
        random.nextBoolean());
  }

  /// Decodes so many outputs and checks each: every second one after a request, of which there is a
  /// new one after a while.
  Tally check(int outputs) {
    Tally tally = new Tally(0, 0, 0, 0);
    Setting bound = free;
    for (int i = 0; i < outputs; i++) {
      bound = i % 20 == 0 ? after(requests.next()) : bound;
      tally = tally.plus(checkOne(i % 2 == 0 ? free : bound));
    }
    return tally;
  }

  private Setting after(Request request) {
    TokenTrie trie = free.mask().trie();
    Automaton grammar =
        format.grammar(request, character -> trie.fewestTokens(character).isPresent());
    return grammar.equals(format.grammar())
        ? free
        : new Setting(new TokenMask(grammar, trie), oracle(Optional.of(request)));
  }

  private Tally checkOne(Setting setting) {
    int budget = setting.smallest() + random.nextInt(random.nextBoolean() ? 12 : 90);
    Decoded decoded = decoder.over(setting.mask()).decode(logits, budget);
    assertThat(decoded.steps()).hasSizeLessThanOrEqualTo(budget);
    assertThat(decoded.steps().getLast().token()).isEqualTo(setting.mask().trie().endOfTurn());
    checkChoices(decoded);
    Decision decision = format.parse(decoded.text());
    JsonNode json = DecisionOracle.EXACT.readTree(format.toJson(decision));
    checkJson(decision, json);
    boolean judged = isJudged(setting.oracle(), json);
    return new Tally(
        judged ? 1 : 0,
        judged ? 0 : 1,
        decision instanceof Decision.Answer ? 1 : 0,
        setting.equals(free) ? 0 : 1);
  }

  /// Holds a decision against the oracle, if that does not break down.
  private static boolean isJudged(DecisionOracle oracle, JsonNode json) {
    try {
      assertThat(oracle.violations(json)).as(json.toString()).isEmpty();
      return true;
    } catch (JsonNodeException e) {
      return false;
    }
  }

  /// The JSON says what was decided, and the catalogue accepts it.
  private void checkJson(Decision decision, JsonNode json) {
    switch (decision) {
      case Decision.Answer answer ->
          assertThat(json.get("final_answer").asString()).isEqualTo(answer.text());
      case Decision.Call call -> {
        JsonNode use = json.get("tool_use");
        for (int i = 0; i < call.calls().size(); i++) {
          checkCall(call.calls().get(i), use.isArray() ? use.get(i) : use);
        }
      }
    }
  }

  private void checkCall(ToolCall call, JsonNode json) {
    Tool tool = format.catalog().find(call.name()).orElseThrow();
    assertThat(json.get("tool_name").asString()).isEqualTo(call.name());
    assertThat(tool.parameters().accepts(json.get("arguments"))).as(json.toString()).isTrue();
  }

  /// The choices multiply to the whole, and name what the decision holds.
  private void checkChoices(Decoded decoded) {
    double product = 1;
    for (Choice choice : ChoiceReader.read(decoded, format.options().kind())) {
      assertThat(choice.probability()).isBetween(0.0, 1.0);
      product *= choice.probability();
    }
    assertThat(product).isCloseTo(decoded.probability(), within(1e-12));
  }
}
