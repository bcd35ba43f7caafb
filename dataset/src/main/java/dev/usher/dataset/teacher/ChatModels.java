package dev.usher.dataset.teacher;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/// The models of langchain4j, none of which asks twice by itself.
final class ChatModels {
  private static final String OLLAMA = "http://localhost:11434";

  private ChatModels() {}

  static ChatModel of(ModelConfig config, Optional<ApiKey> key, TeacherHttp http) {
    return switch (config.provider()) {
      case OPENAI -> openAi(config, key, http);
      case GEMINI -> gemini(config, key, http);
      case OLLAMA -> ollama(config, key, http);
      case GGUF -> throw new IllegalArgumentException("a GGUF is not spoken to over HTTP");
    };
  }

  /// OpenAI itself wants the limit under its new name, others know the old one.
  private static ChatModel openAi(ModelConfig config, Optional<ApiKey> key, TeacherHttp http) {
    var builder =
        OpenAiChatModel.builder()
            .httpClientBuilder(http.builder())
            .modelName(config.model())
            .strictJsonSchema(true)
            .maxRetries(0);
    key.ifPresent(secret -> builder.apiKey(secret.value()));
    config
        .baseUrl()
        .ifPresentOrElse(
            url -> builder.baseUrl(url.toString()).maxTokens(config.answerTokens()),
            () -> builder.maxCompletionTokens(config.answerTokens()));
    return builder.build();
  }

  private static ChatModel gemini(ModelConfig config, Optional<ApiKey> key, TeacherHttp http) {
    var builder =
        GoogleAiGeminiChatModel.builder()
            .httpClientBuilder(http.builder())
            .modelName(config.model())
            .maxOutputTokens(config.answerTokens())
            .maxRetries(0);
    key.ifPresent(secret -> builder.apiKey(secret.value()));
    config.baseUrl().ifPresent(url -> builder.baseUrl(url.toString()));
    return builder.build();
  }

  private static ChatModel ollama(ModelConfig config, Optional<ApiKey> key, TeacherHttp http) {
    var builder =
        OllamaChatModel.builder()
            .httpClientBuilder(http.builder())
            .baseUrl(config.baseUrl().map(URI::toString).orElse(OLLAMA))
            .modelName(config.model())
            .numPredict(config.answerTokens())
            .maxRetries(0);
    key.map(ApiKey::value)
        .ifPresent(secret -> builder.customHeaders(Map.of("Authorization", "Bearer " + secret)));
    return builder.build();
  }
}
