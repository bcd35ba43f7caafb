package dev.usher.model.gguf;

import dev.usher.model.tensor.RotaryRows;
import dev.usher.model.tensor.TensorData;
import dev.usher.tools.UsherException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How the weights of a Llama in a GGUF relate to those of a Hugging Face checkpoint: they have
/// other names, and the rows of the query and key projections another order.
///
/// Their rows are interleaved as [RotaryRows] says; a bias is moved as its rows are. All other
/// weights have the same order in both.
///
/// @param heads of the queries
/// @param keyValueHeads heads of the keys and of the values
public record HuggingFaceLayout(int heads, int keyValueHeads) {
  private static final Map<String, String> BLOCK_NAMES = new LinkedHashMap<>();
  private static final Map<String, String> NAMES = new LinkedHashMap<>();

  static {
    BLOCK_NAMES.put("self_attn.q_proj", "attn_q");
    BLOCK_NAMES.put("self_attn.k_proj", "attn_k");
    BLOCK_NAMES.put("self_attn.v_proj", "attn_v");
    BLOCK_NAMES.put("self_attn.o_proj", "attn_output");
    BLOCK_NAMES.put("mlp.gate_proj", "ffn_gate");
    BLOCK_NAMES.put("mlp.up_proj", "ffn_up");
    BLOCK_NAMES.put("mlp.down_proj", "ffn_down");
    BLOCK_NAMES.put("input_layernorm", "attn_norm");
    BLOCK_NAMES.put("post_attention_layernorm", "ffn_norm");
    NAMES.put("model.embed_tokens", "token_embd");
    NAMES.put("model.norm", "output_norm");
    NAMES.put("lm_head", "output");
  }

  private static final Pattern HUGGING_FACE =
      Pattern.compile("model\\.layers\\.(\\d{1,4})\\.([a-z_.]+)\\.(weight|bias)");
  private static final Pattern GGUF =
      Pattern.compile("blk\\.(\\d{1,4})\\.([a-z_]+)\\.(weight|bias)");

  /// Checks the head counts.
  public HuggingFaceLayout {
    if (heads < 1 || keyValueHeads < 1) {
      throw new IllegalArgumentException(heads + " heads, " + keyValueHeads + " key-value heads");
    }
  }

  /// The layout of a Llama in a GGUF.
  ///
  /// @param metadata of the file
  /// @return its head counts
  /// @throws UsherException if the file's architecture is another one, for which other rules hold
  public static HuggingFaceLayout of(GgufMetadata metadata) {
    String architecture = metadata.string("general.architecture");
    if (!architecture.equals("llama")) {
      throw new UsherException(
          metadata.file(), "its architecture is '" + architecture + "', expected 'llama'");
    }
    int heads = heads(metadata, metadata.integer("llama.attention.head_count"));
    return new HuggingFaceLayout(
        heads, heads(metadata, metadata.integer("llama.attention.head_count_kv", heads)));
  }

  private static int heads(GgufMetadata metadata, long count) {
    if (count < 1 || count > 1 << 16) {
      throw new UsherException(metadata.file(), "says it has " + count + " attention heads");
    }
    return (int) count;
  }

  /// The name in a GGUF.
  ///
  /// @param name in a checkpoint, such as `model.layers.3.self_attn.q_proj.weight`
  /// @return such as `blk.3.attn_q.weight`, or nothing if a Llama has no such weight
  public static Optional<String> ggufName(String name) {
    Matcher block = HUGGING_FACE.matcher(name);
    if (block.matches()) {
      return Optional.ofNullable(BLOCK_NAMES.get(block.group(2)))
          .map(module -> "blk." + block.group(1) + "." + module + "." + block.group(3));
    }
    return Optional.ofNullable(NAMES.get(withoutWeight(name))).map(module -> module + ".weight");
  }

  /// The name in a checkpoint.
  ///
  /// @param name in a GGUF, such as `blk.3.attn_q.weight`
  /// @return such as `model.layers.3.self_attn.q_proj.weight`, or nothing if a checkpoint has no
  ///   such weight
  public static Optional<String> huggingFaceName(String name) {
    Matcher block = GGUF.matcher(name);
    if (block.matches()) {
      return key(BLOCK_NAMES, block.group(2))
          .map(module -> "model.layers." + block.group(1) + "." + module + "." + block.group(3));
    }
    return key(NAMES, withoutWeight(name)).map(module -> module + ".weight");
  }

  private static String withoutWeight(String name) {
    return name.endsWith(".weight") ? name.substring(0, name.length() - 7) : "";
  }

  private static Optional<String> key(Map<String, String> names, String value) {
    return names.entrySet().stream()
        .filter(entry -> entry.getValue().equals(value))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /// A tensor of a checkpoint as it lies in a GGUF.
  ///
  /// @param tensor by its name in the checkpoint, of any block format
  /// @return with its name and row order in a GGUF; a copy where rows move
  /// @throws UsherException if a Llama has no such weight
  public TensorData toGguf(TensorData tensor) {
    String name =
        ggufName(tensor.name())
            .orElseThrow(() -> new UsherException(tensor.name(), "a Llama has no such weight"));
    int rotated = rotatedHeads(name);
    TensorData renamed = tensor.withName(name);
    return rotated == 0 ? renamed : RotaryRows.interleaved(renamed, rotated);
  }

  /// A tensor of a GGUF as it lies in a checkpoint.
  ///
  /// @param tensor by its name in the GGUF, of any block format
  /// @return with its name and row order in a checkpoint; a copy where rows move
  /// @throws UsherException if a checkpoint has no such weight
  public TensorData toHuggingFace(TensorData tensor) {
    String name =
        huggingFaceName(tensor.name())
            .orElseThrow(
                () -> new UsherException(tensor.name(), "a checkpoint has no such weight"));
    int rotated = rotatedHeads(tensor.name());
    TensorData renamed = tensor.withName(name);
    return rotated == 0 ? renamed : RotaryRows.halved(renamed, rotated);
  }

  /// How many heads the rows of a weight make that are rotated, 0 if none are.
  private int rotatedHeads(String ggufName) {
    Matcher block = GGUF.matcher(ggufName);
    return switch (block.matches() ? block.group(2) : "") {
      case "attn_q" -> heads;
      case "attn_k" -> keyValueHeads;
      default -> 0;
    };
  }
}
