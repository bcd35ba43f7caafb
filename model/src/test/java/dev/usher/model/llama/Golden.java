package dev.usher.model.llama;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reference vectors; see the README beside them.
final class Golden {
  /// What a checkpoint must give.
  ///
  /// @param inputs (2, 40)
  /// @param logits (2 * 40 * 160)
  @SuppressWarnings("ArrayRecordComponent") // read only
  record Expected(int[][] inputs, float[] logits) {}

  private Golden() {}

  static Path path(String name) {
    try {
      return Path.of(Golden.class.getResource("/llama/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  static JsonNode json(String name) {
    return JsonMapper.shared().readTree(read(path(name)));
  }

  static int[] ints(JsonNode array) {
    int[] values = new int[array.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = array.get(i).asInt();
    }
    return values;
  }

  /// Reads `expected.safetensors`, whose 32-bit integers the product has no use for.
  static Expected expected(String folder) {
    ByteBuffer file =
        ByteBuffer.wrap(read(path(folder + "/expected.safetensors")))
            .order(ByteOrder.LITTLE_ENDIAN);
    int headSize = (int) file.getLong(0);
    byte[] head = new byte[headSize];
    file.get(8, head);
    JsonNode entries = JsonMapper.shared().readTree(head);
    ByteBuffer ids = data(file, 8 + headSize, entries.get("input_ids"));
    int[][] inputs = new int[2][40];
    for (int[] row : inputs) {
      ids.asIntBuffer().get(row);
      ids.position(ids.position() + 4 * row.length);
    }
    float[] logits = new float[2 * 40 * 160];
    data(file, 8 + headSize, entries.get("logits")).asFloatBuffer().get(logits);
    return new Expected(inputs, logits);
  }

  private static ByteBuffer data(ByteBuffer file, int start, JsonNode entry) {
    int from = entry.get("data_offsets").get(0).asInt();
    int to = entry.get("data_offsets").get(1).asInt();
    return file.slice(start + from, to - from).order(ByteOrder.LITTLE_ENDIAN);
  }

  static int argMax(float[] values) {
    return argMax(values, 0, values.length);
  }

  /// The index, counted from the first of these values, of the largest.
  static int argMax(float[] values, int from, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      best = values[from + i] > values[from + best] ? i : best;
    }
    return best;
  }

  private static byte[] read(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
