package dev.usher.model.llama;

/// The keys and values of past positions, laid out as panels that the kernels multiply with.
///
/// With P the rows of a panel: keys lie transposed, positions as lanes, (K, positions / P, h, P);
/// values lie with a head's values as lanes, (K, h / P, positions, P). So the scores of a query are
/// a product with the keys, and the weighted sum of values a product with the values.
final class KvCache {
  private final int capacity;
  private final int headSize;
  private final int panelRows;
  private final int keyStride;
  private final int valueStride;
  private final float[][] keys;
  private final float[][] values;

  KvCache(LlamaConfig config, int panelRows, int capacity) {
    this.capacity = roundUp(capacity, panelRows);
    this.headSize = config.headSize();
    this.panelRows = panelRows;
    this.keyStride = Math.multiplyExact(this.capacity, headSize);
    this.valueStride = Math.multiplyExact(this.capacity, roundUp(headSize, panelRows));
    this.keys = new float[config.layers()][Math.multiplyExact(config.keyValueHeads(), keyStride)];
    this.values =
        new float[config.layers()][Math.multiplyExact(config.keyValueHeads(), valueStride)];
  }

  static int roundUp(int value, int multiple) {
    return Math.multiplyExact(Math.ceilDiv(value, multiple), multiple);
  }

  /// Positions for which there is room, whole panels.
  int capacity() {
    return capacity;
  }

  float[] keys(int layer) {
    return keys[layer];
  }

  float[] values(int layer) {
    return values[layer];
  }

  /// Index of a panel of P positions of a head, (h, P).
  int keyPanel(int head, int panel) {
    return head * keyStride + panel * headSize * panelRows;
  }

  /// Index of a panel of P values of a head, (positions, P).
  int valuePanel(int head, int panel) {
    return head * valueStride + panel * capacity * panelRows;
  }

  void storeKey(int layer, int head, int position, float[] key, int at) {
    int to = keyPanel(head, position / panelRows) + position % panelRows;
    float[] target = keys[layer];
    for (int i = 0; i < headSize; i++) {
      target[to + i * panelRows] = key[at + i];
    }
  }

  void storeValue(int layer, int head, int position, float[] value, int at) {
    for (int i = 0; i < headSize; i += panelRows) {
      int to = valuePanel(head, i / panelRows) + position * panelRows;
      int count = Math.min(panelRows, headSize - i);
      System.arraycopy(value, at + i, values[layer], to, count);
    }
  }
}
