package dev.usher.tools.grammar;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// States that carry text: the least recently used are forgotten. Not thread-safe.
final class PassingStates {
  private static final int MOST = 1 << 16;

  private final int first;
  private final Map<State, Integer> numbers = new HashMap<>();
  private final LinkedHashMap<Integer, State> states = new LinkedHashMap<>(16, 0.75f, true);
  private int made;

  /// @param first the first number that is given
  PassingStates(int first) {
    this.first = first;
  }

  /// The number of a state, the same as before unless it was forgotten since.
  int number(State state) {
    Integer known = numbers.get(state);
    if (known != null) {
      return known;
    }
    int number = first + made;
    made = number == Integer.MAX_VALUE ? 0 : made + 1;
    remember(number, state);
    return number;
  }

  private void remember(int number, State state) {
    numbers.put(state, number);
    states.put(number, state);
    if (states.size() > MOST) {
      Map.Entry<Integer, State> oldest = states.firstEntry();
      states.remove(oldest.getKey());
      numbers.remove(oldest.getValue());
    }
  }

  /// @throws IllegalStateException if the state was forgotten
  State state(int number) {
    State state = states.get(number);
    if (state == null) {
      throw new IllegalStateException(
          "state %d was forgotten: more than %,d states that carry text were made since"
              .formatted(number, MOST));
    }
    return state;
  }
}
