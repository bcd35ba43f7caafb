package dev.usher.model.tokenizer;

import dev.usher.model.gguf.GgufMetadata;
import dev.usher.tools.UsherException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Reads the tokenizer that `tokenizer.ggml.*` of a model file describes.
final class TokenizerReader {

  static final String MODEL = "tokenizer.ggml.model";
  static final String PRE = "tokenizer.ggml.pre";
  static final String TOKENS = "tokenizer.ggml.tokens";
  static final String TYPES = "tokenizer.ggml.token_type";
  static final String SCORES = "tokenizer.ggml.scores";
  static final String MERGES = "tokenizer.ggml.merges";
  static final String BEGINNING = "tokenizer.ggml.bos_token_id";
  static final String END = "tokenizer.ggml.eos_token_id";
  static final String END_OF_TURN = "tokenizer.ggml.eot_token_id";
  static final String UNKNOWN = "tokenizer.ggml.unknown_token_id";
  static final String BEGINS = "tokenizer.ggml.add_bos_token";
  static final String SPACE = "tokenizer.ggml.add_space_prefix";

  private static final Set<String> TEMPLATE_MARKS =
      Arrays.stream(TemplateForm.values())
          .flatMap(form -> form.controls().stream())
          .collect(Collectors.toUnmodifiableSet());

  private final GgufMetadata metadata;
  private final List<String> tokens;
  private final List<TokenKind> kinds;

  private TokenizerReader(GgufMetadata metadata) {
    this.metadata = metadata;
    this.tokens = metadata.strings(TOKENS);
    if (tokens.isEmpty()) {
      throw broken(TOKENS + " is empty; take a model file that carries its vocabulary");
    }
    this.kinds = kinds();
  }

  static Tokenizer read(GgufMetadata metadata) {
    String model = metadata.string(MODEL);
    TokenizerReader reader = new TokenizerReader(metadata);
    return switch (model) {
      case "gpt2" -> reader.byteLevel();
      case "llama" -> reader.sentencePiece();
      default ->
          throw reader.broken(
              MODEL
                  + " is \""
                  + model
                  + "\"; known are \"gpt2\" (byte-level BPE) and \"llama\" (SentencePiece)."
                  + " Choose a base model with one of these");
    };
  }

  private Tokenizer byteLevel() {
    PreTokenizer preTokenizer = preTokenizer();
    Vocabulary vocabulary = new Vocabulary(tokens, kinds, controls(), this::byteLevelBytes);
    MergeTable merges = new MergeTable(metadata.strings(MERGES), vocabulary, metadata.file());
    return tokenizer(
        vocabulary,
        new ByteLevelBpe(vocabulary, preTokenizer, merges),
        preTokenizer.beginsByDefault());
  }

  private byte[] byteLevelBytes(int id) {
    return kinds.get(id) == TokenKind.USER_DEFINED
        ? tokens.get(id).getBytes(StandardCharsets.UTF_8)
        : ByteAlphabet.bytes(tokens.get(id));
  }

  private PreTokenizer preTokenizer() {
    String known =
        Arrays.stream(PreTokenizer.values())
            .map(PreTokenizer::ggufName)
            .collect(Collectors.joining(", "));
    if (!metadata.has(PRE)) {
      throw broken(
          PRE
              + " is missing, so how the model cuts text is not known; convert the model again with"
              + " a converter that writes it (known are "
              + known
              + ")");
    }
    String name = metadata.string(PRE);
    return PreTokenizer.of(name)
        .orElseThrow(() ->
            broken(
                PRE
                    + " is \""
                    + name
                    + "\"; known are "
                    + known
                    + ". Choose a base model with one of these"));
  }

  private Tokenizer sentencePiece() {
    List<Double> scores = metadata.decimals(SCORES);
    if (scores.size() != tokens.size()) {
      throw broken(SCORES + " has " + scores.size() + " entries, expected " + tokens.size());
    }
    Vocabulary vocabulary = new Vocabulary(tokens, kinds, controls(), this::sentencePieceBytes);
    boolean addsSpace = metadata.flag(SPACE, true);
    return tokenizer(
        vocabulary, new SentencePiece(vocabulary, scores, id(UNKNOWN), addsSpace), true);
  }

  private byte[] sentencePieceBytes(int id) {
    String text = tokens.get(id);
    if (kinds.get(id) == TokenKind.BYTE && SentencePiece.byteValue(text) < 0) {
      throw broken(TOKENS + "[" + id + "] is \"" + text + "\", expected a byte such as \"<0x0A>\"");
    }
    return SentencePiece.bytes(text, kinds.get(id));
  }

  private Tokenizer tokenizer(Vocabulary vocabulary, TextModel model, boolean beginsByDefault) {
    OptionalInt beginning = id(BEGINNING);
    boolean begins = metadata.flag(BEGINS, beginsByDefault && beginning.isPresent());
    if (begins && beginning.isEmpty()) {
      throw broken(BEGINS + " is true, but " + BEGINNING + " is missing");
    }
    return new VocabularyTokenizer(
        vocabulary, model, endOfTurn(vocabulary), begins ? beginning : OptionalInt.empty());
  }

  /// What the file says, else what the known templates end a turn with, else the end of sequence.
  private int endOfTurn(Vocabulary vocabulary) {
    OptionalInt said = id(END_OF_TURN);
    if (said.isPresent()) {
      return said.getAsInt();
    }
    IntStream named =
        Arrays.stream(TemplateForm.values())
            .flatMap(form -> form.turnEnd().stream())
            .flatMapToInt(name -> vocabulary.control(name).stream());
    return named
        .findFirst()
        .orElseGet(() -> id(END).orElseThrow(() -> broken(END + " is missing, expected an id")));
  }

  private List<TokenKind> kinds() {
    List<Long> types = metadata.integers(TYPES);
    if (types.size() != tokens.size()) {
      throw broken(TYPES + " has " + types.size() + " entries, expected " + tokens.size());
    }
    return types.stream().map(this::kind).toList();
  }

  private TokenKind kind(long type) {
    return TokenKind.of(type)
        .orElseThrow(() -> broken(TYPES + " holds " + type + ", expected 1 to 6"));
  }

  /// What separates turns is never text, whatever a converter wrote about it.
  private Set<Integer> controls() {
    Set<Integer> controls = new HashSet<>();
    for (String key : List.of(BEGINNING, END, END_OF_TURN)) {
      id(key).ifPresent(controls::add);
    }
    for (int id = 0; id < tokens.size(); id++) {
      if (kinds.get(id) == TokenKind.USER_DEFINED && TEMPLATE_MARKS.contains(tokens.get(id))) {
        controls.add(id);
      }
    }
    return controls;
  }

  private OptionalInt id(String key) {
    if (!metadata.has(key)) {
      return OptionalInt.empty();
    }
    long id = metadata.integer(key);
    if (id < 0 || id >= tokens.size()) {
      throw broken(key + " is " + id + ", expected 0 to " + (tokens.size() - 1));
    }
    return OptionalInt.of((int) id);
  }

  private UsherException broken(String message) {
    return new UsherException(metadata.file(), message);
  }
}
