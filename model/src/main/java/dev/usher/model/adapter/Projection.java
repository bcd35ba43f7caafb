package dev.usher.model.adapter;

import java.util.Arrays;
import java.util.Optional;

/// The seven weight matrices of a Llama block, which an adapter may change.
public enum Projection {
  /// Hidden state to queries.
  QUERY(Input.ATTENTION, "attn_q", "self_attn.q_proj"),
  /// Hidden state to keys.
  KEY(Input.ATTENTION, "attn_k", "self_attn.k_proj"),
  /// Hidden state to values.
  VALUE(Input.ATTENTION, "attn_v", "self_attn.v_proj"),
  /// What was attended to, back to the hidden state.
  OUTPUT(Input.ATTENDED, "attn_output", "self_attn.o_proj"),
  /// Hidden state to the gate of the feed-forward block.
  GATE(Input.FEED_FORWARD, "ffn_gate", "mlp.gate_proj"),
  /// Hidden state to what the gate lets through.
  UP(Input.FEED_FORWARD, "ffn_up", "mlp.up_proj"),
  /// What the gate let through, back to the hidden state.
  DOWN(Input.GATED, "ffn_down", "mlp.down_proj");

  /// What a projection reads; projections with the same input can be computed side by side.
  public enum Input {
    /// The normalised hidden state before attention.
    ATTENTION,
    /// What the heads attended to.
    ATTENDED,
    /// The normalised hidden state before the feed-forward block.
    FEED_FORWARD,
    /// What the gate let through.
    GATED
  }

  private final Input input;
  private final String ggufName;
  private final String huggingFaceName;

  Projection(Input input, String ggufName, String huggingFaceName) {
    this.input = input;
    this.ggufName = ggufName;
    this.huggingFaceName = huggingFaceName;
  }

  /// What it reads.
  ///
  /// @return the input that it shares with others
  public Input input() {
    return input;
  }

  /// Its name within a block in a GGUF.
  ///
  /// @return such as `attn_q`
  public String ggufName() {
    return ggufName;
  }

  /// Its name within a layer in a Hugging Face file.
  ///
  /// @return such as `self_attn.q_proj`
  public String huggingFaceName() {
    return huggingFaceName;
  }

  /// The name of its weights in a GGUF.
  ///
  /// @param layer from 0
  /// @return such as `blk.0.attn_q.weight`
  public String ggufTensor(int layer) {
    return "blk." + layer + "." + ggufName + ".weight";
  }

  /// The projection with a name, from either kind of file.
  ///
  /// @param name such as `attn_q` or `self_attn.q_proj`
  /// @return the projection, if there is one
  public static Optional<Projection> named(String name) {
    return Arrays.stream(values())
        .filter(value -> value.ggufName.equals(name) || value.huggingFaceName.equals(name))
        .findFirst();
  }
}
