package dev.usher.model.constraint;

import dev.usher.tools.grammar.Automaton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/// A grammar of some words. A state is one more than the index of a beginning.
final class WordAutomaton implements Automaton {
  private final List<String> words;
  private final List<String> beginnings;

  WordAutomaton(String... words) {
    this.words = List.of(words).stream().map(WordAutomaton::bytes).toList();
    TreeSet<String> all = new TreeSet<>();
    for (String word : this.words) {
      for (int to = 0; to <= word.length(); to++) {
        all.add(word.substring(0, to));
      }
    }
    this.beginnings = new ArrayList<>(all);
  }

  /// A character for each byte.
  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  int state(String beginning) {
    return beginnings.indexOf(bytes(beginning)) + 1;
  }

  @Override
  public int start() {
    return state("");
  }

  @Override
  public int step(int state, int unsignedByte) {
    int index = beginnings.indexOf(beginnings.get(state - 1) + (char) unsignedByte);
    return index < 0 ? DEAD : index + 1;
  }

  @Override
  public boolean accepting(int state) {
    return words.contains(beginnings.get(state - 1));
  }

  @Override
  public boolean onlyAccepting(int state) {
    return shortest(state).isEmpty() && goingOn(state).size() == 1;
  }

  private List<String> goingOn(int state) {
    return words.stream().filter(word -> word.startsWith(beginnings.get(state - 1))).toList();
  }

  private String shortest(int state) {
    return goingOn(state).stream()
        .min(Comparator.comparingInt(String::length))
        .orElseThrow()
        .substring(beginnings.get(state - 1).length());
  }

  @Override
  public byte[] shortestCompletion(int state) {
    return shortest(state).getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public int outline(int state) {
    return state;
  }

  @Override
  public String toString() {
    return Arrays.toString(words.toArray());
  }
}
