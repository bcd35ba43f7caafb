package dev.usher.router;

import dev.usher.model.adapter.LoraAdapter;
import dev.usher.model.constraint.ConstrainedDecoder;
import dev.usher.model.constraint.Decoded;
import dev.usher.model.constraint.Decoded.Step;
import dev.usher.model.constraint.LogitsSource;
import dev.usher.model.constraint.TokenMask;
import dev.usher.model.constraint.TokenTrie;
import dev.usher.model.llama.LanguageModel;
import dev.usher.model.llama.PromptSession;
import dev.usher.model.tokenizer.ChatTemplate;
import dev.usher.model.tokenizer.Tokenizer;
import dev.usher.router.Route.Transcript;
import dev.usher.tools.Decision;
import dev.usher.tools.DecisionFormat;
import dev.usher.tools.Request;
import dev.usher.tools.UsherException;
import dev.usher.tools.grammar.Automaton;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/// Turns words into a decision: which tool, with which arguments. What comes out is always valid
/// against the catalogue, whatever the model would rather have said.
///
/// Safe for use by many threads, which take turns: a router reads one text at a time. Several
/// routers may share a model. The same text always gives the same decision.
public final class Router implements AutoCloseable {
  private final ChatTemplate template;
  private final DecisionFormat format;
  private final RouterOptions options;
  private final PromptSession session;
  private final TokenMask mask;
  private final ConstrainedDecoder decoder;
  private final int smallestBudget;
  private Optional<LanguageModel> owned = Optional.empty();

  private Router(
      ChatTemplate template,
      DecisionFormat format,
      RouterOptions options,
      PromptSession session,
      TokenMask mask) {
    this.template = template;
    this.format = format;
    this.options = options;
    this.session = session;
    this.mask = mask;
    this.decoder = new ConstrainedDecoder(mask);
    this.smallestBudget = smallestBudget(mask, "catalogue", "choose another base model");
    if (options.budget() < smallestBudget) {
      throw new UsherException(
          "router options",
          "a budget of %d tokens is too small, the shortest decision needs %d"
              .formatted(options.budget(), smallestBudget));
    }
  }

  /// Opens a trained router. Nothing outside its folder is needed.
  ///
  /// @param folder with a [RouterManifest]
  /// @param options how it is run
  /// @return the router; close it
  /// @throws UsherException if the folder holds no router, or its files are not those of the
  ///   manifest
  public static Router open(Path folder, RouterOptions options) {
    TrainedRouter trained = TrainedRouter.load(folder, options);
    try {
      Router router =
          of(
              trained.model(),
              trained.tokenizer(),
              trained.template(),
              trained.format(),
              trained.adapter(),
              options);
      router.owned = Optional.of(trained.model());
      return router;
    } catch (RuntimeException | Error e) {
      trained.model().close();
      throw e;
    }
  }

  /// A router over a model that is already loaded; closing the router leaves the model open.
  ///
  /// @param model that writes the decisions
  /// @param tokenizer of the model
  /// @param template that frames the user's words
  /// @param format of the decisions
  /// @param adapter over the model, if there is one
  /// @param options how it is run; the number of threads is the model's own
  /// @return the router
  /// @throws UsherException if the budget is too small for any decision, or the vocabulary cannot
  ///   write the shortest one
  public static Router of(
      LanguageModel model,
      Tokenizer tokenizer,
      ChatTemplate template,
      DecisionFormat format,
      Optional<LoraAdapter> adapter,
      RouterOptions options) {
    TokenMask mask = new TokenMask(format.grammar(), TokenTrie.of(tokenizer));
    PromptSession session =
        new PromptSession(model, adapter, text -> template.prompt(new Request(text), format));
    return new Router(template, format, options, session, mask);
  }

  /// The format of the decisions, and the catalogue.
  ///
  /// @return as given
  public DecisionFormat format() {
    return format;
  }

  /// How it is run.
  ///
  /// @return as given
  public RouterOptions options() {
    return options;
  }

  /// The ids that the model reads for a request.
  ///
  /// @param request of a user
  /// @return the whole prompt
  /// @throws UsherException if an earlier decision does not fit the format
  public int[] prompt(Request request) {
    return template.prompt(request, format);
  }

  /// Decides what a text asks for.
  ///
  /// @param text what the user says
  /// @return the decision
  /// @throws UsherException if the text is blank, or too long for the model
  public Route route(String text) {
    return route(new Request(text));
  }

  /// Decides what a request asks for, given what was said and decided before it.
  ///
  /// @param request of a user
  /// @return the decision
  /// @throws UsherException if the text is blank, an earlier decision does not fit the format, all
  ///   of it is too long for the model, or the vocabulary cannot write the shortest decision that
  ///   is left
  public synchronized Route route(Request request) {
    if (request.text().isBlank()) {
      throw new UsherException("text", "is blank; say what is wanted");
    }
    int[] prompt = prompt(request);
    long start = System.nanoTime();
    TokenMask allowed = mask(request);
    int budget = budget(prompt.length, allowed);
    session.read(prompt, budget);
    long read = System.nanoTime();
    Decoded decoded = decoder.over(allowed).decode(session, budget);
    long written = System.nanoTime();
    Timings timings =
        new Timings(
            (read - start) / 1e6, (written - read) / 1e6, prompt.length, decoded.steps().size());
    return route(prompt, decoded, timings);
  }

  /// What may be written after a request, with the words of the request that the vocabulary has.
  private TokenMask mask(Request request) {
    TokenTrie trie = mask.trie();
    Automaton grammar =
        format.grammar(request, character -> trie.fewestTokens(character).isPresent());
    return grammar.equals(mask.automaton()) ? mask : new TokenMask(grammar, trie);
  }

  /// @param where what leads to the shortest decision
  /// @param advice what to do, but for changing the catalogue
  private static int smallestBudget(TokenMask mask, String where, String advice) {
    try {
      return ConstrainedDecoder.smallestBudget(mask);
    } catch (IllegalArgumentException e) {
      throw new UsherException(
          where,
          "the shortest decision cannot be written, %s; take such characters out of the catalogue, or %s"
              .formatted(e.getMessage(), advice));
    }
  }

  private int budget(int promptLength, TokenMask allowed) {
    int smallest =
        allowed == mask ? smallestBudget : smallestBudget(allowed, "text", "say it in other words");
    int left = session.longest() - promptLength;
    if (left < smallest) {
      throw new UsherException(
          "text",
          "is too long: with its frame it has %d tokens, expected at most %d"
              .formatted(promptLength, session.longest() - smallest));
    }
    return Math.min(left, Math.max(options.budget(), smallest));
  }

  private Route route(int[] prompt, Decoded decoded, Timings timings) {
    Decision decision = format.parse(decoded.text());
    return new Route(
        decision,
        format.toJson(decision),
        decoded.probability(),
        ChoiceReader.read(decoded, format.options().kind()),
        timings,
        transcript(prompt, decoded));
  }

  private static Transcript transcript(int[] prompt, Decoded decoded) {
    return new Transcript(
        Arrays.stream(prompt).boxed().toList(),
        decoded.steps().stream().map(Step::token).toList(),
        decoded.text());
  }

  /// What would be written for a request if the scores were another model's.
  ///
  /// @param request of a user
  /// @param scores of the other model, which has read the prompt
  /// @return the same prompt, and an output of the same grammar
  /// @throws UsherException as [#route(Request)] does
  public synchronized Transcript write(Request request, LogitsSource scores) {
    int[] prompt = prompt(request);
    TokenMask allowed = mask(request);
    int budget = budget(prompt.length, allowed);
    return transcript(prompt, decoder.over(allowed).decode(scores, budget));
  }

  /// What the serving engine scores along a text, to be compared with another engine.
  ///
  /// @param ids of a prompt and what follows it
  /// @param promptLength how many of them are the prompt, at least 1
  /// @return for each id after the prompt the logits that precede it: (ids, vocabulary), row by row
  public synchronized float[] logits(int[] ids, int promptLength) {
    return session.logitsBefore(ids, promptLength);
  }

  /// Closes the model if this router opened it.
  @Override
  public synchronized void close() {
    owned.ifPresent(LanguageModel::close);
  }
}
