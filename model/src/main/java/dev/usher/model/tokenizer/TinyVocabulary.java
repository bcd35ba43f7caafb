package dev.usher.model.tokenizer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;

/// A byte-level BPE vocabulary of a few hundred tokens with ChatML's control tokens, for models
/// that are made in memory. It is the same at every call.
///
/// All 256 bytes are tokens, so any text can be encoded. The merged tokens are chosen to be awkward
/// for whoever constrains output: some hold punctuation on both sides of a boundary (`","`), some
/// end within a character.
public final class TinyVocabulary {

  private static final List<String> CONTROLS =
      List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>");

  private static final List<String> WORDS =
      List.of(
          " the",
          " to",
          " in",
          " play",
          " weather",
          " book",
          " what",
          "tool",
          "get",
          "weather",
          "city",
          "name",
          "arguments",
          "status",
          "running",
          "complete",
          "user",
          "assistant",
          "system",
          "play",
          "music",
          "true",
          "false",
          "null",
          "Oslo",
          "tomorrow",
          "{\"",
          "\"}",
          "\":",
          "\":\"",
          "\",\"",
          "(\"",
          "=\"",
          "\")",
          "],",
          "[\"",
          "\\\"",
          "\\n",
          "}}",
          "  ",
          "\n\n",
          "é",
          "ü",
          "ß",
          "日本",
          "🙂",
          "нет");

  private static final String CHAT_TEMPLATE =
      "{% for message in messages %}{{'<|im_start|>' + message['role'] + '\\n' + message['content']"
          + " + '<|im_end|>' + '\\n'}}{% endfor %}"
          + "{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

  private TinyVocabulary() {}

  /// The metadata that a model file with this vocabulary carries, in the order to write it; the
  /// values are as [dev.usher.model.gguf.GgufMetadata] holds them.
  ///
  /// @return a fresh map of `tokenizer.*` keys
  public static Map<String, Object> metadata() {
    SequencedSet<String> merges = merges();
    List<String> tokens = tokens(merges);
    Map<String, Object> metadata = new LinkedHashMap<>();
    metadata.put(TokenizerReader.MODEL, "gpt2");
    metadata.put(TokenizerReader.PRE, PreTokenizer.SMOLLM.ggufName());
    metadata.put(TokenizerReader.TOKENS, tokens);
    metadata.put(TokenizerReader.TYPES, types(tokens.size()));
    metadata.put(TokenizerReader.MERGES, List.copyOf(merges));
    metadata.put(TokenizerReader.BEGINNING, 1L);
    metadata.put(TokenizerReader.END, 2L);
    metadata.put(TokenizerReader.UNKNOWN, 0L);
    metadata.put(TokenizerReader.BEGINS, false);
    metadata.put(TokenizerReader.SPACE, false);
    metadata.put(ChatTemplate.KEY, CHAT_TEMPLATE);
    return metadata;
  }

  /// The number of tokens.
  ///
  /// @return how many rows an embedding needs
  public static int size() {
    return tokens(merges()).size();
  }

  /// Each word grows from its first byte, a byte a merge; every merge makes one token.
  private static SequencedSet<String> merges() {
    SequencedSet<String> merges = new LinkedHashSet<>();
    for (String word : WORDS) {
      String symbols = ByteAlphabet.text(word.getBytes(StandardCharsets.UTF_8));
      for (int end = 1; end < symbols.length(); end++) {
        merges.add(symbols.substring(0, end) + " " + symbols.charAt(end));
      }
    }
    return merges;
  }

  private static List<String> tokens(SequencedSet<String> merges) {
    SequencedSet<String> tokens = new LinkedHashSet<>(CONTROLS);
    for (int value = 0; value < 256; value++) {
      tokens.add(String.valueOf(ByteAlphabet.character(value)));
    }
    merges.forEach(merge -> tokens.add(merge.replace(" ", "")));
    return List.copyOf(tokens);
  }

  private static List<Long> types(int size) {
    List<Long> types = new ArrayList<>();
    types.addAll(Collections.nCopies(CONTROLS.size(), (long) TokenKind.CONTROL.ggufType()));
    types.addAll(Collections.nCopies(size - types.size(), (long) TokenKind.NORMAL.ggufType()));
    return types;
  }
}
