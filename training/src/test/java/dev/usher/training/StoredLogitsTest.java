package dev.usher.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.usher.model.TinyModel;
import dev.usher.model.constraint.ConstrainedDecoder;
import dev.usher.model.constraint.Decoded;
import dev.usher.model.constraint.TokenMask;
import dev.usher.model.constraint.TokenTrie;
import dev.usher.model.tokenizer.Tokenizer;
import dev.usher.tools.DecisionFormat;
import dev.usher.tools.FormatOptions;
import dev.usher.tools.ToolCatalog;
import org.junit.jupiter.api.Test;

class StoredLogitsTest {
  private static final Tokenizer TOKENIZER = Tokenizer.of(TinyModel.of(1).metadata());
  private static final TokenTrie TRIE = TokenTrie.of(TOKENIZER);
  private static final DecisionFormat FORMAT =
      DecisionFormat.of(
          ToolCatalog.parse(
              """
              [{"name": "play", "parameters": {"properties": {"what": {"enum": ["jazz", "folk"]}}}}]
              """,
              "test"),
          FormatOptions.compact());

  /// Scores along a text: what stands there is likely, what no grammar allows likelier still.
  private static float[] scores(int[] text) {
    int vocabulary = TRIE.vocabularySize();
    float[] scores = new float[text.length * vocabulary];
    int forbidden = TOKENIZER.encode("<")[0];
    for (int i = 0; i < text.length; i++) {
      scores[i * vocabulary + text[i]] = 1;
      scores[i * vocabulary + forbidden] = 2;
    }
    return scores;
  }

  private static String written(float[] scores, int tokens) {
    ConstrainedDecoder decoder = new ConstrainedDecoder(new TokenMask(FORMAT.grammar(), TRIE));
    Decoded decoded = decoder.decode(new StoredLogits(scores, tokens), 60);
    return decoded.text();
  }

  private static int[] ids(String text) {
    int[] ids = TOKENIZER.encode(text + "!");
    ids[ids.length - 1] = TOKENIZER.endOfTurn();
    return ids;
  }

  @Test
  void aTextIsWrittenAgainFromItsScoresWhateverTheGrammarForbids() {
    int[] text = ids("play(what=\"folk\")");
    assertThat(written(scores(text), text.length)).isEqualTo("play(what=\"folk\")");
  }

  @Test
  void anAllowedTokenThatIsLikelierIsWrittenInstead() {
    int[] text = ids("play(what=\"folk\")");
    float[] scores = scores(text);
    int jazz = TOKENIZER.encode("j")[0];
    for (int row = 0; row < text.length; row++) {
      scores[row * TRIE.vocabularySize() + jazz] = 3;
    }
    assertThat(written(scores, text.length)).isEqualTo("play(what=\"jazz\")");
  }
}
