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
 * @param heldOutAccuracy the teacher's accuracy on the tenth of gold labels that it did not see, if
 *     the filter asked for it
 * @param dropShare the share of pseudo-labels that the filter was to drop
 * @param perClass by the teacher's label, in the order of the label space
 */
public record PlasmReport(
    int gold,
    OptionalDouble heldOutAccuracy,
    double dropShare,
    Map<String, ClassAgreement> perClass) {
  /** Copies the map. */
  public PlasmReport {
    perClass = Collections.unmodifiableMap(new LinkedHashMap<>(perClass));
  }

  /** Over all classes. */
  public ClassAgreement all() {
    return perClass.values().stream().reduce(ClassAgreement.NONE, ClassAgreement::plus);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%d gold labels, %s", gold, line(all())));
    perClass.forEach(
        (name, one) -> text.append(String.format(Locale.ROOT, "%n  %s: %s", name, line(one))));
    return text.toString();
  }

  private static String line(ClassAgreement one) {
    String kept =
        String.format(
            Locale.ROOT,
            "%d of %d pseudo-labels kept (%.3f)",
            one.kept(),
            one.given(),
            one.shareKept());
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
