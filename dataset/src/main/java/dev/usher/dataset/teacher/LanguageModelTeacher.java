package dev.usher.dataset.teacher;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.usher.dataset.JsonText;
import dev.usher.dataset.teacher.ModelConfig.SchemaMode;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A language model that is asked once for each question. After it denied one it is not asked
/// again. After its server did not take a schema, questions have the schema in their text.
final class LanguageModelTeacher implements Teacher {
  private static final String SCHEMA_NAME = "answer";

  private final String name;
  private final ModelConfig config;
  private final ChatModel model;
  private final Optional<ApiKey> key;
  private volatile SchemaMode schemaMode;
  private volatile Reply.@Nullable Denied denied;

  private LanguageModelTeacher(
      String name, ModelConfig config, ChatModel model, Optional<ApiKey> key) {
    this.name = name;
    this.config = config;
    this.schemaMode = config.schemaMode();
    this.model = model;
    this.key = key;
  }

  /// A teacher, not asked yet.
  ///
  /// @param name what rows call it
  /// @param key for the provider, if it wants one
  /// @param http to speak through
  static LanguageModelTeacher of(
      String name, ModelConfig config, Optional<ApiKey> key, TeacherHttp http) {
    return new LanguageModelTeacher(name, config, ChatModels.of(config, key, http), key);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Reply ask(Question question) {
    Reply.Denied before = denied;
    if (before != null) {
      return before;
    }
    Reply reply = withoutKey(reply(question));
    if (reply instanceof Reply.Denied last) {
      denied = last;
    }
    return reply;
  }

  private Reply reply(Question question) {
    SchemaMode mode = schemaMode;
    try {
      return reply(model.chat(request(question, mode)), question);
    } catch (NoAnswer e) {
      return e.isOfSchemaMode() && mode == SchemaMode.JSON_SCHEMA ? inText() : e.reply();
    } catch (ContentFilteredException e) {
      return new Reply.Refused("the model refused: " + e.getMessage());
    } catch (RuntimeException e) { // langchain4j fails so on a response that is not as expected
      String words = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      return new Reply.Failed("an answer that cannot be read: " + words);
    }
  }

  /// The same question may be asked at once, and will be put otherwise.
  private Reply inText() {
    schemaMode = SchemaMode.TEXT;
    return new Reply.Busy(
        Optional.of(Duration.ZERO), "the server takes no schema; from now on it is in the text");
  }

  private ChatRequest request(Question question, SchemaMode mode) {
    String schema = JsonText.line(question.schema());
    ChatRequest.Builder request = ChatRequest.builder().temperature(question.temperature());
    UserMessage user = UserMessage.from(question.user());
    return switch (mode) {
      case JSON_SCHEMA ->
          request
              .messages(SystemMessage.from(question.system()), user)
              .responseFormat(format(schema))
              .build();
      case TEXT ->
          request
              .messages(SystemMessage.from(question.system() + "\n\n" + demand(schema)), user)
              .build();
    };
  }

  private static ResponseFormat format(String schema) {
    return ResponseFormat.builder()
        .type(ResponseFormatType.JSON)
        .jsonSchema(
            JsonSchema.builder().name(SCHEMA_NAME).rootElement(JsonRawSchema.from(schema)).build())
        .build();
  }

  private static String demand(String schema) {
    return "Answer with one JSON object that fits this JSON Schema, and nothing else:\n" + schema;
  }

  private Reply reply(ChatResponse response, Question question) {
    String text = response.aiMessage().text();
    if (response.finishReason() == FinishReason.CONTENT_FILTER) {
      return new Reply.Refused("the filter held the answer back");
    }
    if (text == null || text.isBlank()) {
      return new Reply.Failed("an answer without text; should it think, raise 'answer-tokens'");
    }
    return new Reply.Answer(text, usage(response.tokenUsage(), question));
  }

  /// What a provider does not report is put at the most that it can be. The sum has what a model
  /// thought before it wrote.
  private Reply.Usage usage(@Nullable TokenUsage usage, Question question) {
    Reply.Usage most = Ceiling.of(question, config.answerTokens());
    if (usage == null || usage.inputTokenCount() == null || usage.outputTokenCount() == null) {
      return most;
    }
    long input = usage.inputTokenCount();
    long output = usage.outputTokenCount();
    long sum = usage.totalTokenCount() == null ? 0 : usage.totalTokenCount();
    return new Reply.Usage(input, Math.max(output, sum - input));
  }

  private Reply withoutKey(Reply reply) {
    return switch (reply) {
      case Reply.Answer answer -> answer;
      case Reply.Busy(var wait, var reason) -> new Reply.Busy(wait, hidden(reason));
      case Reply.Failed(var reason) -> new Reply.Failed(hidden(reason));
      case Reply.Refused(var reason) -> new Reply.Refused(hidden(reason));
      case Reply.Rejected(var reason) -> new Reply.Rejected(hidden(reason));
      case Reply.Denied(var reason) -> new Reply.Denied(hidden(reason));
    };
  }

  private String hidden(String reason) {
    return key.map(secret -> secret.hiddenIn(reason)).orElse(reason);
  }
}
