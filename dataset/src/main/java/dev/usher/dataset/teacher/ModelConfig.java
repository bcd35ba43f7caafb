package dev.usher.dataset.teacher;

import dev.usher.dataset.yaml.YamlFields;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/// Which language model a teacher is, and how it is spoken to. One on this machine needs no address
/// and no key, and is always held to the schema of its answer.
///
/// @param provider whose protocol it speaks
/// @param model as the provider calls it
/// @param baseUrl where it is, if not at the provider's own address
/// @param key name of the variable that holds the key
/// @param schemaMode how it learns what its answer is to look like
/// @param answerTokens the most that it may write
record ModelConfig(
    Provider provider,
    String model,
    Optional<URI> baseUrl,
    Optional<String> key,
    SchemaMode schemaMode,
    int answerTokens) {
  private static final int ANSWER_TOKENS = 2_048;
  private static final int LOCAL_ANSWER_TOKENS = 256; // one takes tens of milliseconds

  /// A protocol.
  enum Provider {
    /// OpenAI's chat completions, which Groq and llama-server speak too.
    OPENAI,
    GEMINI,
    OLLAMA,
    /// A file that this process runs itself.
    GGUF
  }

  /// How a model is told the schema of its answer.
  enum SchemaMode {
    /// By the provider, which lets it write nothing else.
    JSON_SCHEMA,
    /// In the system text, for models that cannot be held to one.
    TEXT
  }

  ModelConfig {
    boolean keyless =
        switch (provider) {
          case OLLAMA, GGUF -> true;
          case OPENAI -> baseUrl.isPresent();
          case GEMINI -> false;
        };
    if (key.isEmpty() && !keyless) {
      throw new IllegalArgumentException(
          "'key': expected the name of the variable that holds the key, found nothing");
    }
  }

  private static URI address(String text) {
    try {
      URI url = new URI(text);
      boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
      boolean bare = url.getUserInfo() == null && url.getQuery() == null;
      if (web && bare && url.getHost() != null) {
        return url;
      }
    } catch (URISyntaxException _) {
      // The same advice holds, and the parser's words would show what stands there.
    }
    throw new IllegalArgumentException(
        "'base-url': expected an address such as https://host/v1, without name, key or query");
  }

  static ModelConfig of(YamlFields fields) {
    Provider provider = fields.word("provider", Provider.class);
    String model = fields.text("model");
    if (provider == Provider.GGUF) {
      int answerTokens = fields.count("answer-tokens", LOCAL_ANSWER_TOKENS);
      return new ModelConfig(
          provider,
          model,
          Optional.empty(),
          Optional.empty(),
          SchemaMode.JSON_SCHEMA,
          answerTokens);
    }
    return new ModelConfig(
        provider,
        model,
        fields.optionalText("base-url").map(ModelConfig::address),
        fields.optionalText("key"),
        fields.optionalWord("schema-mode", SchemaMode.class).orElse(SchemaMode.JSON_SCHEMA),
        fields.count("answer-tokens", ANSWER_TOKENS));
  }
}
