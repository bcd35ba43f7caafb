package dev.usher.dataset.asking;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Asks for many things, some at a time, and keeps what comes as it comes. It ends early where no
/// answer can come any more.
///
/// @param missed how many did not work out this time; another run may ask for them again
/// @param stopped why it ended early, with what to do, if it did
public record Asking(int missed, Optional<String> stopped) {
  /// How many questions are under way at a time. What a teacher takes at a time is set with the
  /// teacher.
  public static final int AT_ONCE = 16;

  private static final int MOST_MISSES = 10; // one after the other
  private static final int MOST_REJECTIONS = 10; // likewise, misses between them aside

  /// Keeps what comes. Called by one thread.
  ///
  /// @param <I> what it was asked for
  /// @param <T> what was asked for
  public interface Keeper<I, T> {
    /// Something was made.
    ///
    /// @param item for which
    /// @param teacher who made it
    /// @param value what was made
    void made(I item, String teacher, T value);

    /// Something will not be made, whoever asks again.
    ///
    /// @param item for which
    /// @param teacher who was asked
    /// @param reason in words
    void refused(I item, String teacher, String reason);
  }

  /// What came of an item.
  private record Piece<I, T>(I item, Outcome<T> outcome) {}

  /// Asks for all items.
  ///
  /// @param <I> what is asked for
  /// @param <T> what comes of it
  /// @param items in the order in which they are begun
  /// @param atOnce at most so many are under way; with 1 they come in their order
  /// @param ask is called on a thread of its own for each item
  /// @param keeper of what comes, on the calling thread
  /// @return how it went
  public static <I, T> Asking all(
      Iterator<? extends I> items,
      int atOnce,
      Function<I, Outcome<T>> ask,
      Keeper<? super I, ? super T> keeper) {
    State state = new State();
    InFlight.<I, Piece<I, T>>run(
        items,
        atOnce,
        item -> new Piece<>(item, ask.apply(item)),
        piece -> {
          keep(piece, keeper, state);
          return state.stopped.isEmpty();
        });
    state.keepRejected();
    return new Asking(state.missed, state.stopped);
  }

  private static final class State {
    private int missed;
    private int missedInARow;
    private final List<Runnable> rejected = new ArrayList<>(); // in a row, not kept yet
    private Optional<String> stopped = Optional.empty();

    /// Something came of a question, so those that were rejected are themselves to blame.
    private void answered() {
      missedInARow = 0;
      keepRejected();
    }

    private void keepRejected() {
      rejected.forEach(Runnable::run);
      rejected.clear();
    }

    /// @param keep notes that the item will not be made
    private void rejected(String reason, Runnable keep) {
      if (stopped.isPresent()) {
        missed++;
        return;
      }
      rejected.add(keep);
      if (rejected.size() == MOST_REJECTIONS) {
        missed += rejected.size();
        rejected.clear();
        stop(
            "%d questions in a row were not taken, the last one: %s; see docs/teachers.md"
                .formatted(MOST_REJECTIONS, reason));
      }
    }

    private void missed(String reason) {
      missed++;
      if (++missedInARow == MOST_MISSES) {
        stop("%d questions in a row went wrong, the last one: %s".formatted(MOST_MISSES, reason));
      }
    }

    private void stop(String reason) {
      stopped = Optional.of(stopped.orElse(reason));
    }
  }

  private static <I, T> void keep(
      Piece<I, T> piece, Keeper<? super I, ? super T> keeper, State state) {
    switch (piece.outcome()) {
      case Outcome.Made<T>(String teacher, T value) -> {
        state.answered();
        keeper.made(piece.item(), teacher, value);
      }
      case Outcome.Refused<T>(String teacher, String reason) -> {
        state.answered();
        keeper.refused(piece.item(), teacher, reason);
      }
      case Outcome.Rejected<T>(String teacher, String reason) ->
          state.rejected(
              teacher + ": " + reason, () -> keeper.refused(piece.item(), teacher, reason));
      case Outcome.Missed<T>(String reason) -> state.missed(reason);
      case Outcome.Denied<T>(String reason) -> state.stop(reason);
    }
  }
}
