package dev.usher.model.llama;

import dev.usher.model.kernels.Rows;
import java.util.Objects;

/// A text in progress: the tokens that a model has read so far, as keys and values, and the hidden
/// state of the last one.
///
/// All its memory is set aside at the start; reading and computing allocate nothing. For one thread
/// at a time.
public final class Session {
  private final LanguageModel model;
  private final KvCache cache;
  private final int capacity;
  private final PackedAdapter adapter;
  private final Rows last; // (1, D), normalised
  private final float[] logits; // (V)
  private int position;
  private boolean hasLast;

  Session(LanguageModel model, KvCache cache, int capacity, PackedAdapter adapter) {
    this.model = model;
    this.cache = cache;
    this.capacity = capacity;
    this.adapter = adapter;
    this.last = Rows.zeros(1, model.config().hidden());
    this.logits = new float[model.config().vocabulary()];
  }

  /// How many tokens have been read.
  ///
  /// @return the position of the next
  public int position() {
    return position;
  }

  /// How many tokens can be read.
  ///
  /// @return most positions
  public int capacity() {
    return capacity;
  }

  /// Forgets all tokens from a position on. The logits are those of the last token read: read one
  /// before asking for them.
  ///
  /// @param newPosition at most the present one
  public void truncate(int newPosition) {
    if (newPosition < 0 || newPosition > position) {
      throw new IllegalArgumentException(
          "cannot truncate to position " + newPosition + " of " + position);
    }
    hasLast &= newPosition == position;
    position = newPosition;
  }

  /// Reads tokens.
  ///
  /// @param tokens an array that holds them
  /// @param from index of the first
  /// @param count how many
  public void feed(int[] tokens, int from, int count) {
    check(tokens, from, count);
    for (int done = 0; done < count; ) {
      int size = Math.min(Forward.BATCH, count - done);
      model.feed(this, tokens, from + done, size, last);
      advance(size);
      done += size;
    }
  }

  /// Reads tokens and computes the logits after each of them.
  ///
  /// @param tokens to read
  /// @return (tokens, vocabulary), a new array
  public float[] allLogits(int[] tokens) {
    check(tokens, 0, tokens.length);
    float[] all = new float[Math.multiplyExact(tokens.length, logits.length)];
    for (int done = 0; done < tokens.length; ) {
      int size = Math.min(Forward.BATCH, tokens.length - done);
      model.feed(this, tokens, done, size, last, all);
      advance(size);
      done += size;
    }
    return all;
  }

  private void check(int[] tokens, int from, int count) {
    Objects.checkFromIndexSize(from, count, tokens.length);
    if (count > capacity - position) {
      throw new IllegalArgumentException(
          count + " tokens do not fit after " + position + " of " + capacity + " positions");
    }
    for (int i = from; i < from + count; i++) {
      checkToken(tokens[i]);
    }
  }

  private void checkToken(int token) {
    if (token < 0 || token >= logits.length) {
      throw new IllegalArgumentException(
          "token " + token + " is not in a vocabulary of " + logits.length);
    }
  }

  private void advance(int count) {
    position += count;
    hasLast = true;
  }

  /// Computes all logits after the last token read.
  ///
  /// @return (vocabulary), this session's own array, overwritten by the next call
  public float[] logits() {
    requireLast();
    model.logits(last, logits);
    return logits;
  }

  /// Computes the logits of some tokens after the last token read.
  ///
  /// @param tokenIds the tokens; sorted ones are computed faster
  /// @param count how many of them
  /// @param out receives their logits, in the same order
  public void logits(int[] tokenIds, int count, float[] out) {
    requireLast();
    Objects.checkFromIndexSize(0, count, tokenIds.length);
    Objects.checkFromIndexSize(0, count, out.length);
    for (int i = 0; i < count; i++) {
      checkToken(tokenIds[i]);
    }
    model.logits(last, tokenIds, count, out);
  }

  private void requireLast() {
    if (!hasLast) {
      throw new IllegalStateException("nothing was read since the start or the last truncation");
    }
  }

  KvCache cache() {
    return cache;
  }

  PackedAdapter adapter() {
    return adapter;
  }
}
