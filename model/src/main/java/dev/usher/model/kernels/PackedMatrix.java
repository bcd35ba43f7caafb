package dev.usher.model.kernels;

import dev.usher.model.tensor.BlockFormat;
import dev.usher.model.tensor.TensorData;
import dev.usher.tools.UsherException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.List;

/// A weight matrix (rows, columns) in the block format of its file, repacked so that neighbouring
/// rows are the lanes of a vector.
///
/// `panelRows` rows make a panel. A panel holds the rows' blocks column by column, and each number
/// and each byte of a block stands there once for every row, side by side:
///
/// | format | one block column of a panel of P rows |
/// |---|---|
/// | f32, f16, bf16 | P values |
/// | q8_0 | P scales, then for each of 32 columns P bytes |
/// | q4_0 | P scales, then for each of 16 column pairs (j, j + 16) P bytes |
/// | q4_1 | P scales, P minima, then for each of 16 column pairs (j, j + 16) P bytes |
///
/// So a product needs no sums across lanes, and reads one sequential stream. The last panel is
/// filled up with zeros. Nothing is requantised: the same bytes lie in another order.
public final class PackedMatrix {
  /// Bytes that a kernel may read (and ignore) beyond the last panel.
  static final int SLACK = 64;

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfFloat FLOAT =
      ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final String name;
  private final BlockFormat format;
  private final int rows;
  private final int columns;
  private final int panelRows;
  private final MemorySegment data;

  private PackedMatrix(TensorData tensor, int panelRows, MemorySegment data) {
    this.name = tensor.name();
    this.format = tensor.format();
    this.rows = Math.toIntExact(tensor.shape().getFirst());
    this.columns = Math.toIntExact(tensor.shape().getLast());
    this.panelRows = panelRows;
    this.data = data;
  }

  /// Bytes that a packed tensor takes, with the slack that kernels may read.
  ///
  /// @param tensor a matrix
  /// @param panelRows rows a panel
  /// @return a multiple of 64
  public static long packedBytes(TensorData tensor, int panelRows) {
    long rows = Math.ceilDiv(tensor.shape().getFirst(), panelRows) * (long) panelRows;
    long bytes = rows * tensor.format().bytes(tensor.shape().getLast()) + SLACK;
    return Math.ceilDiv(bytes, SLACK) * SLACK;
  }

  /// A matrix for which room is set aside; it holds nothing until [#pack] has filled it.
  ///
  /// @param tensor of two dimensions; columns must be whole blocks
  /// @param panelRows rows a panel
  /// @param data room of [#packedBytes]
  /// @return the matrix to fill
  public static PackedMatrix reserve(TensorData tensor, int panelRows, MemorySegment data) {
    List<Long> shape = tensor.shape();
    if (shape.size() != 2 || shape.getLast() % tensor.format().blockSize() != 0) {
      throw new IllegalArgumentException(
          tensor.name() + ": shape " + shape + " is no matrix of whole " + tensor.format());
    }
    return new PackedMatrix(tensor, panelRows, data);
  }

  /// Repacks some panels of the tensor that this matrix was reserved for. Threads may fill
  /// different panels at the same time.
  ///
  /// @param tensor the source
  /// @param from first panel
  /// @param to last panel, exclusive
  /// @throws UsherException if a weight or a scale is not finite
  public void pack(TensorData tensor, int from, int to) {
    int rowBytes = Math.toIntExact(format.bytes(columns));
    byte[] source = new byte[Math.multiplyExact(rowBytes, panelRows)];
    byte[] target = new byte[source.length];
    for (int panel = from; panel < to; panel++) {
      int first = panel * panelRows;
      int real = Math.min(panelRows, rows - first);
      MemorySegment.copy(
          tensor.bytes(),
          ValueLayout.JAVA_BYTE,
          (long) first * rowBytes,
          source,
          0,
          real * rowBytes);
      for (int lane = 0; lane < panelRows; lane++) {
        if (lane < real) {
          scatter(source, lane * rowBytes, target, lane);
        } else {
          clear(target, lane);
        }
      }
      MemorySegment.copy(target, 0, data, ValueLayout.JAVA_BYTE, panelAt(panel), target.length);
    }
  }

  /// Spreads a row's blocks over its lane of a panel.
  private void scatter(byte[] row, int at, byte[] panel, int lane) {
    int size = numberBytes();
    for (int block = 0; block < columns / format.blockSize(); block++) {
      int source = at + block * format.blockBytes();
      int target = block * format.blockBytes() * panelRows;
      int offset = 0;
      for (int number = 0; number < numbers(); number++, offset += size) {
        checkFinite(row[source + offset + size - 1], row[source + offset + size - 2]);
        System.arraycopy(
            row, source + offset, panel, target + offset * panelRows + lane * size, size);
      }
      for (; offset < format.blockBytes(); offset++) {
        panel[target + offset * panelRows + lane] = row[source + offset];
      }
    }
  }

  private void clear(byte[] panel, int lane) {
    byte[] zeros = new byte[panel.length / panelRows];
    scatter(zeros, 0, panel, lane);
  }

  private void checkFinite(byte highest, byte next) {
    boolean finite =
        switch (format) {
          case F32, BF16 -> (highest & 0x7f) != 0x7f || (next & 0x80) == 0;
          case F16, Q8_0, Q4_0, Q4_1 -> (highest & 0x7c) != 0x7c;
        };
    if (!finite) {
      throw new UsherException(
          name, "holds a number that is not finite; the file is damaged or its training diverged");
    }
  }

  /// Numbers of more than a byte at the start of a block.
  private int numbers() {
    return format == BlockFormat.Q4_1 ? 2 : 1;
  }

  private int numberBytes() {
    return format == BlockFormat.F32 ? 4 : 2;
  }

  /// Decodes one row.
  ///
  /// @param row its index
  /// @param target receives the columns
  /// @param at index of the first column in the target
  public void decodeRow(int row, float[] target, int at) {
    long panel = panelAt(row / panelRows);
    int lane = row % panelRows;
    for (int block = 0; block < columns / format.blockSize(); block++) {
      long from = panel + (long) block * format.blockBytes() * panelRows;
      decodeBlock(from, lane, target, at + block * format.blockSize());
    }
  }

  private void decodeBlock(long from, int lane, float[] target, int at) {
    long bytes = from + 2L * numbers() * panelRows + lane;
    switch (format) {
      case F32 -> target[at] = data.get(FLOAT, from + 4L * lane);
      case F16 -> target[at] = half(from, lane);
      case BF16 -> target[at] = Float.intBitsToFloat(data.get(SHORT, from + 2L * lane) << 16);
      case Q8_0 -> {
        float scale = half(from, lane);
        for (int j = 0; j < 32; j++) {
          target[at + j] = scale * quant(bytes, j);
        }
      }
      case Q4_0 -> {
        float scale = half(from, lane);
        for (int j = 0; j < 16; j++) {
          target[at + j] = scale * ((quant(bytes, j) & 15) - 8);
          target[at + j + 16] = scale * ((quant(bytes, j) >> 4 & 15) - 8);
        }
      }
      case Q4_1 -> {
        float scale = half(from, lane);
        float minimum = half(from + 2L * panelRows, lane);
        for (int j = 0; j < 16; j++) {
          target[at + j] = scale * (quant(bytes, j) & 15) + minimum;
          target[at + j + 16] = scale * (quant(bytes, j) >> 4 & 15) + minimum;
        }
      }
    }
  }

  private float half(long from, int lane) {
    return Float.float16ToFloat(data.get(SHORT, from + 2L * lane));
  }

  private int quant(long bytes, int column) {
    return data.get(ValueLayout.JAVA_BYTE, bytes + (long) column * panelRows);
  }

  /// The format of the blocks.
  ///
  /// @return as in the file
  public BlockFormat format() {
    return format;
  }

  /// Rows of the matrix, without the zeros that fill the last panel.
  ///
  /// @return outputs of the product
  public int rows() {
    return rows;
  }

  /// Columns of the matrix.
  ///
  /// @return inputs of the product
  public int columns() {
    return columns;
  }

  /// Panels of the matrix.
  ///
  /// @return rows divided by the rows of a panel, rounded up
  public int panels() {
    return Math.ceilDiv(rows, panelRows);
  }

  /// Floats that a product needs to work in, for each thread.
  ///
  /// @return room for a decoded panel
  public int workspace() {
    return columns * panelRows;
  }

  MemorySegment data() {
    return data;
  }

  long panelAt(int panel) {
    return (long) panel * panelRows * format.bytes(columns);
  }
}
