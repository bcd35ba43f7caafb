package dev.usher.training;

import java.util.Map;

/// The names and the row order of a Llama's tensors in the Hugging Face library and in a GGUF.
///
/// The library turns the first half of a head against the second; llama.cpp turns neighbours. A
/// converter therefore stores the rows of a query or key projection interleaved: row `2i` of a head
/// is the library's row `i`, row `2i + 1` is its row `i + half`.
public final class TensorNames {
  private static final Map<String, String> WHOLE =
      Map.of(
          "model.embed_tokens.weight", "token_embd.weight",
          "model.norm.weight", "output_norm.weight",
          "lm_head.weight", "output.weight");
  private static final Map<String, String> IN_BLOCK =
      Map.of(
          "input_layernorm", "attn_norm",
          "self_attn.q_proj", "attn_q",
          "self_attn.k_proj", "attn_k",
          "self_attn.v_proj", "attn_v",
          "self_attn.o_proj", "attn_output",
          "post_attention_layernorm", "ffn_norm",
          "mlp.gate_proj", "ffn_gate",
          "mlp.up_proj", "ffn_up",
          "mlp.down_proj", "ffn_down");
  private static final String BLOCKS = "model.layers.";
  private static final String WEIGHT = ".weight";

  private TensorNames() {}

  /// The name in a GGUF.
  ///
  /// @param name by the Hugging Face library
  /// @return such as `blk.0.attn_q.weight`
  /// @throws IllegalArgumentException if no Llama has such a tensor
  public static String toGguf(String name) {
    String whole = WHOLE.get(name);
    if (whole != null) {
      return whole;
    }
    if (name.startsWith(BLOCKS) && name.endsWith(WEIGHT)) {
      String rest = name.substring(BLOCKS.length(), name.length() - WEIGHT.length());
      int dot = rest.indexOf('.');
      String inBlock = dot < 0 ? null : IN_BLOCK.get(rest.substring(dot + 1));
      if (inBlock != null) {
        return "blk." + rest.substring(0, dot) + "." + inBlock + WEIGHT;
      }
    }
    throw new IllegalArgumentException("no tensor of a Llama: " + name);
  }

  /// How many heads the rows of a tensor are that position embedding turns, 0 for other tensors.
  ///
  /// @param name by the Hugging Face library
  /// @param heads of the queries
  /// @param kvHeads of the keys
  /// @return the number of heads
  public static int rotatedHeads(String name, int heads, int kvHeads) {
    if (name.contains("self_attn.q_proj")) {
      return heads;
    }
    return name.contains("self_attn.k_proj") ? kvHeads : 0;
  }

  /// Interleaved rows, as a GGUF has them, in the order of the Hugging Face library.
  ///
  /// @param matrix row by row
  /// @param heads that its rows are
  /// @param columns of a row
  /// @return a reordered copy
  public static float[] toHalves(float[] matrix, int heads, int columns) {
    return reordered(matrix, heads, columns, true);
  }

  /// Rows in the order of the Hugging Face library, interleaved as a GGUF has them.
  ///
  /// @param matrix row by row
  /// @param heads that its rows are
  /// @param columns of a row
  /// @return a reordered copy
  public static float[] toNeighbours(float[] matrix, int heads, int columns) {
    return reordered(matrix, heads, columns, false);
  }

  private static float[] reordered(float[] matrix, int heads, int columns, boolean toHalves) {
    int headRows = matrix.length / columns / heads;
    int half = headRows / 2;
    float[] result = new float[matrix.length];
    for (int row = 0; row < heads * headRows; row++) {
      int head = row / headRows;
      int inHead = row % headRows;
      int interleaved = head * headRows + (inHead < half ? 2 * inHead : 2 * (inHead - half) + 1);
      int from = toHalves ? interleaved : row;
      int to = toHalves ? row : interleaved;
      System.arraycopy(matrix, from * columns, result, to * columns, columns);
    }
    return result;
  }
}
