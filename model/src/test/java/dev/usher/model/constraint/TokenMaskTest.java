package dev.usher.model.constraint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.usher.model.tokenizer.Tokenizer;
import dev.usher.model.tokenizer.Vocabularies;
import dev.usher.tools.DecisionFormat;
import dev.usher.tools.FormatOptions;
import dev.usher.tools.ToolCatalog;
import dev.usher.tools.grammar.Automaton;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenMaskTest {
  private static final String CATALOGUE =
      """
      [{"name":"set","parameters":{"type":"object","required":["when"],"properties":{
         "when":{"type":"string"},
         "note":{"type":"string","maxLength":3},
         "path":{"type":"string","x-usher-relative-path":true},
         "mode":{"enum":["é\\"x","on","on call"]},
         "level":{"type":"integer","minimum":-3,"maximum":120},
         "list":{"type":"array","items":{"type":"number"},"maxItems":2}}}},
       {"name":"set_all","parameters":{"type":"object","properties":{},"additionalProperties":true}},
       {"name":"swap","parameters":{"type":"object","required":["a","b"],
         "x-usher-different":["a","b"],
         "properties":{"a":{"type":"string"},"b":{"type":"string"}}}}]
      """;

  private final ListTokenizer tokenizer =
      ListTokenizer.withAscii("<end>", "go", "gone", "one", "e", "<end_of_text>", "e to");
  private final WordAutomaton words = new WordAutomaton("go", "gone", "gone to");
  private final TokenMask mask = new TokenMask(words, TokenTrie.of(tokenizer));

  private int[] ids(String... names) {
    return IntStream.range(0, names.length).map(i -> tokenizer.id(names[i])).sorted().toArray();
  }

  /// The ids of all tokens of this name.
  private int[] allowed(String beginning) {
    return mask.allowed(words.state(beginning)).ids().toArray();
  }

  @Test
  void allowsEveryTokenThatSpellsABeginning() {
    assertThat(allowed("")).isEqualTo(ids("g", "go", "gone"));
    assertThat(allowed("g")).contains(tokenizer.id("o"), tokenizer.id("one"));
    assertThat(mask.advance(words.start(), tokenizer.id("gone"))).isEqualTo(words.state("gone"));
    assertThat(mask.advance(words.start(), tokenizer.id("one"))).isEqualTo(Automaton.DEAD);
  }

  @Test
  void twoTokensWithTheSameTextAreBothAllowed() {
    int first = tokenizer.id("e");
    int second = tokenizer.names().lastIndexOf("e");
    assertThat(allowed("gon")).contains(first, second, tokenizer.id("e to")).hasSize(3);
  }

  @Test
  void theEndIsAllowedExactlyWhereTheTextIsComplete() {
    assertThat(allowed("go")).isEqualTo(ids("<end>", "n"));
    assertThat(allowed("gone")).isEqualTo(ids("<end>", " "));
    assertThat(allowed("gone to")).isEqualTo(ids("<end>"));
    assertThat(allowed("gone t")).isEqualTo(ids("o"));
  }

  @Test
  void controlTokensNeverMatchText() {
    WordAutomaton names = new WordAutomaton("<end>", "<end_of_text>");
    TokenMask mask = new TokenMask(names, TokenTrie.of(tokenizer));
    assertThat(mask.allowed(names.start()).ids().toArray()).isEqualTo(ids("<"));
    assertThat(mask.advance(names.start(), tokenizer.id("<end>"))).isEqualTo(Automaton.DEAD);
    assertThat(mask.advance(names.start(), tokenizer.id("<end_of_text>")))
        .isEqualTo(Automaton.DEAD);
  }

  @Test
  void isWhatTryingEveryTokenGives() {
    assertSameAsTryingEveryToken(FormatOptions.compact(), 2, Vocabularies.tokenizer("smollm2"));
  }

  @ParameterizedTest
  @Tag("slow")
  @ValueSource(strings = {"smollm2", "phi-3", "gpt-2"})
  void isWhatTryingEveryTokenGivesWithEveryVocabulary(String vocabulary) {
    Tokenizer real = Vocabularies.tokenizer(vocabulary);
    assertSameAsTryingEveryToken(FormatOptions.compact(), 8, real);
    assertSameAsTryingEveryToken(FormatOptions.json(), 8, real);
  }

  private static void assertSameAsTryingEveryToken(
      FormatOptions options, int walks, Tokenizer tokenizer) {
    Automaton grammar = DecisionFormat.of(ToolCatalog.parse(CATALOGUE, "test"), options).grammar();
    TokenMask mask = new TokenMask(grammar, TokenTrie.of(tokenizer));
    for (int state : outlines(mask, walks)) {
      assertSameAsTryingEveryToken(state, mask, tokenizer);
    }
  }

  private static void assertSameAsTryingEveryToken(int state, TokenMask mask, Tokenizer tokenizer) {
    TokenSet allowed = mask.allowed(state);
    int count = 0;
    for (int id = 0; id < tokenizer.vocabularySize(); id++) {
      boolean fits =
          id == tokenizer.endOfTurn()
              ? mask.automaton().accepting(state)
              : !tokenizer.isControl(id) && mask.advance(state, id) != Automaton.DEAD;
      if (allowed.contains(id) != fits) {
        fail("state " + state + ", token " + tokenizer.name(id) + " fits: " + fits);
      }
      count += fits ? 1 : 0;
    }
    assertThat(allowed.size()).isEqualTo(count).isPositive();
  }

  /// Outlines that random tokens lead to.
  private static Set<Integer> outlines(TokenMask mask, int walks) {
    Random random = new Random(42);
    Set<Integer> found = new HashSet<>();
    for (int walk = 0; walk < walks; walk++) {
      int state = mask.automaton().start();
      for (int at = 0; at < 12 && state != Automaton.DEAD; at++) {
        found.add(mask.automaton().outline(state));
        int[] allowed = mask.allowed(state).ids().toArray();
        state = mask.advance(state, allowed[random.nextInt(allowed.length)]);
      }
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(strings = {"smollm2", "phi-3", "gpt-2"})
  void everySpellingOfATextIsAdmitted(String vocabulary) {
    Tokenizer real = Vocabularies.tokenizer(vocabulary);
    TokenTrie trie = TokenTrie.of(real);
    DecisionFormat format =
        DecisionFormat.of(ToolCatalog.parse(CATALOGUE, "test"), FormatOptions.compact());
    TokenMask mask = new TokenMask(format.grammar(), trie);
    for (String text :
        new String[] {
          "set(when=\"naïve 日本 🙂\",level=-3,mode=\"é\\\"x\",list=[1.5,-2])",
          "set_all(\"a b\"={\"x\":[null,true]})",
          "swap(a=\"x\",b=\"y\")"
        }) {
      assertThat(format.parse(text)).isNotNull();
      assertPath(real.encodeContinuing(text), mask);
      assertPath(byteByByte(text, trie), mask);
    }
  }

  private static int[] byteByByte(String text, TokenTrie trie) {
    byte[] bytes = text.getBytes(UTF_8);
    int[] ids = new int[bytes.length];
    for (int at = 0; at < bytes.length; at++) {
      ids[at] = trie.firstToken(new byte[] {bytes[at]});
    }
    return ids;
  }

  private static void assertPath(int[] ids, TokenMask mask) {
    int state = mask.automaton().start();
    for (int id : ids) {
      assertThat(mask.allowed(state).contains(id)).isTrue();
      state = mask.advance(state, id);
    }
    assertThat(mask.allowed(state).contains(mask.trie().endOfTurn())).isTrue();
  }

  @Test
  @Tag("slow")
  void aGrammarOfVeryManyStatesIsStillRight() {
    ListTokenizer small = ListTokenizer.withAscii("<end>", "\",\"", "\":", "0.0");
    String catalogue =
        """
        [{"name":"f","parameters":{"type":"object","properties":{
          "x":{"type":"number","minimum":-1e6,"maximum":1e6},"s":{"type":"string","maxLength":40},
          "t":{"type":"string","maxLength":40}}}}]
        """;
    Automaton grammar =
        DecisionFormat.of(ToolCatalog.parse(catalogue, "test"), FormatOptions.compact()).grammar();
    TokenMask mask = new TokenMask(grammar, TokenTrie.of(small));
    Deque<Integer> open = new ArrayDeque<>(Set.of(grammar.start()));
    Set<Integer> seen = new HashSet<>(open);
    while (!open.isEmpty() && seen.size() < 12_000) {
      int state = open.removeFirst();
      mask.allowed(state)
          .ids()
          .filter(id -> id != small.endOfTurn())
          .map(id -> mask.advance(state, id))
          .filter(next -> next != Automaton.DEAD && seen.add(next))
          .forEach(open::add);
    }
    assertThat(seen).hasSizeGreaterThan(4096);
    seen.forEach(state -> assertSameAsTryingEveryToken(state, mask, small));
  }
}
