package dev.usher.router;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.model.gguf.GgufMetadata;
import dev.usher.model.tokenizer.TinyVocabulary;
import dev.usher.model.tokenizer.Tokenizer;
import dev.usher.router.OutputProof.Tally;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whatever the scores: what comes out is valid against the catalogue and never cut, and what is to
/// be copied from a request is a piece of it.
class ConstrainedOutputTest {
  static Tokenizer tokenizer(String name) {
    return switch (name) {
      case "bytes" -> MadeTokenizer.bytes();
      case "fragments" -> MadeTokenizer.random(42, 500);
      case "more fragments" -> MadeTokenizer.random(7, 3000);
      case "tiny" -> Tokenizer.of(new GgufMetadata("tiny", TinyVocabulary.metadata()));
      default -> Vocabularies.tokenizer(name);
    };
  }

  private static void prove(String name, int catalogues, int outputsEach) {
    Tokenizer tokenizer = tokenizer(name);
    List<Long> seeds = OutputProof.seeds(catalogues);
    assertThat(seeds).hasSize(catalogues);
    Tally tally =
        seeds.parallelStream()
            .map(seed -> OutputProof.of(seed, tokenizer).check(outputsEach))
            .reduce(new Tally(0, 0, 0, 0), Tally::plus);
    System.out.println(name + ": " + tally);
    assertThat(tally.judged()).isEqualTo(catalogues * outputsEach);
    assertThat(tally.unjudged()).isZero();
    assertThat(tally.answers()).isPositive();
    assertThat(tally.bound()).isGreaterThan(catalogues * outputsEach / 10);
  }

  @Test
  void randomScoresGiveValidOutput() {
    prove("bytes", 20, 30);
    prove("fragments", 20, 30);
    prove("tiny", 20, 30);
    prove("smollm2", 4, 50);
  }

  /// 100,000 outputs in all.
  @ParameterizedTest
  @Tag("slow")
  @CsvSource({
    "bytes, 200, 100",
    "fragments, 300, 100",
    "more fragments, 200, 100",
    "tiny, 240, 100",
    "smollm2, 24, 100",
    "gpt-2, 16, 100",
    "phi-3, 20, 100",
  })
  void aHundredThousandRandomOutputsAreValid(String name, int catalogues, int outputsEach) {
    prove(name, catalogues, outputsEach);
  }
}
