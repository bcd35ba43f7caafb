package dev.usher.app.pipeline;

import dev.usher.dataset.teacher.Question;
import dev.usher.dataset.teacher.Reply;
import dev.usher.dataset.teacher.Teacher;
import dev.usher.model.constraint.ConstrainedDecoder;
import dev.usher.model.constraint.Decoded;
import dev.usher.model.constraint.SampledLogits;
import dev.usher.model.constraint.TokenMask;
import dev.usher.model.constraint.TokenTrie;
import dev.usher.model.gguf.GgufFile;
import dev.usher.model.kernels.Kernels;
import dev.usher.model.llama.LanguageModel;
import dev.usher.model.llama.ModelOptions;
import dev.usher.model.llama.PromptSession;
import dev.usher.model.tokenizer.ChatTemplate;
import dev.usher.model.tokenizer.Message;
import dev.usher.model.tokenizer.Role;
import dev.usher.model.tokenizer.Tokenizer;
import dev.usher.tools.grammar.Grammar;
import dev.usher.tools.grammar.KeyOrder;
import dev.usher.tools.schema.SchemaReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import tools.jackson.databind.node.ObjectNode;

/// A language model in this process as a teacher. It can write nothing but what the schema of the
/// answer admits. The same question always gets the same answer.
///
/// Safe for many threads, which take turns.
final class LocalTeacher implements Teacher, AutoCloseable {
  /// Positions of question and answer together, where the model has so many.
  private static final int CONTEXT = 8192;

  private final String name;
  private final int answerTokens;
  private final LanguageModel model;
  private final ChatTemplate template;
  private final TokenTrie trie;
  private Optional<Frame> frame = Optional.empty();

  private LocalTeacher(
      String name, int answerTokens, LanguageModel model, ChatTemplate template, TokenTrie trie) {
    this.name = name;
    this.answerTokens = answerTokens;
    this.model = model;
    this.template = template;
    this.trie = trie;
  }

  /// Loads a model.
  ///
  /// @param name what rows call the teacher
  /// @param gguf the model's file
  /// @param answerTokens the most that one answer may have
  /// @return the teacher; close it
  /// @throws dev.usher.tools.UsherException if the file holds no model that can be run
  static LocalTeacher load(String name, Path gguf, int answerTokens) {
    try (GgufFile file = GgufFile.open(gguf)) {
      Tokenizer tokenizer = Tokenizer.of(file.metadata());
      ChatTemplate template = ChatTemplate.of(file.metadata(), tokenizer);
      ModelOptions options =
          new ModelOptions(Runtime.getRuntime().availableProcessors(), Kernels.best(), CONTEXT);
      LanguageModel model = LanguageModel.load(file, options);
      return new LocalTeacher(name, answerTokens, model, template, TokenTrie.of(tokenizer));
    }
  }

  /// What questions of a kind share.
  ///
  /// @param session that has read the system text
  /// @param decoder of the answers
  /// @param shortestAnswer the fewest tokens of one
  private record Frame(
      String system,
      ObjectNode schema,
      PromptSession session,
      ConstrainedDecoder decoder,
      int shortestAnswer) {
    boolean fits(Question question) {
      return system.equals(question.system()) && schema.equals(question.schema());
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public synchronized Reply ask(Question question) {
    int[] prompt = prompt(question.system(), question.user());
    int longest = model.options().contextLength();
    if (prompt.length + answerTokens > longest) {
      return new Reply.Refused(
          "the question has %,d tokens and the answer up to %,d; the model has room for %,d"
              .formatted(prompt.length, answerTokens, longest));
    }
    Frame kind = frame.filter(each -> each.fits(question)).orElseGet(() -> frame(question));
    frame = Optional.of(kind);
    if (answerTokens < kind.shortestAnswer()) {
      return new Reply.Refused(
          "'answer-tokens' is %,d, and an answer has at least %,d"
              .formatted(answerTokens, kind.shortestAnswer()));
    }
    kind.session().read(prompt, answerTokens);
    SampledLogits sampled =
        new SampledLogits(kind.session(), question.temperature(), new Random(seed(question)));
    Decoded answer = kind.decoder().decode(sampled, answerTokens);
    return new Reply.Answer(answer.text(), new Reply.Usage(prompt.length, answer.steps().size()));
  }

  private static int seed(Question question) {
    return Objects.hash(
        question.system(), question.user(), question.schema().toString(), question.temperature());
  }

  private Frame frame(Question question) {
    String system = question.system();
    Grammar answers =
        Grammar.value(
            SchemaReader.read(question.schema(), "the schema of a question"), KeyOrder.DECLARED);
    TokenMask mask = new TokenMask(answers.automaton(), trie);
    return new Frame(
        system,
        question.schema(),
        new PromptSession(model, Optional.empty(), user -> prompt(system, user)),
        new ConstrainedDecoder(mask),
        ConstrainedDecoder.smallestBudget(mask));
  }

  private int[] prompt(String system, String user) {
    return template.prompt(List.of(new Message(Role.SYSTEM, system), new Message(Role.USER, user)));
  }

  @Override
  public void close() {
    model.close();
  }
}
