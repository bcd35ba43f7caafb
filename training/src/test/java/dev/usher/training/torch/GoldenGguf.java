package dev.usher.training.torch;

import dev.usher.model.gguf.GgufMetadata;
import dev.usher.model.gguf.GgufWriter;
import dev.usher.model.gguf.HuggingFaceLayout;
import dev.usher.model.safetensors.SafetensorsFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// The reference model as a GGUF in 32 bits, converted as llama.cpp's converter does it.
final class GoldenGguf {
  private GoldenGguf() {}

  static Path write(Path file) {
    JsonNode config = Golden.json("llama/config.json");
    int heads = config.get("num_attention_heads").asInt();
    int kvHeads = config.get("num_key_value_heads").asInt();
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("general.architecture", "llama");
    values.put("llama.block_count", config.get("num_hidden_layers").asLong());
    values.put("llama.context_length", config.get("max_position_embeddings").asLong());
    values.put("llama.embedding_length", config.get("hidden_size").asLong());
    values.put("llama.feed_forward_length", config.get("intermediate_size").asLong());
    values.put("llama.attention.head_count", (long) heads);
    values.put("llama.attention.head_count_kv", (long) kvHeads);
    values.put("llama.attention.layer_norm_rms_epsilon", config.get("rms_norm_eps").asDouble());
    values.put("llama.rope.freq_base", config.get("rope_parameters").get("rope_theta").asDouble());
    try (SafetensorsFile model =
        SafetensorsFile.open(Golden.FOLDER.resolve("llama/model.safetensors"))) {
      GgufMetadata metadata = new GgufMetadata("memory", values);
      HuggingFaceLayout layout = new HuggingFaceLayout(heads, kvHeads);
      GgufWriter.write(file, metadata, model.tensors().stream().map(layout::toGguf).toList());
    }
    return file;
  }
}
