package dev.usher.tools.grammar;

import dev.usher.tools.schema.Schema.StringSchema;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A JSON string whose text is a piece of what the user said.
final class SpanElement implements Element {
  /// More texts than these always leave one that differs from all that it must differ from.
  private static final int FEW = 8;

  private final Spans spans;
  private final List<Spans.Ends> pieces;

  /// @param spans of what the user said
  /// @param schema that the text must fit
  SpanElement(Spans spans, StringSchema schema) {
    this.spans = spans;
    List<Spans.Ends> all = spans.pieces(schema.minLength(), schema.maxLength());
    this.pieces =
        schema.relativePath()
            ? all.stream().map(this::paths).filter(piece -> !piece.ends().isEmpty()).toList()
            : all;
  }

  private Spans.Ends paths(Spans.Ends piece) {
    BitSet paths = new BitSet();
    piece.ends().stream().filter(end -> isPath(piece.begin(), end)).forEach(paths::set);
    return new Spans.Ends(piece.begin(), paths);
  }

  /// By the rule that free strings are held to, so that both agree.
  private boolean isPath(int begin, int end) {
    @Nullable TextRule rule = TextRule.PATH;
    for (int c : spans.characters(begin, end)) {
      rule = rule == null ? null : rule.next(c);
    }
    return rule != null && rule.mayEnd();
  }

  private String quoted(int begin, int end) {
    return '"' + spans.between(begin, end) + '"';
  }

  @Override
  public void open(Stack below, Watch watch, Set<Stack> out) {
    BitSet all = new BitSet();
    all.set(0, pieces.size());
    Place place = new Place(this, false, all, 0, watch).live();
    if (!place.begins().isEmpty()) {
      out.add(below.push(place));
    }
  }

  @Override
  public long cost() {
    return pieces.stream()
        .mapToLong(piece -> piece.ends().nextSetBit(0) - piece.begin() + 2L)
        .min()
        .orElse(Cost.NEVER);
  }

  @Override
  public Optional<Set<String>> values() {
    Set<String> texts = new HashSet<>();
    for (Spans.Ends piece : pieces) {
      int end = piece.ends().nextSetBit(0);
      while (end >= 0 && texts.size() <= FEW) {
        texts.add(quoted(piece.begin(), end));
        end = piece.ends().nextSetBit(end + 1);
      }
    }
    return texts.size() <= FEW ? Optional.of(texts) : Optional.empty();
  }

  /// @param opened whether the opening quote stands
  /// @param begins indexes of the pieces that read like the text so far
  /// @param length of the text so far, in bytes
  private record Place(SpanElement element, boolean opened, BitSet begins, int length, Watch watch)
      implements Frame {

    private Spans.Ends piece(int index) {
      return element.pieces.get(index);
    }

    private IntStream places() {
      return begins.stream();
    }

    /// The nearest end of a piece, here or further on, -1 where there is none.
    private int end(int index) {
      Spans.Ends piece = piece(index);
      int end = piece.ends().nextSetBit(piece.begin() + length);
      while (end >= 0 && watch.forbidden().contains(element.quoted(piece.begin(), end))) {
        end = piece.ends().nextSetBit(end + 1);
      }
      return end;
    }

    private boolean endsHere(int index) {
      return opened && end(index) == piece(index).begin() + length;
    }

    /// This place less the pieces that cannot end any more.
    private Place live() {
      BitSet live = new BitSet();
      places().filter(index -> end(index) >= 0).forEach(live::set);
      return new Place(element, opened, live, length, watch);
    }

    @Override
    public void step(int next, Stack below, Set<Stack> out) {
      if (!opened) {
        if (next == '"') {
          out.add(below.push(new Place(element, true, begins, 0, watch)));
        }
        return;
      }
      if (next == '"' && places().anyMatch(this::endsHere)) {
        close(below, out);
        return;
      }
      Place longer = new Place(element, true, reading(next), length + 1, watch).live();
      if (!longer.begins().isEmpty()) {
        out.add(below.push(longer));
      }
    }

    private BitSet reading(int next) {
      BitSet reading = new BitSet();
      places()
          .filter(index -> element.spans.byteAt(piece(index).begin() + length) == next)
          .forEach(reading::set);
      return reading;
    }

    private void close(Stack below, Set<Stack> out) {
      int begin = piece(begins.nextSetBit(0)).begin();
      below.noted(watch.noteAs(), element.quoted(begin, begin + length)).resume(out);
    }

    /// The index of the piece that ends soonest.
    private int nearest() {
      int nearest = begins.nextSetBit(0);
      for (int i = nearest; i >= 0; i = begins.nextSetBit(i + 1)) {
        nearest = missing(i) < missing(nearest) ? i : nearest;
      }
      return nearest;
    }

    private int missing(int index) {
      return end(index) - piece(index).begin() - length;
    }

    @Override
    public long cost() {
      return missing(nearest()) + (opened ? 1L : 2L);
    }

    @Override
    public byte[] hint() {
      if (!opened) {
        return new byte[] {'"'};
      }
      int nearest = nearest();
      String rest = element.spans.between(piece(nearest).begin() + length, end(nearest)) + '"';
      return rest.getBytes(StandardCharsets.ISO_8859_1);
    }
  }
}
