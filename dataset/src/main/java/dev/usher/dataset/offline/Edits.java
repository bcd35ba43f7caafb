package dev.usher.dataset.offline;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// All edits by their names.
final class Edits {
  private static final Map<String, Edit> ALL = new LinkedHashMap<>();
  private static final List<String> FILLERS =
      List.of("um", "uh", "er", "well", "like", "you know", "hmm", "let's see");
  private static final List<String> STARTS =
      List.of("can you, no wait,", "I want, I mean,", "so the, uh,", "what I, sorry,");
  private static final List<String> NEEDS =
      List.of(
          "I need",
          "it's about",
          "I have nothing yet, it should be",
          "we are missing",
          "I'm after");
  private static final List<String> NEEDS_DONE =
      List.of("I need you to", "somebody has to", "it is time to", "I can't go on, you have to");
  private static final List<String> ERRORS =
      List.of(
          "Traceback (most recent call last):\n  File \"main.py\", line 42, in <module>\nKeyError: 'id'\n",
          "Error: connect ECONNREFUSED 127.0.0.1:8080\n",
          "java.lang.NullPointerException\n\tat app.Main.run(Main.java:17)\n",
          "HTTP/1.1 503 Service Unavailable\n",
          "panic: runtime error: index out of range [3] with length 3\n",
          "Warnung: Zeitüberschreitung\n",
          "E_TIMEOUT 0x80070005\n");

  private static final Pattern SMALL_WORDS =
      Pattern.compile(
          "(?i)(?<!\\p{L})(the|a|an|of|to|for|in|on|at|by|with|from|and|some|my|me|this|that|is|are)(?!\\p{L})");
  private static final Pattern LOOSE_END =
      Pattern.compile("( (the|a|an|of|to|for|in|on|at|by|with|from|some|this))+$");
  private static final Pattern PATH = Pattern.compile("[^\\s:/*]+(/[^\\s:/*]+)+");
  private static final Pattern NAME_OF_WORDS =
      Pattern.compile("\\p{Lu}[\\p{L}.'-]*( \\p{Lu}[\\p{L}'-]*)+");
  private static final Pattern ARTICLE_OR_TITLE =
      Pattern.compile("^(The|A|An|My|Dr\\.|Mrs\\.|Mr\\.|Uncle|Aunt) ");

  static {
    arrangement("fragment", (request, _) -> fragments(request));
    arrangement("keywords", (request, _) -> keywords(request));
    arrangement("values-first", Edits::valuesFirst);
    arrangement("need", Edits::need);
    arrangement("list", (request, _) -> labelled(request, ", ", " "));
    arrangement("form", (request, _) -> labelled(request, "; ", ": "));
    arrangement("key-values", (request, _) -> labelled(request, "", "="));
    arrangement("bullets", (request, _) -> labelled(request, "\n- ", ": "));
    arrangement("two-sentences", Edits::twoSentences);
    change("question", (sentence, _) -> behind(withoutEnd(sentence), "?"));
    change(
        "exclaim",
        (sentence, random) -> behind(withoutEnd(sentence), "!".repeat(1 + random.nextInt(3))));
    change("dots", (sentence, _) -> behind(withoutEnd(sentence), "..."));
    change("lower-case", (sentence, _) -> cased(sentence, text -> text.toLowerCase(Locale.ROOT)));
    change("upper-case", (sentence, _) -> cased(sentence, text -> text.toUpperCase(Locale.ROOT)));
    change("title-case", (sentence, _) -> cased(sentence, Words::capitals));
    change(
        "no-punctuation",
        (sentence, _) -> words(sentence, text -> text.replaceAll("[.,;:!?]+(?=\\s|$)", "")));
    change("typos", (sentence, random) -> words(sentence, text -> Typos.in(text, random)));
    change(
        "glue-words",
        (sentence, random) ->
            words(sentence, text -> random.nextInt(3) == 0 ? text.replaceFirst(" ", "") : text));
    change("fillers", Edits::fillers);
    change("false-start", (sentence, random) -> before(Words.one(STARTS, random), sentence));
    change("error-dump", (sentence, random) -> before(Words.one(ERRORS, random), sentence));
    change("twice", (sentence, _) -> twice(sentence));
    change("quote", (sentence, _) -> quoted(sentence));
    change("brackets", Edits::brackets);
    change("correction", Edits::correction);
    change("distractor", Edits::distractor);
    change("partial-name", Edits::partialNames);
    Words.tree("lexicons.yaml")
        .properties()
        .forEach(each -> change(each.getKey(), lexicon(each.getValue())));
  }

  private Edits() {}

  static Map<String, Edit> all() {
    return ALL;
  }

  private static void arrangement(String name, Edit.Arranged arranged) {
    ALL.put(name, new Edit.Arrangement(arranged));
  }

  private static void change(String name, Edit.Changed changed) {
    ALL.put(name, new Edit.Change(changed));
  }

  /// Whether the noun is a value, so that the verb alone tells what is wanted.
  private static boolean needsVerb(Phrasing request) {
    return request.noun().stream().anyMatch(Segment::isValue) && !request.verb().isEmpty();
  }

  private static List<Segment> fragments(Phrasing request) {
    List<Segment> all = new ArrayList<>();
    if (needsVerb(request)) {
      all.add(Segment.words(request.verb() + ","));
    }
    all.addAll(request.noun());
    for (List<Segment> detail : request.details()) {
      if (!all.isEmpty()) {
        all.add(Segment.words(","));
      }
      all.addAll(withoutComma(detail));
    }
    return all;
  }

  /// A phrase that need not stand behind another.
  private static List<Segment> withoutComma(List<Segment> detail) {
    List<Segment> all = new ArrayList<>(detail);
    all.replaceAll(each -> each.isValue() ? each : each.with(each.text().replaceFirst("^, *", "")));
    return all;
  }

  /// The values, and of the words those that tell what is wanted: where details hang together all
  /// that are not small, else those of the noun, or the verb too if the noun is a value.
  private static List<Segment> keywords(Phrasing request) {
    List<Segment> spoken = new ArrayList<>(request.noun());
    if (needsVerb(request) || request.values().isEmpty()) {
      spoken.addFirst(Segment.words(request.verb()));
    }
    for (List<Segment> detail : request.details()) {
      detail.stream().filter(each -> request.ordered() || each.isValue()).forEach(spoken::add);
    }
    return words(spoken, Edits::withoutSmallWords);
  }

  private static String withoutSmallWords(String text) {
    return SMALL_WORDS.matcher(text).replaceAll("").replaceAll(" +", " ").strip();
  }

  private static List<Segment> valuesFirst(Phrasing request, Random random) {
    List<List<Segment>> details = new ArrayList<>(request.details());
    if (!request.ordered()) {
      Collections.shuffle(details, random);
    }
    boolean alone = details.isEmpty() && needsVerb(request);
    List<Segment> all = new ArrayList<>(alone ? request.noun() : List.of());
    details.forEach(each -> all.addAll(withoutComma(each)));
    if (!all.isEmpty()) {
      all.add(Segment.words(","));
    }
    if (!request.verb().isEmpty()) {
      all.add(Segment.words(request.verb()));
    }
    all.addAll(alone ? List.of() : request.noun());
    return all;
  }

  private static List<Segment> need(Phrasing request, Random random) {
    boolean verb = needsVerb(request);
    String beginning = Words.one(verb ? NEEDS_DONE : NEEDS, random);
    List<Segment> all = new ArrayList<>(List.of(Segment.words(beginning)));
    if (verb) {
      all.add(Segment.words(request.verb()));
    }
    all.addAll(request.noun());
    request.details().forEach(all::addAll);
    return all;
  }

  private static List<Segment> labelled(Phrasing request, String between, String after) {
    if (request.values().isEmpty()) {
      String mark = after.isBlank() ? "," : after.strip();
      return before(between.startsWith("\n") ? "-" : "task" + mark, request.segments());
    }
    List<Segment> all = new ArrayList<>();
    String head = (request.verb() + " " + plain(request.noun())).strip();
    all.add(
        Segment.words(
            LOOSE_END.matcher(head).replaceAll("") + (between.startsWith("\n") ? ":" : "")));
    for (Segment value : request.values()) {
      all.add(Segment.words(between + label(value, after)));
      all.add(value);
    }
    return all;
  }

  private static String label(Segment value, String after) {
    String words = ArgumentKind.words(value.argument().replaceFirst("^#", ""));
    return "=".equals(after)
        ? words.replace(' ', '_') + after + Sentence.GLUE
        : words + after.stripTrailing();
  }

  /// The words of a noun phrase without its values.
  private static String plain(List<Segment> noun) {
    return Sentence.join(noun.stream().filter(each -> !each.isValue()).toList());
  }

  private static List<Segment> twoSentences(Phrasing request, Random random) {
    List<Segment> all = new ArrayList<>();
    all.add(Segment.words(request.verb()));
    if (request.details().isEmpty() && needsVerb(request)) {
      all.add(Segment.words("something. I mean"));
      all.addAll(request.noun());
      return all;
    }
    all.addAll(request.noun());
    if (request.values().isEmpty()) {
      all.add(Segment.words(". I mean it"));
    } else if (!request.details().isEmpty()) {
      all.add(
          Segment.words(
              Words.one(List.of(". That is", ". Make it", ". It should be", ". I mean"), random)));
    }
    request.details().forEach(all::addAll);
    return all;
  }

  private static List<Segment> before(String words, List<Segment> sentence) {
    List<Segment> all = new ArrayList<>(List.of(Segment.words(words)));
    all.addAll(sentence);
    return all;
  }

  private static List<Segment> behind(List<Segment> sentence, String words) {
    List<Segment> all = new ArrayList<>(sentence);
    all.add(Segment.words(words));
    return all;
  }

  /// Without punctuation at the end.
  private static List<Segment> withoutEnd(List<Segment> sentence) {
    boolean ends = !sentence.isEmpty() && sentence.getLast().text().matches("[.!?]+");
    return ends ? sentence.subList(0, sentence.size() - 1) : sentence;
  }

  private static List<Segment> twice(List<Segment> sentence) {
    List<Segment> all = new ArrayList<>(withoutEnd(sentence));
    all.add(Segment.words(", I say again,"));
    all.addAll(withoutEnd(sentence));
    return all;
  }

  /// Changes words, and values that are whatever is said.
  private static List<Segment> cased(List<Segment> sentence, UnaryOperator<String> change) {
    return sentence.stream()
        .map(each -> !each.isValue() || each.free() ? each.with(change.apply(each.text())) : each)
        .toList();
  }

  private static List<Segment> words(List<Segment> sentence, UnaryOperator<String> change) {
    return sentence.stream()
        .map(each -> each.isValue() ? each : each.with(change.apply(each.text())))
        .filter(each -> !each.text().replace(Sentence.GLUE, "").isBlank())
        .toList();
  }

  private static List<Segment> fillers(List<Segment> sentence, Random random) {
    List<Segment> all = new ArrayList<>();
    for (Segment segment : sentence) {
      boolean stuck =
          (!all.isEmpty() && all.getLast().text().endsWith(Sentence.GLUE))
              || segment.text().startsWith(Sentence.GLUE);
      if (!stuck && random.nextInt(3) == 0) {
        all.add(Segment.words(Words.one(FILLERS, random) + ","));
      }
      all.add(segment);
    }
    return all;
  }

  /// Names that are said whole otherwise: the last part of a path, a part of a name in capitals.
  private static List<Segment> partialNames(List<Segment> sentence, Random random) {
    return sentence.stream()
        .map(each ->
            each.isValue() && each.free() ? each.with(partialName(each.text(), random)) : each)
        .toList();
  }

  private static String partialName(String text, Random random) {
    if (PATH.matcher(text).matches()) {
      return text.substring(text.lastIndexOf('/') + 1);
    }
    if (!NAME_OF_WORDS.matcher(text).matches()) {
      return text;
    }
    boolean beginning = random.nextInt(3) == 0 && !ARTICLE_OR_TITLE.matcher(text).find();
    return beginning
        ? text.substring(0, text.lastIndexOf(' '))
        : text.substring(text.indexOf(' ') + 1);
  }

  private static List<Segment> quoted(List<Segment> sentence) {
    List<Segment> all = new ArrayList<>();
    for (Segment segment : sentence) {
      boolean quotable = segment.isValue() && segment.free();
      if (quotable) {
        all.add(Segment.words("\"" + Sentence.GLUE));
      }
      all.add(segment);
      if (quotable) {
        all.add(Segment.words(Sentence.GLUE + "\""));
      }
    }
    return all;
  }

  private static List<Segment> brackets(List<Segment> sentence, Random random) {
    List<Integer> values = places(sentence, false);
    if (values.isEmpty()) {
      return sentence;
    }
    int at = Words.one(values, random);
    List<Segment> all = new ArrayList<>(sentence);
    all.add(at + 1, Segment.words(Sentence.GLUE + ")"));
    all.add(at, Segment.words("(" + Sentence.GLUE));
    return all;
  }

  /// Indexes of values; those that another could stand for only, if that is asked for.
  private static List<Integer> places(List<Segment> sentence, boolean replaceable) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < sentence.size(); i++) {
      Segment segment = sentence.get(i);
      if (segment.isValue() && !(replaceable && segment.other().isEmpty())) {
        places.add(i);
      }
    }
    return places;
  }

  private static List<Segment> correction(List<Segment> sentence, Random random) {
    List<Integer> values = places(sentence, true);
    if (values.isEmpty()) {
      return sentence;
    }
    int at = Words.one(values, random);
    String no =
        Words.one(List.of(", no,", ", sorry,", ", I mean", ", no wait,", ", make that"), random);
    List<Segment> all = new ArrayList<>(sentence);
    all.add(at, Segment.words(sentence.get(at).other() + no));
    return all;
  }

  private static List<Segment> distractor(List<Segment> sentence, Random random) {
    List<Integer> values = places(sentence, true);
    if (values.isEmpty()) {
      return sentence;
    }
    String not =
        Words.one(List.of(", not", ", and not", ", definitely not", ", instead of"), random);
    return behind(
        withoutEnd(sentence), not + " " + sentence.get(Words.one(values, random)).other());
  }

  /// Puts words in the place of others, longest first.
  private static Edit.Changed lexicon(JsonNode entries) {
    Map<String, String> lexicon = new LinkedHashMap<>();
    entries
        .properties()
        .forEach(each ->
            lexicon.put(each.getKey().toLowerCase(Locale.ROOT), each.getValue().asString()));
    String any =
        lexicon.keySet().stream()
            .sorted((a, b) -> b.length() - a.length())
            .map(Pattern::quote)
            .collect(Collectors.joining("|", "(?i)(?<!\\p{L})(", ")(?!\\p{L})"));
    Pattern pattern = Pattern.compile(any);
    return (sentence, random) ->
        words(
            sentence,
            text ->
                pattern
                    .matcher(text)
                    .replaceAll(match -> replacement(match.group(), lexicon, random))
                    .replaceAll(" +", " ")
                    .strip());
  }

  /// Most of the words, not all.
  private static String replacement(String word, Map<String, String> lexicon, Random random) {
    String other = lexicon.getOrDefault(word.toLowerCase(Locale.ROOT), word);
    return Matcher.quoteReplacement(random.nextInt(5) == 0 ? word : other);
  }
}
