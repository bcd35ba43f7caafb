package dev.usher.dataset.teacher;

import dev.usher.dataset.JsonText;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// How each provider's requests and answers look, as far as a stub needs to know.
enum Protocol {
  OPENAI("/v1", "/v1/chat/completions", "Authorization", "Bearer ") {
    @Override
    String system(JsonNode request) {
      return request.at("/messages/0/content").asString();
    }

    @Override
    String user(JsonNode request) {
      return request.at("/messages/1/content").asString();
    }

    @Override
    JsonNode schema(JsonNode request) {
      return request.at("/response_format/json_schema/schema");
    }

    @Override
    String answer(String text, Reply.Usage usage) {
      ObjectNode answer = JsonNodeFactory.instance.objectNode().put("id", "1");
      ObjectNode choice = answer.putArray("choices").addObject().put("finish_reason", "stop");
      choice.putObject("message").put("role", "assistant").put("content", text);
      answer
          .putObject("usage")
          .put("prompt_tokens", usage.inputTokens())
          .put("completion_tokens", usage.outputTokens())
          .put("total_tokens", usage.inputTokens() + usage.outputTokens());
      return JsonText.line(answer);
    }
  },
  GEMINI("/v1beta", "/v1beta/models/", "x-goog-api-key", "") {
    @Override
    String system(JsonNode request) {
      return request.at("/systemInstruction/parts/0/text").asString();
    }

    @Override
    String user(JsonNode request) {
      return request.at("/contents/0/parts/0/text").asString();
    }

    @Override
    JsonNode schema(JsonNode request) {
      return request.at("/generationConfig/responseJsonSchema");
    }

    @Override
    String answer(String text, Reply.Usage usage) {
      ObjectNode answer = JsonNodeFactory.instance.objectNode();
      ObjectNode candidate = answer.putArray("candidates").addObject().put("finishReason", "STOP");
      candidate
          .putObject("content")
          .put("role", "model")
          .putArray("parts")
          .addObject()
          .put("text", text);
      answer
          .putObject("usageMetadata")
          .put("promptTokenCount", usage.inputTokens())
          .put("candidatesTokenCount", usage.outputTokens())
          .put("totalTokenCount", usage.inputTokens() + usage.outputTokens());
      return JsonText.line(answer);
    }
  },
  OLLAMA("", "/api/chat", "Authorization", "Bearer ") {
    @Override
    String system(JsonNode request) {
      return request.at("/messages/0/content").asString();
    }

    @Override
    String user(JsonNode request) {
      return request.at("/messages/1/content").asString();
    }

    @Override
    JsonNode schema(JsonNode request) {
      return request.at("/format");
    }

    @Override
    String answer(String text, Reply.Usage usage) {
      ObjectNode answer = JsonNodeFactory.instance.objectNode().put("model", "m");
      answer.putObject("message").put("role", "assistant").put("content", text);
      answer
          .put("done", true)
          .put("done_reason", "stop")
          .put("prompt_eval_count", usage.inputTokens())
          .put("eval_count", usage.outputTokens());
      return JsonText.line(answer);
    }
  };

  private final String base;
  private final String path;
  private final String keyHeader;
  private final String beforeKey;

  Protocol(String base, String path, String keyHeader, String beforeKey) {
    this.base = base;
    this.path = path;
    this.keyHeader = keyHeader;
    this.beforeKey = beforeKey;
  }

  /// Whose a request's path is.
  static Protocol of(String path) {
    for (Protocol protocol : values()) {
      if (path.startsWith(protocol.path)) {
        return protocol;
      }
    }
    throw new AssertionError(path);
  }

  String base() {
    return base;
  }

  String keyHeader() {
    return keyHeader;
  }

  Optional<String> key(String header) {
    return Optional.ofNullable(header).map(value -> value.substring(beforeKey.length()));
  }

  ModelConfig.Provider provider() {
    return ModelConfig.Provider.valueOf(name());
  }

  abstract String system(JsonNode request);

  abstract String user(JsonNode request);

  /// Missing if there is none.
  abstract JsonNode schema(JsonNode request);

  abstract String answer(String text, Reply.Usage usage);
}
