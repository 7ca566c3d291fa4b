package org.al4j.strategies.plasm;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What became of the pseudo-labels.
 *
 * @param gold gold labels that were trained on
 * @param heldOutQuality the teacher's quality on the tenth of gold labels that it did not see, if
 *     the filter asked for it: accuracy, or the strict F1 of spans
 * @param dropShare the share of pseudo-labels that the filter was to drop
 * @param perClass by the teacher's label, in the order of the label space: texts, or of tag
 *     sequences words
 * @param spans of tag sequences, by the type of the teacher's spans; right are those that gold has
 *     with the same words and type
 */
public record PlasmReport(
    int gold,
    OptionalDouble heldOutQuality,
    double dropShare,
    Map<String, ClassAgreement> perClass,
    Map<String, ClassAgreement> spans) {
  /** Copies the maps. */
  public PlasmReport {
    perClass = Collections.unmodifiableMap(new LinkedHashMap<>(perClass));
    spans = Collections.unmodifiableMap(new LinkedHashMap<>(spans));
  }

  /** Over all classes: of texts, or of words. */
  public ClassAgreement all() {
    return perClass.values().stream().reduce(ClassAgreement.NONE, ClassAgreement::plus);
  }

  /** Over all types of spans. */
  public ClassAgreement allSpans() {
    return spans.values().stream().reduce(ClassAgreement.NONE, ClassAgreement::plus);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    String unit = spans.isEmpty() ? "pseudo-labels" : "pseudo-tags";
    text.append(String.format(Locale.ROOT, "%d gold labels, %s", gold, line(all(), unit)));
    append(text, perClass, unit);
    append(text, spans, "spans");
    return text.toString();
  }

  private static void append(StringBuilder text, Map<String, ClassAgreement> all, String unit) {
    all.forEach(
        (name, one) ->
            text.append(String.format(Locale.ROOT, "%n  %s: %s", name, line(one, unit))));
  }

  private static String line(ClassAgreement one, String unit) {
    String kept =
        String.format(
            Locale.ROOT, "%d of %d %s kept (%.3f)", one.kept(), one.given(), unit, one.shareKept());
    return one.known() == 0
        ? kept
        : kept
            + String.format(
                Locale.ROOT,
                ", equal to gold %.3f before and %.3f after the filter",
                one.agreementGiven(),
                one.agreementKept());
  }
}
