package dev.usher.dataset.offline;

import dev.usher.dataset.scenario.Intent;
import dev.usher.tools.ToolCatalog;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What people say for which no call is planned: requests that no tool is right for, and such as
/// are too vague to choose a tool.
///
/// Of the former, half are small talk and general questions that do not sound like any tool of the
/// catalogue, and half near misses: they have a tool's noun or verb, and ask for what it cannot do.
final class Unplanned {
  private static final int ATTEMPTS = 20;
  private static final String OF_A_TOOL = "\\{[^{}]*tool-[^{}]*}";

  private final Gazetteer gazetteer;
  private final Abilities abilities;
  private final Sayings small;
  private final Sayings near;
  private final Sayings vague;
  private final String answer;
  private final String question;
  private final String last;

  Unplanned(ToolCatalog catalog, Gazetteer standard) {
    gazetteer = standard.with(ToolWords.symbols(catalog));
    abilities = new Abilities(catalog);
    JsonNode answers = Words.tree("answers.yaml");
    JsonNode vagueness = Words.tree("vague.yaml");
    small = Sayings.of(answers.path("small")).only(each -> !abilities.include(each));
    near = Sayings.of(answers.path("near")).only(this::misses);
    vague = Sayings.of(vagueness).only(gazetteer::knows);
    answer = answers.path("answer").asString();
    question = vagueness.path("question").asString();
    last = answers.path("last").asString();
  }

  /// Whether a pattern speaks of a tool, and says nothing beyond that a tool could do.
  private boolean misses(String pattern) {
    return gazetteer.knows(pattern) && !abilities.include(pattern.replaceAll(OF_A_TOOL, ""));
  }

  /// What is said back where no tool is called.
  String answer(Intent intent) {
    return intent.vague() ? question : answer;
  }

  /// What is asked where a tool asks back.
  String question() {
    return question;
  }

  /// Draws a request.
  Phrasing draw(Intent intent, Manner manner, Random random) {
    Optional<Phrasing> drawn =
        intent.vague()
            ? drawn(vague, abilities::isTemplate, manner, random)
            : refused(manner, random);
    return drawn.orElseGet(() -> Phrasing.whole(List.of(Segment.words(last))));
  }

  private Optional<Phrasing> refused(Manner manner, Random random) {
    return random.nextBoolean()
        ? nearMiss(manner, random).or(() -> smallTalk(manner, random))
        : smallTalk(manner, random).or(() -> nearMiss(manner, random));
  }

  private Optional<Phrasing> nearMiss(Manner manner, Random random) {
    return drawn(near, abilities::isTemplate, manner, random);
  }

  private Optional<Phrasing> smallTalk(Manner manner, Random random) {
    return drawn(small, abilities::include, manner, random);
  }

  /// One that no tool does, once its values are there.
  private Optional<Phrasing> drawn(
      Sayings sayings, Predicate<String> done, Manner manner, Random random) {
    return sayings.isEmpty()
        ? Optional.empty()
        : Stream.generate(() -> sayings.draw(manner, gazetteer, random))
            .limit(ATTEMPTS)
            .filter(each -> !done.test(Sentence.join(each.segments())))
            .findFirst();
  }
}
