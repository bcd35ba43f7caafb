package dev.usher.dataset.offline;

import dev.usher.dataset.offline.ArgumentNotes.Note;
import dev.usher.dataset.scenario.CallPlan;
import dev.usher.tools.Tool;
import dev.usher.tools.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Fills a planned call with values and says it in words.
final class RequestWriter {
  private static final Set<String> OPERATIONS = Set.of("operation", "action", "command", "method");
  private static final Set<String> PREPOSITIONS =
      Set.of("to", "for", "from", "of", "in", "on", "with", "by", "at");
  private static final Set<String> DETERMINERS =
      Set.of("my", "our", "your", "the", "a", "an", "this", "that", "all", "some", "any");
  private static final Pattern PURPOSE =
      Pattern.compile("[.,;:(]| so that | in order to | which | that | and then ");
  private static final double PART = 0.8; // of a description; more would be saying it back
  private static final List<String> ASIDES = Words.texts(Words.tree("asides.yaml"));
  private static final List<String> PLAIN_PATTERNS = List.of("with %s {}", "%s {}", "and %s {}");

  private final ArgumentNotes notes;
  private final Gazetteer gazetteer;
  private final ValueMaker values;
  private final Random random;

  /// What was written.
  ///
  /// @param request in words
  /// @param values of the arguments
  /// @param symbols of the [Gazetteer] for arguments of a template, empty where a value hangs
  ///   together with others
  record Written(
      Phrasing request, Map<String, JsonNode> values, Map<String, Optional<String>> symbols) {}

  /// An argument with what is said of it.
  ///
  /// @param json the value
  record Said(String name, Optional<ArgumentKind> kind, Segment value, JsonNode json) {
    /// Whether the value is said without its name, as yes and no are.
    boolean whole() {
      return json.isBoolean();
    }

    int rank() {
      return kind.map(ArgumentKind::rank).orElse(0);
    }

    boolean isObject() {
      return kind.isPresent() && !kind.get().object().isEmpty();
    }

    boolean isHead() {
      return kind.isPresent() && !kind.get().head().isEmpty();
    }
  }

  RequestWriter(ArgumentNotes notes, Gazetteer gazetteer, Random random) {
    this.notes = notes;
    this.gazetteer = gazetteer;
    this.values = new ValueMaker(gazetteer, random);
    this.random = random;
  }

  /// Writes a call.
  Written write(CallPlan plan, Manner manner) {
    List<RequestTemplate> templates = RequestTemplate.of(plan);
    return templates.isEmpty()
        ? spelled(plan, manner.imperative())
        : filled(one(templates), plan, manner);
  }

  /// What an argument of a call is, where that is known.
  Optional<ArgumentKind> kind(CallPlan plan, String name) {
    return notes.of(plan.tool(), name).kind();
  }

  /// Draws another value for one argument of a call.
  ///
  /// @param first what was written for the call at first
  /// @return empty where the value hangs together with others
  Optional<Said> other(CallPlan plan, String name, Written first) {
    Note note = notes.of(plan.tool(), name);
    Schema schema = plan.schema(name);
    Optional<String> symbol = first.symbols().getOrDefault(name, Optional.empty());
    if (OPERATIONS.contains(name) || (first.symbols().containsKey(name) && symbol.isEmpty())) {
      return Optional.empty();
    }
    Value value =
        symbol
            .map(drawn -> gazetteer.value(drawn, random))
            .map(text -> new Value(JsonNodeFactory.instance.stringNode(text), text))
            .orElseGet(() -> values.make(schema, note, plan.tool().name() + "." + name));
    return Optional.of(said(name, schema, note, value));
  }

  /// By a template; arguments that it does not know are said behind it, where their names tell how.
  private Written filled(RequestTemplate template, CallPlan plan, Manner manner) {
    RequestTemplate.Filled filled = template.fill(gazetteer, manner, random);
    Map<String, JsonNode> arguments = new LinkedHashMap<>(filled.arguments());
    List<List<Segment>> details = new ArrayList<>(filled.request().details());
    for (String name : plan.arguments()) {
      Note note = Note.of(name);
      if (!arguments.containsKey(name) && note.kind().isPresent()) {
        Schema schema = plan.schema(name);
        Value value = values.make(schema, note, plan.tool().name() + "." + name);
        arguments.put(name, value.json());
        Said said = said(name, schema, note, value);
        details.add(phrase(one(patterns(said)), said));
      }
    }
    Map<String, Optional<String>> symbols = new HashMap<>();
    filled
        .arguments()
        .keySet()
        .forEach(name -> symbols.put(name, Optional.ofNullable(filled.symbols().get(name))));
    Phrasing request = filled.request();
    return new Written(
        new Phrasing(request.verb(), request.noun(), details, true), arguments, symbols);
  }

  /// From the names of tool and arguments.
  private Written spelled(CallPlan plan, boolean imperative) {
    Map<String, JsonNode> arguments = new LinkedHashMap<>();
    List<Said> said = new ArrayList<>();
    Verb verb = Verb.of(plan.tool());
    for (String name : plan.arguments()) {
      Note note = notes.of(plan.tool(), name);
      Schema schema = plan.schema(name);
      String where = plan.tool().name() + "." + name;
      Value value = values.make(schema, note, where);
      arguments.put(name, value.json());
      Optional<Verb> operation =
          OPERATIONS.contains(name) ? Verb.of(value.said()) : Optional.empty();
      verb = operation.orElse(verb);
      if (operation.isEmpty() && !value.said().isEmpty()) {
        said.add(said(name, schema, note, value));
      }
    }
    return new Written(request(plan.tool(), verb, said, imperative), arguments, Map.of());
  }

  private Said said(String name, Schema schema, Note note, Value value) {
    Segment segment = segment(name, schema, note, value);
    return new Said(name, note.kind(), segment, value.json());
  }

  private Segment segment(String name, Schema schema, Note note, Value value) {
    boolean text = schema instanceof Schema.StringSchema && value.json().isString();
    boolean free = text && note.format().isEmpty();
    Value other = values.make(schema, note, name);
    boolean differs = !other.said().equalsIgnoreCase(value.said()) && other.json().isValueNode();
    return new Segment(value.said(), name, free, differs ? other.said() : "");
  }

  private Phrasing request(Tool tool, Verb verb, List<Said> said, boolean imperative) {
    List<Said> heads = said.stream().filter(Said::isHead).toList();
    if (!imperative && !heads.isEmpty() && random.nextInt(4) > 0) {
      Said head = one(heads);
      String pattern = one(head.kind().orElseThrow().head());
      return new Phrasing("", phrase(pattern, head), details(said, List.of(head)), false);
    }
    Optional<Phrasing> described = said.isEmpty() ? described(tool) : Optional.empty();
    if (described.isPresent() && random.nextInt(3) == 0) {
      return described.get();
    }
    boolean please = imperative || random.nextInt(3) > 0;
    String beginning = one(please ? verb.imperative() : verb.statement());
    List<Said> objects =
        said.stream().filter(Said::isObject).sorted(Comparator.comparingInt(Said::rank)).toList();
    List<Segment> noun = objects.isEmpty() ? List.of(about(tool)) : noun(objects);
    return new Phrasing(beginning, noun, details(said, objects), false);
  }

  private <T> T one(List<T> list) {
    return Words.one(list, random);
  }

  private static List<Segment> phrase(String pattern, Said said) {
    return Phrasing.phrase(pattern, said.value());
  }

  /// One object as its kind says it, several in a row: "the best jazz album Golden Wolf".
  private List<Segment> noun(List<Said> objects) {
    if (objects.size() == 1) {
      return phrase(one(objects.getFirst().kind().orElseThrow().object()), objects.getFirst());
    }
    List<Segment> noun = new ArrayList<>();
    boolean article = objects.getFirst().rank() > 1 && random.nextBoolean();
    if (article) {
      noun.add(Segment.words(random.nextInt(3) == 0 ? "a" : "the"));
    }
    objects.forEach(each -> noun.add(each.value()));
    return noun;
  }

  /// What a tool is about: its name without the verb.
  private Segment about(Tool tool) {
    List<String> words =
        new ArrayList<>(Arrays.asList(ArgumentKind.words(tool.name()).split(" ", -1)));
    words.stream().filter(word -> Verb.of(word).isPresent()).findFirst().ifPresent(words::remove);
    boolean nothing = words.isEmpty() || PREPOSITIONS.contains(words.getFirst());
    String about = nothing ? "something" : String.join(" ", words);
    boolean determined = nothing || DETERMINERS.contains(words.getFirst());
    return Segment.words(determined ? about : one(List.of("the ", "a ", "", "some ")) + about);
  }

  /// What a tool without arguments does, in the words of its description up to the purpose: "make
  /// the phone ring" of "Make the phone ring so that it can be found." Where that is the whole
  /// description, or it does not begin with a verb, there is none.
  private Optional<Phrasing> described(Tool tool) {
    String clause = PURPOSE.split(tool.description(), 2)[0].strip();
    String[] words = clause.split(" ", 2);
    boolean part = clause.length() < PART * tool.description().length();
    boolean command =
        words.length == 2 && Verb.of(words[0].toLowerCase(Locale.ROOT)).isPresent() && part;
    return command
        ? Optional.of(
            new Phrasing(
                words[0].toLowerCase(Locale.ROOT),
                List.of(Segment.words(words[1])),
                aside(),
                false))
        : Optional.empty();
  }

  /// Something that people add, or nothing.
  private List<List<Segment>> aside() {
    return random.nextInt(4) == 0
        ? List.of()
        : List.of(List.of(Segment.words(gazetteer.fill(one(ASIDES), random, new HashMap<>()))));
  }

  private List<List<Segment>> details(List<Said> said, List<Said> done) {
    if (said.isEmpty()) {
      return aside();
    }
    List<List<Segment>> details = new ArrayList<>();
    for (Said each : said) {
      if (!done.contains(each)) {
        details.add(phrase(one(patterns(each)), each));
      }
    }
    Collections.shuffle(details, random);
    return details;
  }

  private static List<String> patterns(Said said) {
    List<String> own = said.kind().map(ArgumentKind::say).orElse(List.of());
    if (!own.isEmpty() && !said.whole()) {
      return own;
    }
    if (said.isObject() || said.whole()) {
      return List.of("{}");
    }
    String name = ArgumentKind.words(said.name());
    return PLAIN_PATTERNS.stream().map(pattern -> pattern.formatted(name)).toList();
  }
}
