package dev.usher.model.safetensors;

import dev.usher.model.tensor.TensorData;
import dev.usher.tools.UsherException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the head of a file says, checked against the file: each tensor takes the bytes that its
/// shape needs, and together they cover the data without gap or overlap, as the format demands.
///
/// @param metadata free-form texts
/// @param tensors of floating-point types
/// @param others of all other types
record SafetensorsHead(
    Map<String, String> metadata, Map<String, TensorData> tensors, Map<String, Other> others) {
  static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final long LONGEST = 100_000_000;
  private static final String METADATA = "__metadata__";
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  SafetensorsHead {
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
    others = Map.copyOf(others);
  }

  /// A tensor that Usher does not compute with.
  record Other(SafetensorsType type, MemorySegment bytes) {}

  static SafetensorsHead read(Path path, MemorySegment file) {
    long size = file.byteSize() < Long.BYTES ? -1 : file.get(LONG, 0);
    if (size < 2 || size > Math.min(LONGEST, file.byteSize() - Long.BYTES)) {
      throw new UsherException(
          path + "@0", "its head of " + size + " bytes does not fit in " + file.byteSize());
    }
    byte[] json = file.asSlice(Long.BYTES, size).toArray(ValueLayout.JAVA_BYTE);
    return new Reader(path, file.asSlice(Long.BYTES + size)).read(json);
  }

  /// Reads one head.
  private static final class Reader {
    private final Path path;
    private final MemorySegment data;
    private final Map<String, String> metadata = new LinkedHashMap<>();
    private final Map<String, TensorData> tensors = new LinkedHashMap<>();
    private final Map<String, Other> others = new LinkedHashMap<>();
    private final List<Span> spans = new ArrayList<>();

    Reader(Path path, MemorySegment data) {
      this.path = path;
      this.data = data;
    }

    SafetensorsHead read(byte[] json) {
      JsonNode head = parse(json);
      if (!head.isObject()) {
        throw malformed("its head is no JSON object");
      }
      for (Map.Entry<String, JsonNode> entry : head.properties()) {
        if (entry.getKey().equals(METADATA)) {
          texts(entry.getValue());
        } else {
          tensor(entry.getKey(), entry.getValue());
        }
      }
      requireCover();
      return new SafetensorsHead(metadata, tensors, others);
    }

    private JsonNode parse(byte[] json) {
      try {
        return JSON.readTree(json);
      } catch (JacksonException e) {
        throw malformed("its head is no JSON: " + e.getOriginalMessage());
      }
    }

    private void texts(JsonNode node) {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        if (!entry.getValue().isString()) {
          throw malformed(METADATA + " '" + entry.getKey() + "' is no text");
        }
        metadata.put(entry.getKey(), entry.getValue().stringValue());
      }
    }

    private void tensor(String name, JsonNode entry) {
      String typeName = entry.path("dtype").asString("");
      SafetensorsType type =
          SafetensorsType.of(typeName)
              .orElseThrow(() ->
                  malformed("tensor '" + name + "' has the unknown dtype '" + typeName + "'"));
      List<Long> shape = numbers(name, entry.path("shape"), "shape");
      Span span = span(name, numbers(name, entry.path("data_offsets"), "data_offsets"));
      if (needed(name, shape, type) != span.size()) {
        throw malformed(
            "tensor '%s' of shape %s does not take %d bytes".formatted(name, shape, span.size()));
      }
      spans.add(span);
      MemorySegment bytes = data.asSlice(span.from(), span.size());
      type.format()
          .ifPresentOrElse(
              format -> tensors.put(name, new TensorData(name, shape, format, bytes)),
              () -> others.put(name, new Other(type, bytes)));
    }

    private List<Long> numbers(String name, JsonNode node, String what) {
      if (!node.isArray()) {
        throw malformed("tensor '" + name + "' has no list '" + what + "'");
      }
      List<Long> numbers = new ArrayList<>();
      for (JsonNode number : node) {
        if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
          throw malformed("tensor '" + name + "' has the impossible " + what + " " + node);
        }
        numbers.add(number.longValue());
      }
      return numbers;
    }

    private Span span(String name, List<Long> offsets) {
      if (offsets.size() != 2 || offsets.getLast() < offsets.getFirst()) {
        throw malformed("tensor '" + name + "' has the impossible data_offsets " + offsets);
      }
      if (offsets.getLast() > data.byteSize()) {
        throw malformed(
            "tensor '%s' lies at %d to %d of %d bytes; the file is truncated, fetch it again"
                .formatted(name, offsets.getFirst(), offsets.getLast(), data.byteSize()));
      }
      return new Span(name, offsets.getFirst(), offsets.getLast());
    }

    private long needed(String name, List<Long> shape, SafetensorsType type) {
      try {
        long values = 1;
        for (long dimension : shape) {
          values = Math.multiplyExact(values, dimension);
        }
        return Math.multiplyExact(values, type.size());
      } catch (ArithmeticException e) {
        throw malformed("tensor '" + name + "' has the impossible shape " + shape);
      }
    }

    private void requireCover() {
      spans.sort(Comparator.comparingLong(Span::from).thenComparingLong(Span::to));
      long end = 0;
      for (Span span : spans) {
        if (span.from() != end) {
          throw malformed(
              "tensor '%s' starts at %d, expected %d: tensors must neither overlap nor leave gaps"
                  .formatted(span.name(), span.from(), end));
        }
        end = span.to();
      }
      if (end != data.byteSize()) {
        throw malformed(
            "its tensors take %d bytes, but %d follow the head".formatted(end, data.byteSize()));
      }
    }

    private UsherException malformed(String message) {
      return new UsherException(path + "@" + Long.BYTES, message);
    }
  }

  /// Where a tensor lies in the data.
  private record Span(String name, long from, long to) {
    long size() {
      return to - from;
    }
  }
}
