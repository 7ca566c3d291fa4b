package org.al4j.study.advice;

import java.util.Locale;
import java.util.OptionalDouble;
import org.al4j.metrics.curve.Estimate;

/** What a strategy would have saved, in plain words. */
public final class SavingText {
  private static final String LABELS = "labels";
  private final Saving saving;
  private final String counted;

  private SavingText(Saving saving, String counted) {
    this.saving = saving;
    this.counted = counted;
  }

  /**
   * Two or three sentences.
   *
   * @param price what a label costs; empty to leave the cost out
   */
  public static String of(Saving saving, OptionalDouble price) {
    return of(saving, price, LABELS);
  }

  /**
   * Two or three sentences.
   *
   * @param price what one of what is counted costs; empty to leave the cost out
   * @param counted what the curves' numbers of labels count: {@code labels}, {@code tokens}
   */
  public static String of(Saving saving, OptionalDouble price, String counted) {
    return new SavingText(saving, counted).text(price);
  }

  private String text(OptionalDouble price) {
    boolean more =
        saving.finding() != Saving.Finding.AT_ONCE && saving.finding() != Saving.Finding.UNTESTED;
    return toTheTarget(price) + (more ? toTheEnd() : "");
  }

  /** The means only: a single run may never reach what the mean of all does. */
  private String toTheEnd() {
    String name = saving.strategy().name();
    String all =
        String.format(
            Locale.ROOT,
            "%s's last %.3f",
            saving.baseline().name(),
            saving.baseline().last().mean());
    OptionalDouble labels = saving.strategyLabelsToTheEnd();
    return labels.isEmpty()
        ? " All of " + all + " is not reached by the mean of " + name + "."
        : String.format(
            Locale.ROOT,
            " All of %s is reached by the mean of %s at %.0f %s, by that of %s at %.0f.",
            all,
            name,
            labels.getAsDouble(),
            counted,
            saving.baseline().name(),
            saving.baselineLabelsToTheEnd());
  }

  private String toTheTarget(OptionalDouble price) {
    String name = saving.strategy().name();
    return switch (saving.finding()) {
      case SAVES ->
          name + " would have saved " + counted + ": " + needs() + interval() + cost(price);
      case COSTS ->
          name
              + " would have cost "
              + counted
              + ", not saved any: "
              + needs()
              + interval()
              + cost(price);
      case NOTHING ->
          name
              + (saving.savedToTheEnd() < saving.batch()
                  ? " would have saved nothing: "
                  : " would have saved little at first: ")
              + needs()
              + interval()
              + " That is less than a batch of "
              + saving.batch()
              + ", if anything.";
      case OPEN ->
          "It cannot be told whether "
              + name
              + " saves "
              + counted
              + ": "
              + needs()
              + interval()
              + " More seeds may tell.";
      case UNTESTED ->
          (runs() == 1 ? "In this one run " : "In these " + runs() + " runs ")
              + needs()
              + ", "
              + labels(saving.saved().mean())
              + "."
              + missed()
              + cost(price)
              + " That proves nothing yet; an interval needs "
              + Estimate.SHOWN_FROM
              + " seeds.";
      case AT_ONCE ->
          name
              + " would have saved nothing: the first "
              + saving.baseline().labels().get(0)
              + (counted.equals(LABELS) ? " texts" : " " + counted)
              + " reach "
              + target()
              + " in every run.";
    };
  }

  private int runs() {
    return saving.saved().n();
  }

  private String needs() {
    return String.format(
        Locale.ROOT,
        "%s takes %s %.0f %s in place of %s's %.0f",
        target(),
        saving.strategy().name(),
        saving.strategyLabels().mean(),
        counted,
        saving.baseline().name(),
        saving.baselineLabels().mean());
  }

  private String target() {
    return String.format(
        Locale.ROOT,
        "%s %.3f (%s of %s's last %.3f)",
        saving.score().name(),
        saving.target(),
        saving.score().higherIsBetter() ? "95 %" : "1/0.95",
        saving.baseline().name(),
        saving.baseline().last().mean());
  }

  private String interval() {
    Estimate saved = saving.saved();
    return String.format(
        Locale.ROOT,
        ", %s%s (95 %% interval over %d seeds: %s to %s).%s",
        labels(saved.mean()),
        share(),
        saved.n(),
        labels(saved.lower().orElseThrow()),
        labels(saved.upper().orElseThrow()),
        missed());
  }

  private String share() {
    long percent = Math.round(100 * saving.saved().mean() / saving.baselineLabels().mean());
    return percent == 0 ? "" : String.format(Locale.ROOT, " or %d %%", Math.abs(percent));
  }

  /** A difference as a number of labels. */
  private static String labels(double saved) {
    long count = Math.round(Math.abs(saved));
    return count == 0 ? "none" : count + (saved > 0 ? " fewer" : " more");
  }

  private String missed() {
    return missed(saving.strategy().name(), saving.strategyMissed())
        + missed(saving.baseline().name(), saving.baselineMissed());
  }

  private String missed(String name, int missed) {
    return missed == 0
        ? ""
        : " "
            + name
            + " does not get there in "
            + missed
            + " of "
            + runs()
            + (runs() == 1 ? " run" : " runs")
            + ", counted as all "
            + saving.baseline().labels().get(saving.baseline().labels().size() - 1)
            + " "
            + counted
            + ".";
  }

  private String cost(OptionalDouble price) {
    double saved = saving.saved().mean();
    if (price.isEmpty() || Math.round(saved) == 0) {
      return "";
    }
    double each = price.getAsDouble();
    Estimate all = saving.saved();
    double near = saved > 0 ? all.lower().orElse(0) : all.upper().orElse(0);
    double far = saved > 0 ? all.upper().orElse(0) : all.lower().orElse(0);
    String range =
        all.shownHalfWidth().isEmpty()
            ? ""
            : " (" + money(near, each, saved) + " to " + money(far, each, saved) + ")";
    return String.format(
        Locale.ROOT,
        " At %s a %s that is %s %s%s.",
        plain(each),
        counted.substring(0, counted.length() - 1),
        money(saved, each, saved),
        saved > 0 ? "less" : "more",
        range);
  }

  /** Without the sign of the mean, which the words say. */
  private static String money(double labels, double price, double sign) {
    return String.format(Locale.ROOT, "%.2f", Math.signum(sign) * labels * price + 0.0);
  }

  private static String plain(double price) {
    return price < 0.01 ? Double.toString(price) : String.format(Locale.ROOT, "%.2f", price);
  }
}
