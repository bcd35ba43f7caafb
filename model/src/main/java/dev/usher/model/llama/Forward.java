package dev.usher.model.llama;

import dev.usher.model.adapter.Projection;
import dev.usher.model.kernels.Kernels;
import dev.usher.model.kernels.PackedMatrix;
import dev.usher.model.kernels.Rows;

/// Tokens through the layers of a Llama.
///
/// A pass is one job that all threads run side by side: each computes its share of every matrix's
/// rows and meets the others where it needs what they have computed. All buffers are made once.
///
/// Shapes: T tokens of a pass, D hidden size, H query heads, K key-value heads, G = H / K, h head
/// size, F feed-forward size, V vocabulary, P rows of a panel, R ranks of an adapter's factors. See
/// Touvron et al. 2023, "LLaMA"; Hu et al. 2021, "LoRA".
final class Forward {
  /// Most tokens of a pass.
  static final int BATCH = 64;

  private final LlamaConfig config;
  private final LlamaWeights weights;
  private final Kernels kernels;
  private final ThreadTeam team;
  private final RotaryTable rotary;
  private final Member[] members;
  private final ThreadTeam.Job job = this::run;

  private final Rows hidden; // (T, D)
  private final Rows normed; // (T, D)
  private final Rows queries; // (T, H * h)
  private final Rows queryHeads; // the same values as (T * H, h)
  private final Rows keys; // (T, K * h)
  private final Rows values; // (T, K * h)
  private final Rows attended; // (T, H * h)
  private final Rows gate; // (T, F)
  private final Rows up; // (T, F)
  private final Rows update; // (T, D), what a block adds to the hidden state

  // The pass in progress.
  private int[] tokens = {};
  private int first;
  private int count; // T
  private int position;
  private KvCache cache;
  private PackedAdapter adapter = PackedAdapter.NONE;

  /// A thread's own buffers.
  ///
  /// @param work a decoded panel, (columns, P)
  /// @param scores (G, positions)
  /// @param heads (G, h)
  /// @param delta (T, largest output), what an adapter adds to a projection; a thread's own,
  ///   because threads may be at different projections, whose rows are shared out differently
  @SuppressWarnings("ArrayRecordComponent") // working buffers are never compared
  private record Member(float[] work, Rows scores, Rows heads, Rows delta) {}

  Forward(LlamaConfig config, LlamaWeights weights, ModelOptions options, ThreadTeam team) {
    this.config = config;
    this.weights = weights;
    this.kernels = options.kernels();
    this.team = team;
    this.rotary = new RotaryTable(config, options.contextLength());
    this.hidden = batch(config.hidden());
    this.normed = batch(config.hidden());
    this.queries = batch(config.querySize());
    this.queryHeads = new Rows(queries.data(), config.headSize());
    this.keys = batch(config.keyValueSize());
    this.values = batch(config.keyValueSize());
    this.attended = batch(config.querySize());
    this.gate = batch(config.feedForward());
    this.up = batch(config.feedForward());
    this.update = batch(config.hidden());
    this.cache = new KvCache(config, kernels.panelRows(), 1);
    this.members = new Member[team.size()];
    for (int i = 0; i < members.length; i++) {
      members[i] = member(options.contextLength());
    }
  }

  private int widest() {
    return Math.max(config.hidden(), Math.max(config.feedForward(), config.querySize()));
  }

  private Rows batch(int columns) {
    return Rows.zeros(BATCH, padded(columns));
  }

  private int padded(int columns) {
    return KvCache.roundUp(columns, kernels.panelRows());
  }

  private Member member(int contextLength) {
    return new Member(
        new float[Math.multiplyExact(widest(), kernels.panelRows())],
        Rows.zeros(config.group(), padded(contextLength)),
        Rows.zeros(config.group(), padded(config.headSize())),
        batch(widest()));
  }

  /// Runs tokens through the layers and stores their keys and values in the session's cache.
  ///
  /// @param session whose next positions these are
  /// @param ids tokens
  /// @param from index of the first
  /// @param size how many, at most [#BATCH]
  /// @return the hidden states after the last layer, (T, D), until the next pass
  Rows run(Session session, int[] ids, int from, int size) {
    tokens = ids;
    first = from;
    count = size;
    position = session.position();
    cache = session.cache();
    adapter = session.adapter();
    team.run(job);
    return hidden;
  }

  private void run(int me) {
    embed(me); // hidden (T, D)
    for (int layer = 0; layer < config.layers(); layer++) {
      attention(layer, me);
      feedForward(layer, me);
    }
  }

  private void embed(int me) {
    for (int t = share(count, me); t < share(count, me + 1); t++) {
      weights.embedding().decodeRow(tokens[first + t], hidden.data(), t * hidden.stride());
    }
  }

  /// hidden += O · attention(Q · norm(hidden), K · norm(hidden), V · norm(hidden))
  private void attention(int layer, int me) {
    normalize(weights.layers().get(layer).attentionNorm(), me); // normed (T, D)
    lowRank(layer, Projection.Input.ATTENTION, normed, me); // adapter.low (T, R)
    project(layer, Projection.QUERY, normed, queries, me); // (T, H * h)
    project(layer, Projection.KEY, normed, keys, me); // (T, K * h)
    project(layer, Projection.VALUE, normed, values, me); // (T, K * h)
    team.sync(me);
    rotateAndStore(layer, me); // queries turned; keys and values in the cache
    team.sync(me);
    for (int unit = me; unit < count * config.keyValueHeads(); unit += team.size()) {
      attend(layer, unit / config.keyValueHeads(), unit % config.keyValueHeads(), members[me]);
    }
    team.sync(me); // attended (T, H * h)
    lowRank(layer, Projection.Input.ATTENDED, attended, me);
    addProjected(layer, Projection.OUTPUT, attended, me); // hidden (T, D)
  }

  /// hidden += DOWN · (silu(GATE · norm(hidden)) * (UP · norm(hidden)))
  private void feedForward(int layer, int me) {
    normalize(weights.layers().get(layer).feedForwardNorm(), me); // normed (T, D)
    lowRank(layer, Projection.Input.FEED_FORWARD, normed, me);
    project(layer, Projection.GATE, normed, gate, me); // (T, F)
    project(layer, Projection.UP, normed, up, me); // (T, F)
    PackedMatrix matrix = weights.layers().get(layer).projection(Projection.UP);
    int from = firstRow(matrix, me);
    for (int t = 0; t < count; t++) {
      int at = t * gate.stride() + from;
      kernels.swiglu(gate.data(), up.data(), at, firstRow(matrix, me + 1) - from);
    }
    team.sync(me);
    lowRank(layer, Projection.Input.GATED, gate, me);
    addProjected(layer, Projection.DOWN, gate, me); // hidden (T, D)
  }

  private void normalize(float[] weight, int me) {
    team.sync(me);
    float epsilon = (float) config.epsilon();
    for (int t = share(count, me); t < share(count, me + 1); t++) {
      int at = t * hidden.stride();
      kernels.normalize(hidden.data(), at, weight, epsilon, normed.data(), at);
    }
    team.sync(me);
  }

  /// y = W x, and with an adapter + scale * B (A x), for this thread's share of the rows.
  private void project(int layer, Projection projection, Rows x, Rows y, int me) {
    PackedMatrix matrix = weights.layers().get(layer).projection(projection);
    int from = share(matrix.panels(), me);
    int to = share(matrix.panels(), me + 1);
    float[] work = members[me].work();
    kernels.multiply(matrix, from, to, x, 0, y, count, work);
    PackedAdapter.Factor factor = adapter.factor(layer, projection);
    if (factor != null) {
      Rows delta = members[me].delta();
      kernels.multiply(factor.b(), from, to, adapter.low(), factor.offset(), delta, count, work);
      addShare(matrix, y, delta, factor.scale(), me);
    }
  }

  /// hidden += W x, and with an adapter + scale * B (A x), for this thread's share of the rows.
  private void addProjected(int layer, Projection projection, Rows x, int me) {
    project(layer, projection, x, update, me);
    addShare(weights.layers().get(layer).projection(projection), hidden, update, 1, me);
  }

  /// y += scale * x, for this thread's share of a matrix's rows.
  private void addShare(PackedMatrix matrix, Rows y, Rows x, float scale, int me) {
    int from = firstRow(matrix, me);
    int rows = firstRow(matrix, me + 1) - from;
    for (int t = 0; t < count; t++) {
      int yAt = t * y.stride() + from;
      kernels.addScaled(y.data(), yAt, x.data(), t * x.stride() + from, rows, scale);
    }
  }

  /// adapter.low = A x for the factors of all projections that read this input.
  private void lowRank(int layer, Projection.Input input, Rows x, int me) {
    PackedMatrix stacked = adapter.stacked(layer, input);
    if (stacked == null) {
      return;
    }
    int from = share(stacked.panels(), me);
    int to = share(stacked.panels(), me + 1);
    kernels.multiply(stacked, from, to, x, 0, adapter.low(), count, members[me].work());
    team.sync(me);
  }

  private void rotateAndStore(int layer, int me) {
    int size = config.headSize();
    int heads = config.heads() + config.keyValueHeads();
    for (int unit = me; unit < count * heads; unit += team.size()) {
      int t = unit / heads;
      int head = unit % heads;
      if (head < config.heads()) {
        rotary.rotate(queries.data(), t * queries.stride() + head * size, position + t);
      } else {
        store(layer, head - config.heads(), t);
      }
    }
  }

  private void store(int layer, int head, int t) {
    int at = t * keys.stride() + head * config.headSize();
    rotary.rotate(keys.data(), at, position + t);
    cache.storeKey(layer, head, position + t, keys.data(), at);
    cache.storeValue(layer, head, position + t, values.data(), at);
  }

  /// softmax(q · K / √h) · V for one token and the G query heads of one key-value head.
  private void attend(int layer, int t, int head, Member mine) {
    int size = config.headSize();
    int group = config.group();
    int panelRows = kernels.panelRows();
    int positions = position + t + 1;
    int query = t * queries.stride() + head * group * size;
    Rows scores = mine.scores(); // (G, positions)
    float[] cached = cache.keys(layer);
    for (int at = 0; at < positions; at += panelRows) {
      int panel = cache.keyPanel(head, at / panelRows); // (h, P)
      kernels.multiplyPanel(cached, panel, size, queryHeads, query, scores, at, group);
    }
    float scale = (float) (1 / Math.sqrt(size));
    for (int g = 0; g < group; g++) {
      kernels.softmax(scores.data(), g * scores.stride(), positions, scale);
    }
    Rows heads = mine.heads(); // (G, h)
    cached = cache.values(layer);
    for (int at = 0; at < size; at += panelRows) {
      int panel = cache.valuePanel(head, at / panelRows); // (positions, P)
      kernels.multiplyPanel(cached, panel, positions, scores, 0, heads, at, group);
    }
    for (int g = 0; g < group; g++) {
      int to = t * attended.stride() + (head * group + g) * size;
      System.arraycopy(heads.data(), g * heads.stride(), attended.data(), to, size);
    }
  }

  private int firstRow(PackedMatrix matrix, int me) {
    return share(matrix.panels(), me) * kernels.panelRows();
  }

  private int share(int items, int me) {
    return team.share(items, me);
  }
}
