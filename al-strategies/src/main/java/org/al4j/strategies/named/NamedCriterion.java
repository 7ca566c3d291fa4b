package org.al4j.strategies.named;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;
import org.al4j.core.loop.StoppingCriterion;
import org.al4j.core.settings.Parameters;
import org.al4j.metrics.Score;
import org.al4j.strategies.StrategyDescription;
import org.al4j.strategies.stopping.Stopping;

/**
 * A stopping criterion by its name and parameters: {@code max-labels(count=200)}, {@code
 * bounded-change(change=0.02,window=3)}. The criteria themselves are those of {@link Stopping}.
 *
 * @param description as it was written
 * @param needsStopSet whether it goes by the scores of a {@link
 *     org.al4j.strategies.stopping.StopSet}
 */
public record NamedCriterion(
    String description, boolean needsStopSet, StoppingCriterion criterion) {
  private static final String LECTURE = "the lecture \"Active Learning\"";
  private static final int MOST = Integer.MAX_VALUE;

  private static final List<KnownCriterion> KNOWN =
      List.of(
          new KnownCriterion(
              "stable-predictions",
              "window=3,kappa=0.99",
              "the mean of the last kappas between successive models is that high",
              KnownCriterion.STOP_SET,
              "Bloodgood and Vijay-Shanker 2009"),
          new KnownCriterion(
              "bounded-change",
              "change=0.02,window=3",
              "agreement shows that macro-averaged F moved no further in the last comparisons",
              KnownCriterion.STOP_SET,
              "Bloodgood and Grothendieck 2013"),
          new KnownCriterion(
              "stable-f",
              "window=3,threshold=0.05",
              "the last differences in F between successive models are all smaller",
              KnownCriterion.STOP_SET,
              "Altschuler and Bloodgood 2019"),
          new KnownCriterion(
              "unchanged-predictions",
              "share=0.01",
              "at most that share of the predictions changed",
              KnownCriterion.STOP_SET,
              "Zhu and Hovy 2007"),
          new KnownCriterion(
              "confidence",
              "entropy=0.1",
              "the mean normalised entropy is smaller",
              KnownCriterion.STOP_SET,
              "Zhu et al. 2008"),
          new KnownCriterion(
              "target", "value=,score=", "the score is reached, on the test part", "none", ""),
          new KnownCriterion(
              "marginal-return",
              "worth=,price=,score=,rounds=3,threshold=1",
              "worth x gain of the last rounds is below threshold x what their labels cost",
              "none",
              LECTURE),
          new KnownCriterion("max-labels", "count=", "so many texts are labelled", "none", ""),
          new KnownCriterion(
              "max-cost", "limit=,price=", "the labels have cost so much", "none", ""),
          new KnownCriterion(
              "max-time",
              "seconds=",
              "selecting, training and measuring took so long",
              "none",
              ""));

  /** All criteria that have a name. */
  public static List<KnownCriterion> known() {
    return KNOWN;
  }

  /**
   * Reads a criterion.
   *
   * @param description its name and parameters
   * @param main the score that {@code target} and {@code marginal-return} go by if none is named
   * @throws InvalidInputException if there is no such criterion or parameter, or a value is wrong
   */
  public static NamedCriterion of(String description, Score main) {
    StrategyDescription parsed = StrategyDescription.parse(description);
    KnownCriterion known =
        KNOWN.stream()
            .filter(one -> one.name().equals(parsed.name()))
            .findFirst()
            .orElseThrow(() -> unknown(parsed.name()));
    List<String> names =
        List.of(known.parameters().split(",")).stream()
            .map(one -> one.substring(0, one.indexOf('=')))
            .toList();
    Parameters given = Parameters.of(parsed.name(), parsed.parameters(), names);
    return new NamedCriterion(
        description.strip(), known.needsStopSet(), create(parsed.name(), given, main));
  }

  private static InvalidInputException unknown(String name) {
    return new InvalidInputException(
        "unknown stopping criterion '"
            + name
            + "'; known: "
            + KNOWN.stream().map(KnownCriterion::name).collect(Collectors.joining(", ")));
  }

  private static StoppingCriterion create(String name, Parameters given, Score main) {
    return switch (name) {
      case "stable-predictions" ->
          Stopping.stablePredictions(window(given), positive(given, "kappa", 0.99, 1));
      case "bounded-change" ->
          Stopping.boundedChange(
              positive(given, "change", 0.02, Math.nextDown(1.0)), window(given));
      case "stable-f" -> Stopping.stableF(window(given), positive(given, "threshold", 0.05, 1));
      case "unchanged-predictions" ->
          Stopping.unchangedPredictions(given.real("share", 0.01, 0, Math.nextDown(1.0)));
      case "confidence" -> Stopping.confidence(positive(given, "entropy", 0.1, 1));
      case "target" ->
          Stopping.targetQuality(score(given, main), number(given, "value", "a score"));
      case "marginal-return" -> marginalReturn(given, main);
      case "max-labels" -> {
        given.required("count", "a number of labels");
        yield Stopping.maximumLabels(given.whole("count", 1, 1, MOST));
      }
      case "max-cost" -> {
        double price = positiveNumber(given, "price", "what a label costs");
        yield Stopping.maximumCost(
            positiveNumber(given, "limit", "what the labels may cost"), text -> price);
      }
      default ->
          Stopping.maximumTime(
              Duration.ofNanos(
                  (long) (1e9 * positiveNumber(given, "seconds", "how long it may take"))));
    };
  }

  private static StoppingCriterion marginalReturn(Parameters given, Score main) {
    Score score = score(given, main);
    if (!score.higherIsBetter()) {
      throw given.refused(
          "score must be one of which more is better, found '" + score.name() + "'");
    }
    return Stopping.marginalReturn(
        score.name(),
        positiveNumber(given, "worth", "what a gain of 1 is worth"),
        positiveNumber(given, "price", "what a label costs"),
        given.whole("rounds", 3, 1, MOST),
        given.positive("threshold", 1));
  }

  private static int window(Parameters given) {
    return given.whole("window", 3, 1, MOST);
  }

  private static double positive(Parameters given, String name, double fallback, double most) {
    return given.real(
        name,
        fallback,
        most < 1 ? "a number between 0 and 1" : "a number above 0 and at most 1",
        value -> value > 0 && value <= most);
  }

  private static double number(Parameters given, String name, String what) {
    given.required(name, what);
    return given.real(name, 0);
  }

  private static double positiveNumber(Parameters given, String name, String what) {
    given.required(name, what);
    return given.positive(name, 1);
  }

  /** The main score has its direction; of another one more is better. */
  private static Score score(Parameters given, Score main) {
    String name = given.text("score", main.name());
    return name.equals(main.name()) ? main : Score.higher(name);
  }
}
