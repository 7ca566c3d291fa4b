package org.al4j.strategies.stopping;

import java.time.Duration;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.al4j.core.data.Instance;
import org.al4j.core.loop.StoppingCriterion;
import org.al4j.metrics.Score;
import org.al4j.testkit.StoppingCriterionContract;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every criterion of {@link Stopping} keeps the testkit's contract. */
@ParameterizedClass
@MethodSource("cases")
class StoppingContractTest extends StoppingCriterionContract {
  /**
   * A criterion under test.
   *
   * @param firesAfter rounds of the contract's run
   * @param scores by round
   */
  record Case(
      String name,
      Supplier<StoppingCriterion> criterion,
      int firesAfter,
      IntFunction<Map<String, Double>> scores) {
    @Override
    public String toString() {
      return name;
    }
  }

  private final Case tried;

  StoppingContractTest(Case tried) {
    this.tried = tried;
  }

  static Stream<Case> cases() {
    return Stream.concat(budgets(), scores());
  }

  /** Ten labels, 60 words, a cost of 25 and 2 seconds a round. */
  private static Stream<Case> budgets() {
    return Stream.of(
        new Case("labels", () -> Stopping.maximumLabels(40), 4, round -> Map.of()),
        new Case("rounds", () -> Stopping.maximumRounds(5), 5, round -> Map.of()),
        new Case(
            "tokens",
            () -> Stopping.maximumTokens(300, StoppingContractTest::words),
            5,
            round -> Map.of()),
        new Case("cost", () -> Stopping.maximumCost(100, text -> 2.5), 4, round -> Map.of()),
        new Case("time", () -> Stopping.maximumTime(Duration.ofSeconds(9)), 5, round -> Map.of()));
  }

  private static Stream<Case> scores() {
    return Stream.of(
        new Case("target", () -> Stopping.targetQuality("accuracy", 0.7), 6, rising("accuracy")),
        new Case(
            "lower target",
            () -> Stopping.targetQuality(Score.lower("error"), 0.3),
            6,
            round -> Map.of("error", (50 - 4 * round) / 100.0)),
        new Case(
            "confidence",
            () -> Stopping.confidence(0.2),
            9,
            round -> Map.of(StopSet.ENTROPY, (90 - 10 * Math.min(round, 8)) / 100.0)),
        new Case("kappa", Stopping::stablePredictions, 9, compared(StopSet.KAPPA, 0.9, 1, 6)),
        new Case(
            "one kappa",
            () -> Stopping.stablePredictions(1, 0.95),
            7,
            compared(StopSet.KAPPA, 0.9, 1, 6)),
        new Case(
            "unchanged",
            () -> Stopping.unchangedPredictions(0.02),
            5,
            compared(StopSet.CHANGED, 0.1, 0.01, 4)),
        new Case(
            "bounded",
            () -> Stopping.boundedChange(0.02, 2),
            7,
            compared(StopSet.BOUND, 0.021, 0.02, 5)),
        new Case("F", Stopping::stableF, 8, compared(StopSet.DELTA_F, 0.1, 0.01, 5)),
        new Case(
            "two F", () -> Stopping.stableF(2, 0.05), 7, compared(StopSet.DELTA_F, 0.1, 0.01, 5)),
        new Case(
            "return",
            () -> Stopping.marginalReturn("accuracy", 1000, 1, 2, 1),
            8,
            round -> rising("accuracy").apply(Math.min(round, 5))));
  }

  private static IntFunction<Map<String, Double>> rising(String score) {
    return round -> Map.of(score, (50 + 4 * round) / 100.0);
  }

  /** The first model has none before it to be compared with. */
  private static IntFunction<Map<String, Double>> compared(
      String score, double before, double from, int round) {
    return now -> now == 0 ? Map.of() : Map.of(score, now < round ? before : from);
  }

  private static int words(Instance instance) {
    return instance.text().split(" ").length;
  }

  @Override
  protected StoppingCriterion criterion() {
    return tried.criterion().get();
  }

  @Override
  protected int firesAfter() {
    return tried.firesAfter();
  }

  @Override
  protected Map<String, Double> scores(int round) {
    return tried.scores().apply(round);
  }
}
