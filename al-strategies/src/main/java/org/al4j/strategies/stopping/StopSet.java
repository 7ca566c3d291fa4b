package org.al4j.strategies.stopping;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.DataHash;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.settings.Settings;
import org.al4j.metrics.ConfusionMatrix;

/**
 * Watches how a round's model judges a fixed stop set, unlabelled or not, and how it differs from
 * the model before, for the criteria of {@link Stopping} that ask for stability. The model before
 * is that of the last round on {@linkplain #recorded record}, so a round that is tried again is
 * compared with the same. It adds its numbers to those of another evaluator, so they stand in the
 * run's record and criteria remain functions of the history.
 *
 * <p>Scores: {@link #ENTROPY} (if the model gives probabilities), and from the second round on
 * {@link #KAPPA}, {@link #CHANGED}, {@link #DELTA_F}, {@link #BOUND}.
 *
 * <p><b>Cost</b>: a pass over the stop set a round; two bytes an instance of saved state.
 *
 * <p><b>Source</b>: Zhu et al. 2008 for {@link #ENTROPY}, Bloodgood and Vijay-Shanker 2009 for
 * {@link #KAPPA}, Zhu and Hovy 2007 for {@link #CHANGED}, Altschuler and Bloodgood 2019 for {@link
 * #DELTA_F}, Bloodgood and Grothendieck 2013 for {@link #BOUND}.
 *
 * <p><b>Departures</b>: the entropy is divided by {@code log C}, the mean over the classes is taken
 * where there are more than two.
 *
 * <p>An evaluator of this kind belongs to one run.
 */
public final class StopSet implements Evaluator<ClassLabel> {
  /** Mean of {@code H(p) / log C} over the stop set, in [0, 1]; smaller is more confident. */
  public static final String ENTROPY = "stop_entropy";

  /** Cohen's kappa between this round's predictions and those before, at most 1: equal. */
  public static final String KAPPA = "stop_kappa";

  /** Share of predictions that differ from those before. */
  public static final String CHANGED = "stop_changed";

  /**
   * {@code 1 - 2a / (2a + b + c)}: {@code a} instances predicted positive by both models, {@code b}
   * and {@code c} by one of them; over more than one class the mean over those that either
   * predicts. 0 is equal.
   */
  public static final String DELTA_F = "stop_delta_f";

  /**
   * How far F can have moved: {@link ChangeBound#ofKappa} of the kappa of each class against the
   * rest, in [0, 1]. The mean over the classes bounds the change of macro-averaged F; that of one
   * {@linkplain #positive class} the change of its F.
   */
  public static final String BOUND = "stop_f_bound";

  private static final Evaluator<ClassLabel> NO_OTHER = (model, labels) -> Map.of();

  private final Evaluator<ClassLabel> beside;
  private final List<Instance> instances;
  private final Optional<String> positive;
  private final RememberedPredictions remembered;

  private StopSet(
      Evaluator<ClassLabel> beside, List<Instance> instances, Optional<String> positive) {
    this.beside = beside;
    this.instances = instances;
    this.remembered = new RememberedPredictions(instances, instances.size());
    this.positive = positive;
  }

  /**
   * A stop set.
   *
   * @throws InvalidInputException if it is empty
   */
  public static StopSet of(List<Instance> instances) {
    if (instances.isEmpty()) {
      throw new InvalidInputException(
          "a stop set needs at least one instance, found none; take some of the pool or of the"
              + " test set");
    }
    return new StopSet(NO_OTHER, List.copyOf(instances), Optional.empty());
  }

  /** How many texts it has. */
  public int size() {
    return instances.size();
  }

  /** The same stop set, whose scores are added to those of {@code evaluator}. */
  public StopSet beside(Evaluator<ClassLabel> evaluator) {
    return new StopSet(Objects.requireNonNull(evaluator), instances, positive);
  }

  /** The same with {@link #DELTA_F} and {@link #BOUND} of one class, as for a binary task. */
  public StopSet positive(String label) {
    return new StopSet(beside, instances, Optional.of(label));
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("StopSet")
        .with("texts.sha256", DataHash.of(instances, List.of()))
        .with("positive", positive)
        .with("beside", beside == NO_OTHER ? null : beside)
        .toMap();
  }

  @Override
  public String describe() {
    String own =
        "stop set of "
            + instances.size()
            + " texts, sha256 "
            + DataHash.of(instances, List.of())
            + positive.map(label -> ", positive class " + label).orElse("");
    return beside == NO_OTHER ? own : own + "; " + beside.describe();
  }

  @Override
  public Map<String, Double> evaluate(SuccessorModel<ClassLabel> model, LabelSpace labels) {
    Map<String, Double> scores = new HashMap<>(beside.evaluate(model, labels));
    Predictions now = new Predictions(labels, instances.size());
    model.predict(instances, now::add);
    remembered.requireAll(now.seen);
    if (now.withProbabilities == instances.size()) {
      scores.put(ENTROPY, now.entropy / instances.size());
    }
    int[] previous = remembered.previous();
    if (previous != null) {
      new Compared(ConfusionMatrix.of(labels.size(), previous, now.classes))
          .addTo(scores, labels, positive);
    }
    remembered.evaluated(now.classes);
    return Map.copyOf(scores);
  }

  @Override
  public void recorded() {
    remembered.recorded();
    beside.recorded();
  }

  @Override
  public Optional<byte[]> state() {
    return remembered.state(beside);
  }

  @Override
  public void restore(byte[] state) {
    remembered.restore(state, beside);
  }

  /** One model's predictions. */
  private static final class Predictions {
    private final LabelSpace labels;
    private final int[] classes;
    private int seen;
    private int withProbabilities;
    private double entropy;

    Predictions(LabelSpace labels, int size) {
      this.labels = labels;
      this.classes = new int[size];
    }

    void add(Prediction<ClassLabel> prediction) {
      if (seen < classes.length) {
        classes[seen] = labels.index(prediction.annotation().name());
      }
      seen++;
      double[] p = prediction.probabilities();
      if (p.length > 1) {
        entropy += normalisedEntropy(p);
      }
      withProbabilities += p.length > 0 ? 1 : 0;
    }

    private static double normalisedEntropy(double[] p) {
      double sum = 0;
      for (double value : p) {
        sum -= value > 0 ? value * Math.log(value) : 0;
      }
      return sum / Math.log(p.length);
    }
  }
}
