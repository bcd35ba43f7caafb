package dev.usher.app.data;

import static dev.usher.app.data.Bar.number;
import static dev.usher.app.data.Bar.percent;

import dev.usher.dataset.Audit;
import dev.usher.dataset.profile.AxisUse;
import dev.usher.dataset.profile.DatasetProfile;
import dev.usher.dataset.profile.LeftOut;
import dev.usher.dataset.profile.Part;
import dev.usher.dataset.profile.Repetition;
import dev.usher.dataset.profile.SharedValues;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;

/// What the text and the page say of a profile in the same words.
final class Facts {

  private Facts() {}

  static String words(DatasetProfile profile) {
    return "half have at most %d, nine of ten at most %d, the longest %d"
        .formatted(profile.words().p50(), profile.words().p90(), profile.words().max());
  }

  static String deviation(AxisUse axis) {
    return axis.deviation().isPresent()
        ? String.format(
            Locale.ROOT,
            "share of the rows, and of it the wanted one; at most %.1f points apart",
            axis.deviation().getAsDouble())
        : "share of the rows; the wanted ones are not known, the scenarios were edited since";
  }

  static String leftOut(LeftOut left) {
    return "%s rows%s"
        .formatted(
            number(left.rows()),
            left.survival().isPresent()
                ? ", " + percent(left.survival().getAsDouble()) + " of the judged ones were kept"
                : "");
  }

  static SequencedMap<String, String> repetition(Repetition alike) {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put("rows that repeat an earlier one", part(alike.exact()));
    facts.put("rows that nearly repeat an earlier one", part(alike.near()));
    facts.put("rows of the most frequent masked template", part(alike.template()));
    facts.put(
        "runs of three words, different ones",
        number(alike.distinctTrigrams()) + " of " + number(alike.trigrams()));
    return facts;
  }

  private static String part(Part part) {
    return number(part.rows()) + ", " + percent(part.share());
  }

  static SequencedMap<String, String> audit(Audit audit) {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    facts.put(
        "validation rows whose template stands in training",
        number(audit.validationTemplatesInTrain()));
    facts.put("test rows whose template stands in training", number(audit.testTemplatesInTrain()));
    facts.put("validation rows that stand in test", number(audit.validationTextsInTest()));
    facts.put("training rows that repeat another one", number(audit.repeatedTrainingTexts()));
    facts.put("training rows that contradict another one", number(audit.contradictions()));
    return facts;
  }

  static SequencedMap<String, String> shared(List<SharedValues> shared) {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    for (SharedValues each : shared) {
      facts.put(
          each.argument(),
          "%s of %s, %s"
              .formatted(number(each.seen()), number(each.values()), percent(each.share())));
    }
    return facts;
  }
}
