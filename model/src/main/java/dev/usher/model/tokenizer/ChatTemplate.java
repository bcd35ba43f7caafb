package dev.usher.model.tokenizer;

import dev.usher.model.gguf.GgufMetadata;
import dev.usher.tools.Decision;
import dev.usher.tools.DecisionFormat;
import dev.usher.tools.Request;
import dev.usher.tools.UsherException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// Turns conversations into the token ids of prompts: the one place where control tokens are put
/// around text.
///
/// The template in a model file is a program; it is not run, but recognised by the marks it writes.
/// Known are ChatML, Llama 2, Llama 3 and Zephyr. Nothing is added that the caller did not say: a
/// template's default system text is left out.
///
/// What messages say is encoded as plain text, so a user who types `<|im_end|>` ends nothing.
/// (Where a model was trained with roles that are no control tokens, as Zephyr's `<|user|>` in some
/// vocabularies, these cannot be told from a user's text; the end of a turn always can.)
public final class ChatTemplate {

  static final String KEY = "tokenizer.chat_template";

  private final TemplateForm form;
  private final Tokenizer tokenizer;

  private ChatTemplate(TemplateForm form, Tokenizer tokenizer) {
    this.form = form;
    this.tokenizer = tokenizer;
  }

  /// The template of a model; where the file has none, the one that its control tokens belong to.
  ///
  /// @param metadata of the model file
  /// @param tokenizer of the same file
  /// @return the template
  /// @throws UsherException where the template is not known, or the vocabulary lacks its tokens
  public static ChatTemplate of(GgufMetadata metadata, Tokenizer tokenizer) {
    TemplateForm form =
        metadata.has(KEY)
            ? recognised(metadata.string(KEY), metadata.file())
            : implied(metadata, tokenizer);
    requireControls(form, tokenizer, metadata.file());
    requireTurnEnd(form, metadata, tokenizer);
    return new ChatTemplate(form, tokenizer);
  }

  private static TemplateForm recognised(String template, String file) {
    return TemplateForm.recognise(template)
        .orElseThrow(() ->
            new UsherException(
                file,
                KEY
                    + " is not known: \""
                    + excerpt(template)
                    + "\"; known are "
                    + names()
                    + ". Choose a base model with one of these"));
  }

  private static TemplateForm implied(GgufMetadata metadata, Tokenizer tokenizer) {
    Optional<TemplateForm> implied =
        Arrays.stream(TemplateForm.values())
            .filter(form -> !form.controls().isEmpty())
            .filter(form -> hasAll(form.controls(), tokenizer))
            .findFirst();
    return implied.orElseThrow(() ->
        new UsherException(
            metadata.file(),
            KEY
                + " is missing, and the vocabulary has no control tokens of ChatML or Llama 3;"
                + " choose a base model that was tuned for conversation"));
  }

  private static boolean hasAll(List<String> controls, Tokenizer tokenizer) {
    return controls.stream().allMatch(name -> tokenizer.control(name).isPresent());
  }

  private static void requireControls(TemplateForm form, Tokenizer tokenizer, String file) {
    for (String name : form.controls()) {
      if (tokenizer.control(name).isEmpty()) {
        throw new UsherException(
            file,
            KEY
                + " is "
                + form.displayName()
                + ", but the vocabulary has no control token "
                + name
                + "; convert or download the model again");
      }
    }
  }

  private static void requireTurnEnd(
      TemplateForm form, GgufMetadata metadata, Tokenizer tokenizer) {
    OptionalInt expected =
        form.turnEnd()
            .map(tokenizer::control)
            .orElseGet(
                () -> OptionalInt.of(Math.toIntExact(metadata.integer(TokenizerReader.END))));
    if (expected.isPresent() && expected.getAsInt() != tokenizer.endOfTurn()) {
      throw new UsherException(
          metadata.file(),
          form.displayName()
              + " ends a turn with token "
              + expected.getAsInt()
              + ", but "
              + TokenizerReader.END_OF_TURN
              + " is "
              + tokenizer.endOfTurn()
              + "; convert or download the model again");
    }
  }

  private static String names() {
    return Arrays.stream(TemplateForm.values())
        .map(TemplateForm::displayName)
        .collect(Collectors.joining(", "));
  }

  private static String excerpt(String template) {
    String line = template.strip().replaceAll("\\s+", " ");
    return line.length() <= 80 ? line : line.substring(0, 80) + "…";
  }

  /// The name of the template's family, such as `ChatML`.
  ///
  /// @return the name
  public String name() {
    return form.displayName();
  }

  /// The ids of a conversation, up to where the assistant's next text begins.
  ///
  /// @param messages in the order they were said; the last is the user's
  /// @return the ids
  /// @throws IllegalArgumentException where the order is not one that templates allow
  public int[] prompt(List<Message> messages) {
    return rendering(messages).ids();
  }

  /// The ids of a request: what was said and decided before, as the model writes it, and what is
  /// said now. Training and serving read requests by this.
  ///
  /// @param request of a user
  /// @param format of the decisions
  /// @return the ids
  /// @throws UsherException naming the turn, where an earlier decision does not fit the format
  public int[] prompt(Request request, DecisionFormat format) {
    List<Message> messages = new ArrayList<>();
    for (Request earlier : request.earlier()) {
      Decision decision = request.decisions().get(earlier.history().size());
      messages.add(Message.user(earlier.text()));
      messages.add(Message.assistant(written(decision, earlier, format)));
    }
    messages.add(Message.user(request.text()));
    return prompt(messages);
  }

  private static String written(Decision decision, Request asked, DecisionFormat format) {
    try {
      return format.write(decision, asked.said());
    } catch (UsherException e) {
      throw new UsherException(
          "history, turn %d".formatted(asked.history().size() + 1), String.valueOf(e.getMessage()));
    }
  }

  /// The same conversation for people to read, control tokens by their names.
  ///
  /// @param messages as for [#prompt]
  /// @return the text
  /// @throws IllegalArgumentException where the order is not one that templates allow
  public String show(List<Message> messages) {
    return rendering(messages).show();
  }

  private Rendering rendering(List<Message> messages) {
    requireOrder(messages);
    Rendering rendering = new Rendering(tokenizer);
    form.render(messages, rendering);
    return rendering;
  }

  /// A system text at most at the beginning, then user and assistant in turn, the user last.
  private static void requireOrder(List<Message> messages) {
    boolean system = !messages.isEmpty() && messages.getFirst().role() == Role.SYSTEM;
    List<Message> turns = system ? messages.subList(1, messages.size()) : messages;
    if (turns.size() % 2 == 0) {
      throw new IllegalArgumentException("a prompt ends with what the user says");
    }
    for (int i = 0; i < turns.size(); i++) {
      Role expected = i % 2 == 0 ? Role.USER : Role.ASSISTANT;
      if (turns.get(i).role() != expected) {
        throw new IllegalArgumentException(
            "turn " + i + " is by " + turns.get(i).role() + ", expected " + expected);
      }
    }
  }

  /// The ids of what the assistant is to say after [#prompt], with the token that ends its turn.
  /// The bytes of the tokens in front of that are those of the text.
  ///
  /// @param target what the assistant says
  /// @return the ids, the last of which is [Tokenizer#endOfTurn]
  public int[] completion(String target) {
    int[] text = tokenizer.encodeContinuing(target);
    int[] ids = Arrays.copyOf(text, text.length + 1);
    ids[text.length] = tokenizer.endOfTurn();
    return ids;
  }
}
