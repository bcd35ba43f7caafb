package dev.usher.dataset;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// What the sides of a data set have in common, counted in rows. None of it is mended by the
/// program: a published split is kept as it was published, and whoever reads a figure can judge.
///
/// @param validationTemplatesInTrain validation rows whose masked template also stands in training
/// @param testTemplatesInTrain test rows whose masked template also stands in training
/// @param validationTextsInTest validation rows whose normalised text also stands in test
/// @param repeatedTrainingTexts training rows whose normalised text stood in an earlier one
/// @param contradictions training rows whose normalised text stands in another one with another
///   decision
public record Audit(
    int validationTemplatesInTrain,
    int testTemplatesInTrain,
    int validationTextsInTest,
    int repeatedTrainingTexts,
    int contradictions) {

  static Audit of(Splits splits) {
    Set<String> templates = new HashSet<>();
    splits.train().forEach(each -> templates.add(template(each)));
    Set<String> testTexts = new HashSet<>();
    splits.test().forEach(each -> testTexts.add(text(each)));
    Map<String, Set<Object>> decisions = new HashMap<>();
    splits
        .train()
        .forEach(each ->
            decisions.computeIfAbsent(text(each), _ -> new HashSet<>()).add(each.decision()));
    return new Audit(
        count(splits.validation(), each -> templates.contains(template(each))),
        count(splits.test(), each -> templates.contains(template(each))),
        count(splits.validation(), each -> testTexts.contains(text(each))),
        splits.train().size() - decisions.size(),
        count(splits.train(), each -> decisions.getOrDefault(text(each), Set.of()).size() > 1));
  }

  private static String text(Example example) {
    return SentenceKeys.normalised(example.request());
  }

  private static String template(Example example) {
    return SentenceKeys.template(example.request(), example.decision());
  }

  private static int count(List<Example> side, Predicate<Example> condition) {
    return (int) side.stream().filter(condition).count();
  }
}
