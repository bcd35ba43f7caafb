package dev.usher.model.llama;

import dev.usher.model.adapter.LoraAdapter;
import dev.usher.model.constraint.LogitsSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// A session that reads one prompt after the other. What all prompts begin with is read once and
/// kept.
///
/// The tokens after it are read in the same batches whatever was read before, so the same prompt
/// always gives the same numbers. For one thread at a time.
public final class PromptSession implements LogitsSource {
  /// What all prompts begin with is found from texts that begin in different ways.
  private static final List<String> UNLIKE = List.of("a", "Z", "7", "(", "é", "日", " ", "\n", ".");

  /// Positions to begin with; more are set aside when a prompt needs them.
  private static final int CAPACITY = 512;

  private final LanguageModel model;
  private final Optional<LoraAdapter> adapter;
  private final int[] prefix;
  private Session session;
  private boolean prefixRead;

  /// A session over a model, which has read nothing but what all prompts begin with.
  ///
  /// @param model that reads; it stays open
  /// @param adapter over the model, if there is one
  /// @param prompts the ids of the prompt for a text
  public PromptSession(
      LanguageModel model, Optional<LoraAdapter> adapter, Function<String, int[]> prompts) {
    this.model = model;
    this.adapter = adapter;
    this.prefix = commonBeginning(UNLIKE.stream().map(prompts).toList());
    this.session = session(Math.min(longest(), Math.max(CAPACITY, prefix.length)));
    readPrefix();
  }

  private static int[] commonBeginning(List<int[]> prompts) {
    int[] common = prompts.getFirst();
    for (int[] prompt : prompts) {
      int differs = Arrays.mismatch(common, prompt);
      common = differs < 0 ? common : Arrays.copyOf(common, differs);
    }
    return common;
  }

  private Session session(int capacity) {
    return adapter.isPresent() ? model.session(capacity, adapter.get()) : model.session(capacity);
  }

  private void readPrefix() {
    session.truncate(0);
    session.feed(prefix, 0, prefix.length);
    prefixRead = true;
  }

  /// How much can be read and written.
  ///
  /// @return tokens of prompt and output together at most
  public int longest() {
    return model.options().contextLength();
  }

  /// How many tokens all prompts begin with.
  int prefixLength() {
    return prefix.length;
  }

  /// Forgets the last prompt and what followed, and reads another one.
  ///
  /// @param prompt its ids
  /// @param room how many tokens may follow; with those of the prompt at most [#longest]
  public void read(int[] prompt, int room) {
    reserve(prompt.length + room);
    boolean usual =
        prompt.length > prefix.length && Arrays.mismatch(prefix, prompt) == prefix.length;
    if (usual && !prefixRead) {
      readPrefix();
    }
    int kept = usual ? prefix.length : 0;
    prefixRead = usual;
    session.truncate(kept);
    session.feed(prompt, kept, prompt.length - kept);
  }

  private void reserve(int positions) {
    if (positions > session.capacity()) {
      session = session(Math.min(longest(), Math.max(positions, 2 * session.capacity())));
      prefixRead = false;
    }
  }

  /// Reads ids, and computes the logits that precede each of the later ones.
  ///
  /// @param ids to read
  /// @param from index of the first whose logits are wanted, at least 1
  /// @return (ids from there on, vocabulary), row by row
  public float[] logitsBefore(int[] ids, int from) {
    read(Arrays.copyOf(ids, from - 1), ids.length - from + 1);
    return session.allLogits(Arrays.copyOfRange(ids, from - 1, ids.length - 1));
  }

  @Override
  public void feed(int[] tokens, int from, int count) {
    session.feed(tokens, from, count);
  }

  @Override
  public float[] logits() {
    return session.logits();
  }

  @Override
  public void logits(int[] tokens, int count, float[] out) {
    session.logits(tokens, count, out);
  }
}
