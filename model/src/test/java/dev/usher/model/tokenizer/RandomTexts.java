package dev.usher.model.tokenizer;

import java.util.List;
import java.util.SplittableRandom;

/// Seeded texts of many scripts, with all that tokenizers stumble over.
final class RandomTexts {

  private static final List<String> WORDS =
      List.of(
          "the",
          "Hello",
          "I've",
          "don't",
          "I'LL",
          "we'Re",
          "'S",
          "'tis",
          "'ſ",
          "12",
          "3.14",
          "2026",
          "$100",
          "foo_bar",
          "{\"a\":1}",
          "<|im_end|>",
          "<s>",
          "<0x0A>",
          "[INST]",
          "naïve",
          "Straße",
          "Москва",
          "東京",
          "こんにちは",
          "한국어",
          "العربية",
          "हिन्दी",
          "ไทย",
          "🙂",
          "👩‍👩‍👧",
          "½",
          "²",
          "Ⅷ");

  private static final List<String> SPACES =
      List.of(
          " ",
          " ",
          " ",
          " ",
          "  ",
          "   ",
          "\t",
          "\n",
          "\n\n",
          "\r\n",
          " \n",
          "\n ",
          "\u00a0",
          "\u2003",
          "\u0085",
          "\u2028",
          "\u3000",
          "\u200b",
          "\u000b",
          "\u001c",
          "        ");

  private static final int[][] BLOCKS = {
    {0x01, 0x7F},
    {0xA0, 0x17F},
    {0x370, 0x52F},
    {0x590, 0x6FF},
    {0x900, 0xD7F},
    {0x2000, 0x2BFF},
    {0x3000, 0x30FF},
    {0x4E00, 0x9FFF},
    {0xAC00, 0xD7A3},
    {0x1F300, 0x1FAFF},
    {0x1D400, 0x1D7FF},
    {0x10000, 0x10FFFF}
  };

  private final SplittableRandom random;

  RandomTexts(long seed) {
    this.random = new SplittableRandom(seed);
  }

  String next() {
    StringBuilder text = new StringBuilder();
    for (int parts = random.nextInt(1, 16); parts > 0; parts--) {
      switch (random.nextInt(5)) {
        case 0, 1 -> text.append(WORDS.get(random.nextInt(WORDS.size())));
        case 2 -> text.append(SPACES.get(random.nextInt(SPACES.size())));
        case 3 -> text.append(random.nextInt(1_000_000));
        default -> appendCharacters(text);
      }
    }
    return text.toString();
  }

  private void appendCharacters(StringBuilder text) {
    for (int count = random.nextInt(1, 5); count > 0; count--) {
      int[] block = BLOCKS[random.nextInt(BLOCKS.length)];
      text.appendCodePoint(random.nextInt(block[0], block[1] + 1));
    }
  }
}
