package dev.usher.model.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.usher.model.tensor.BlockFormat;
import dev.usher.model.tensor.TensorData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HuggingFaceLayoutTest {
  private static final HuggingFaceLayout LAYOUT = new HuggingFaceLayout(2, 1);

  @ParameterizedTest
  @CsvSource({
    "model.layers.12.self_attn.q_proj.weight, blk.12.attn_q.weight",
    "model.layers.0.self_attn.k_proj.bias, blk.0.attn_k.bias",
    "model.layers.1.self_attn.v_proj.weight, blk.1.attn_v.weight",
    "model.layers.1.self_attn.o_proj.weight, blk.1.attn_output.weight",
    "model.layers.1.mlp.gate_proj.weight, blk.1.ffn_gate.weight",
    "model.layers.1.mlp.up_proj.weight, blk.1.ffn_up.weight",
    "model.layers.1.mlp.down_proj.weight, blk.1.ffn_down.weight",
    "model.layers.1.input_layernorm.weight, blk.1.attn_norm.weight",
    "model.layers.1.post_attention_layernorm.weight, blk.1.ffn_norm.weight",
    "model.embed_tokens.weight, token_embd.weight",
    "model.norm.weight, output_norm.weight",
    "lm_head.weight, output.weight"
  })
  void namesGoBothWays(String huggingFace, String gguf) {
    assertThat(HuggingFaceLayout.ggufName(huggingFace)).contains(gguf);
    assertThat(HuggingFaceLayout.huggingFaceName(gguf)).contains(huggingFace);
  }

  @Test
  void unknownNamesHaveNoCounterpart() {
    assertThat(HuggingFaceLayout.ggufName("model.layers.0.mlp.experts.weight")).isEmpty();
    assertThat(HuggingFaceLayout.huggingFaceName("rope_freqs.weight")).isEmpty();
    assertThat(HuggingFaceLayout.huggingFaceName("token_embd")).isEmpty();
  }

  /// By llama.cpp's converter: `w.reshape(heads, 2, out / heads / 2, in).swapaxes(1, 2)`.
  @Test
  void queryRowsInterleaveTheHalvesOfEachHead() {
    TensorData query =
        TensorData.of(
            "model.layers.0.self_attn.q_proj.weight",
            List.of(8L, 1L),
            new float[] {0, 1, 2, 3, 4, 5, 6, 7},
            BlockFormat.F32);
    TensorData moved = LAYOUT.toGguf(query);
    assertThat(moved.name()).isEqualTo("blk.0.attn_q.weight");
    assertThat(moved.toFloats()).containsExactly(0, 2, 1, 3, 4, 6, 5, 7);
  }

  @Test
  void keyRowsMoveByTheirOwnHeadCount() {
    TensorData key =
        TensorData.of(
            "model.layers.7.self_attn.k_proj.weight",
            List.of(4L, 2L),
            new float[] {0, 0.5f, 1, 1.5f, 2, 2.5f, 3, 3.5f},
            BlockFormat.F16);
    TensorData moved = LAYOUT.toGguf(key);
    assertThat(moved.toFloats()).containsExactly(0, 0.5f, 2, 2.5f, 1, 1.5f, 3, 3.5f);
    assertThat(LAYOUT.toHuggingFace(moved).toFloats()).isEqualTo(key.toFloats());
  }

  @Test
  void otherRowsStay() {
    float[] rows = {0, 1, 2, 3};
    for (String name : List.of("blk.0.attn_v.weight", "blk.0.attn_norm.weight", "output.weight")) {
      TensorData tensor = TensorData.of(name, List.of(4L), rows, BlockFormat.F32);
      assertThat(LAYOUT.toHuggingFace(tensor).toFloats()).isEqualTo(rows);
    }
  }

  @ParameterizedTest
  @EnumSource
  void rowsOfEveryBlockFormatMoveThereAndBack(BlockFormat format) {
    float[] values = new float[16 * 32];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i);
    }
    TensorData gguf = TensorData.of("blk.0.attn_q.weight", List.of(16L, 32L), values, format);
    TensorData checkpoint = LAYOUT.toHuggingFace(gguf);
    assertThat(checkpoint.toFloats()).isNotEqualTo(gguf.toFloats());
    TensorData back = LAYOUT.toGguf(checkpoint);
    assertThat(back.name()).isEqualTo(gguf.name());
    assertThat(back.bytes().mismatch(gguf.bytes())).isEqualTo(-1);
  }

  @Test
  void anotherArchitectureIsRefusedByName() {
    GgufMetadata qwen = new GgufMetadata("q.gguf", Map.of("general.architecture", "qwen2"));
    assertThatThrownBy(() -> HuggingFaceLayout.of(qwen)).hasMessageContaining("'qwen2'");
  }

  @Test
  void headCountsComeFromTheMetadata() {
    GgufMetadata llama =
        new GgufMetadata(
            "l.gguf", Map.of("general.architecture", "llama", "llama.attention.head_count", 9L));
    assertThat(HuggingFaceLayout.of(llama)).isEqualTo(new HuggingFaceLayout(9, 9));
    assertThat(HuggingFaceLayout.of(llama.with("llama.attention.head_count_kv", 3L)))
        .isEqualTo(new HuggingFaceLayout(9, 3));
  }
}
