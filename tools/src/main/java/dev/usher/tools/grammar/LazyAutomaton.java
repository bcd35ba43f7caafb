package dev.usher.tools.grammar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The automaton whose states are made when they are first reached.
///
/// A state that carries no text gets a small number and lives for ever. Its row holds the number of
/// the next state for each byte, 0 where that is not known yet. Rows are read without a lock: an
/// entry is written once the state it names is stored, and a reader that sees an older table takes
/// the slow way and finds the same number. A state that carries text gets a number from
/// [#FIRST_PASSING] on and lives in [PassingStates].
final class LazyAutomaton implements Automaton {
  private static final int UNKNOWN = 0;
  private static final int FIRST_PASSING = 1 << 30;
  private static final int[] NOTHING_KNOWN = new int[256];

  private final Object lock = new Object();
  private final Map<State, Integer> numbers = new HashMap<>();
  private final List<Facts> facts = new ArrayList<>();
  private final PassingStates passing = new PassingStates(FIRST_PASSING);
  private final int start;
  private volatile int[][] rows = grown(new int[0][]);

  /// What is known of a state beside its row.
  private static final class Facts {
    private final State state;
    private final boolean accepting;
    private @Nullable Boolean mayGoOn;
    private byte @Nullable [] completion;
    private int outline = UNKNOWN;
    private boolean hasRow;

    private Facts(State state) {
      this.state = state;
      this.accepting = state.accepting();
    }
  }

  LazyAutomaton(Element element) {
    synchronized (lock) {
      start = number(State.before(element));
    }
  }

  @Override
  public int start() {
    return start;
  }

  @Override
  public int step(int state, int unsignedByte) {
    int known = known(state, unsignedByte);
    if (known != UNKNOWN) {
      return known;
    }
    synchronized (lock) {
      return slowStep(state, unsignedByte);
    }
  }

  private int known(int state, int unsignedByte) {
    int[][] table = rows;
    return state < table.length ? table[state][unsignedByte] : UNKNOWN;
  }

  private int slowStep(int from, int next) {
    State reached = state(from).step(next);
    int number = reached.isDead() ? DEAD : number(reached);
    if (from < FIRST_PASSING && number < FIRST_PASSING) {
      row(from)[next] = number;
    }
    return number;
  }

  /// The row of a state, made when the first way from it is known.
  private int[] row(int state) {
    Facts known = facts(state);
    if (!known.hasRow) {
      rows[state] = new int[256];
      known.hasRow = true;
    }
    return rows[state];
  }

  private static int[][] grown(int[][] rows) {
    int[][] more = Arrays.copyOf(rows, Math.max(64, 2 * rows.length));
    Arrays.fill(more, rows.length, more.length, NOTHING_KNOWN);
    return more;
  }

  private int number(State state) {
    if (state.carriesText()) {
      return passing.number(state);
    }
    Integer known = numbers.get(state);
    return known == null ? add(state) : known;
  }

  private int add(State state) {
    facts.add(new Facts(state));
    int number = facts.size();
    numbers.put(state, number);
    if (number >= rows.length) {
      rows = grown(rows);
    }
    return number;
  }

  private State state(int number) {
    return number < FIRST_PASSING ? facts(number).state : passing.state(number);
  }

  private Facts facts(int number) {
    return facts.get(number - 1);
  }

  @Override
  public boolean accepting(int state) {
    synchronized (lock) {
      return state < FIRST_PASSING ? facts(state).accepting : state(state).accepting();
    }
  }

  @Override
  public boolean onlyAccepting(int state) {
    synchronized (lock) {
      if (state >= FIRST_PASSING) {
        return state(state).accepting() && !state(state).mayGoOn();
      }
      Facts known = facts(state);
      if (known.accepting && known.mayGoOn == null) {
        known.mayGoOn = known.state.mayGoOn();
      }
      return known.accepting && Objects.equals(known.mayGoOn, false);
    }
  }

  @Override
  public byte[] shortestCompletion(int state) {
    synchronized (lock) {
      if (state >= FIRST_PASSING) {
        return state(state).completion();
      }
      Facts known = facts(state);
      byte[] completion = known.completion;
      if (completion == null) {
        completion = known.state.completion();
        known.completion = completion;
      }
      return completion.clone();
    }
  }

  @Override
  public int outline(int state) {
    synchronized (lock) {
      if (state >= FIRST_PASSING) {
        return number(state(state).outline());
      }
      Facts known = facts(state);
      if (known.outline == UNKNOWN) {
        known.outline = number(known.state.outline());
      }
      return known.outline;
    }
  }
}
