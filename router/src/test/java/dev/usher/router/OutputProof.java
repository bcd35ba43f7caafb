package dev.usher.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
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
import dev.usher.tools.Tool;
import dev.usher.tools.ToolCall;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.UsherException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// Decodes random scores under one random catalogue and holds every output against a validator that
/// knows nothing of the grammar.
final class OutputProof {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private static final JsonMapper EXACT =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Random random;
  private final DecisionFormat format;
  private final TokenMask mask;
  private final RandomLogits logits;
  private final Map<String, Schema> validators = new HashMap<>();
  private int unjudged;

  private OutputProof(long seed, DecisionFormat format, ArrayNode catalogue, Tokenizer tokenizer) {
    this.random = new Random(seed);
    this.format = format;
    this.mask = new TokenMask(format.grammar(), TokenTrie.of(tokenizer));
    this.logits = new RandomLogits(tokenizer, random.nextInt(3) * 12, seed);
    for (JsonNode tool : catalogue) {
      JsonNode schema = EXACT.readTree(RandomCatalogues.closed(tool.get("parameters")).toString());
      validators.put(tool.get("name").asString(), REGISTRY.getSchema(schema));
    }
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

  /// Decodes so many outputs and checks each.
  void check(int outputs) {
    ConstrainedDecoder decoder = new ConstrainedDecoder(mask);
    int smallest = ConstrainedDecoder.smallestBudget(mask);
    for (int i = 0; i < outputs; i++) {
      int budget = smallest + random.nextInt(random.nextBoolean() ? 12 : 90);
      Decoded decoded = decoder.decode(logits, budget);
      assertThat(decoded.steps()).hasSizeLessThanOrEqualTo(budget);
      assertThat(decoded.steps().getLast().token()).isEqualTo(mask.trie().endOfTurn());
      checkText(decoded.text());
      checkChoices(decoded);
    }
    assertThat(unjudged).isLessThanOrEqualTo(1 + outputs / 100);
  }

  private void checkText(String text) {
    Decision decision = format.parse(text);
    JsonNode json = EXACT.readTree(format.toJson(decision));
    switch (decision) {
      case Decision.Answer answer -> {
        assertThat(json.get("status").asString()).isEqualTo("complete");
        assertThat(json.get("final_answer").asString()).isEqualTo(answer.text());
      }
      case Decision.Call call -> {
        assertThat(json.get("status").asString()).isEqualTo("running");
        JsonNode use = json.get("tool_use");
        assertThat(call.calls()).hasSizeLessThanOrEqualTo(format.options().maxCalls());
        for (int i = 0; i < call.calls().size(); i++) {
          checkCall(call.calls().get(i), use.isArray() ? use.get(i) : use, text);
        }
      }
    }
  }

  private void checkCall(ToolCall call, JsonNode json, String text) {
    Tool tool = format.catalog().find(call.name()).orElseThrow();
    assertThat(json.get("tool_name").asString()).isEqualTo(call.name());
    checkByTheOracle(call.name(), json.get("arguments"), text);
    assertThat(tool.parameters().accepts(json.get("arguments"))).as(text).isTrue();
  }

  /// The validator breaks down, instead of refusing, where it holds a fraction beyond 64 bits
  /// against the bounds of a whole number, in another alternative of a union. Those few are left to
  /// our own.
  private void checkByTheOracle(String tool, JsonNode arguments, String text) {
    try {
      assertThat(validators.get(tool).validate(arguments)).as(text).isEmpty();
    } catch (JsonNodeException e) {
      unjudged++;
    }
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
