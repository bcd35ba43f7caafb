package dev.usher.model.llama;

import dev.usher.model.adapter.LoraAdapter;
import dev.usher.model.gguf.GgufFile;
import dev.usher.model.kernels.Kernels;
import dev.usher.model.kernels.Rows;
import dev.usher.model.safetensors.SafetensorsFile;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Map;
import java.util.WeakHashMap;

/// A Llama ready to run: its weights, repacked in memory of their own, and the threads that
/// compute.
///
/// Many sessions, with different adapters, may use one model from different threads; they take
/// turns pass by pass. Each keeps its own past.
public final class LanguageModel implements AutoCloseable {
  private final LlamaConfig config;
  private final ModelOptions options;
  private final ThreadTeam team;
  private final Arena arena = Arena.ofShared();
  private final LlamaWeights weights;
  private final Forward forward;
  private final Head head;
  private final Map<LoraAdapter, PackedAdapter> adapters = new WeakHashMap<>();
  private boolean closed;

  private LanguageModel(LlamaTensors tensors, ModelOptions wanted) {
    config = tensors.config();
    options = wanted.forModel(config);
    team = new ThreadTeam(options.threads());
    try {
      weights = LlamaWeights.pack(tensors, options.kernels().panelRows(), team, arena);
      forward = new Forward(config, weights, options, team);
      head = new Head(weights.head(), options.kernels(), team);
    } catch (RuntimeException | Error e) {
      team.close();
      arena.close();
      throw e;
    }
  }

  /// Loads a model; the file may be closed afterwards.
  ///
  /// @param file an open GGUF
  /// @param options how it will be run
  /// @return the model
  /// @throws dev.usher.tools.UsherException if it is no plain Llama, or damaged
  public static LanguageModel load(GgufFile file, ModelOptions options) {
    return new LanguageModel(LlamaTensors.of(file), options);
  }

  /// Loads a model from a Hugging Face folder: `config.json` and `model.safetensors`.
  ///
  /// @param folder that holds both files
  /// @param options how it will be run
  /// @return the model
  /// @throws dev.usher.tools.UsherException if it is no plain Llama, or damaged
  public static LanguageModel load(Path folder, ModelOptions options) {
    try (SafetensorsFile file = SafetensorsFile.open(folder.resolve("model.safetensors"))) {
      return new LanguageModel(LlamaTensors.of(folder, file), options);
    }
  }

  /// The model's sizes.
  ///
  /// @return as the file has them
  public LlamaConfig config() {
    return config;
  }

  /// How it is run.
  ///
  /// @return the options, the context no longer than the model's own
  public ModelOptions options() {
    return options;
  }

  /// Starts a session with the model as it is.
  ///
  /// @param capacity most positions
  /// @return an empty session
  public Session session(int capacity) {
    return session(capacity, PackedAdapter.NONE);
  }

  /// Starts a session with an adapter.
  ///
  /// @param capacity most positions
  /// @param adapter applied unmerged; packed once per model, whatever the number of sessions
  /// @return an empty session
  /// @throws dev.usher.tools.UsherException if the adapter does not fit the model
  public Session session(int capacity, LoraAdapter adapter) {
    return session(capacity, packed(adapter));
  }

  private Session session(int capacity, PackedAdapter adapter) {
    if (capacity < 1 || capacity > options.contextLength()) {
      throw new IllegalArgumentException(
          "a session of " + capacity + " positions, expected 1 … " + options.contextLength());
    }
    KvCache cache = new KvCache(config, options.kernels().panelRows(), capacity);
    return new Session(this, cache, capacity, adapter);
  }

  private PackedAdapter packed(LoraAdapter adapter) {
    synchronized (adapters) {
      int panelRows = options.kernels().panelRows();
      return adapters.computeIfAbsent(
          adapter, key -> PackedAdapter.of(key, config, panelRows, Forward.BATCH));
    }
  }

  /// Runs up to a batch of tokens through the layers; leaves the last one's normalised hidden
  /// state.
  synchronized void feed(Session session, int[] tokens, int from, int count, Rows last) {
    requireOpen();
    Rows hidden = forward.run(session, tokens, from, count);
    normalize(hidden, count - 1, last, 0);
  }

  /// The same, and leaves the logits of all of them.
  synchronized void feed(
      Session session, int[] tokens, int from, int count, Rows last, float[] logits) {
    requireOpen();
    Rows hidden = forward.run(session, tokens, from, count);
    Rows normed = Rows.zeros(count, hidden.stride());
    for (int t = 0; t < count; t++) {
      normalize(hidden, t, normed, t);
    }
    normalize(hidden, count - 1, last, 0);
    head.full(normed, count, logits, from * config.vocabulary());
  }

  private void normalize(Rows hidden, int row, Rows normed, int target) {
    Kernels kernels = options.kernels();
    kernels.normalize(
        hidden.data(),
        row * hidden.stride(),
        weights.outputNorm(),
        (float) config.epsilon(),
        normed.data(),
        target * normed.stride());
  }

  synchronized void logits(Rows hidden, float[] out) {
    requireOpen();
    head.full(hidden, out);
  }

  synchronized void logits(Rows hidden, int[] tokens, int count, float[] out) {
    requireOpen();
    head.masked(hidden, tokens, count, out);
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
  }

  /// Frees the weights and ends the threads; its sessions cannot be used any more.
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      team.close();
      arena.close();
    }
  }
}
