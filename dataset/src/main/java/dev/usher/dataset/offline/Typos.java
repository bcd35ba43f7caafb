package dev.usher.dataset.offline;

import java.util.List;
import java.util.Random;

/// Slips of the fingers: a key beside the right one, a letter left out, struck twice, or in the
/// wrong order.
final class Typos {
  private static final List<String> KEYBOARD = List.of("qwertyuiop", "asdfghjkl", "zxcvbnm");
  private static final int LETTERS_A_SLIP = 14;

  private Typos() {}

  /// A text with about one slip in fourteen letters; short texts have none or one.
  static String in(String text, Random random) {
    StringBuilder typed = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isLetter(c) || random.nextInt(LETTERS_A_SLIP) > 0) {
        typed.append(c);
        continue;
      }
      switch (random.nextInt(4)) {
        case 0 -> typed.append(neighbour(c, random));
        case 1 -> typed.append(c).append(c);
        case 2 -> {
          if (i + 1 < text.length()) {
            typed.append(text.charAt(++i));
          }
          typed.append(c);
        }
        default -> {} // left out
      }
    }
    return typed.toString();
  }

  /// A letter whose key touches that of another.
  private static char neighbour(char letter, Random random) {
    for (int row = 0; row < KEYBOARD.size(); row++) {
      int column = KEYBOARD.get(row).indexOf(Character.toLowerCase(letter));
      if (column >= 0) {
        String keys = KEYBOARD.get(Math.clamp(row + random.nextInt(3) - 1, 0, 2));
        int beside = Math.clamp(column + random.nextInt(3) - 1, 0, keys.length() - 1);
        return keys.charAt(beside);
      }
    }
    return letter;
  }
}
