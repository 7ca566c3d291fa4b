package org.al4j.strategies.stopping;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.DataHash;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.settings.Settings;
import org.al4j.metrics.ConfusionMatrix;

/**
 * {@link StopSet} for models that give any number of classes a text: each class of each text is a
 * question of its own, answered by yes or no. Its scores have the names of that class, so the
 * criteria of {@link Stopping} go by them.
 *
 * <p>Scores: {@link StopSet#ENTROPY}, mean over texts and classes of the entropy of the answer in
 * bits (if the model gives probabilities), and from the second round on {@link StopSet#KAPPA},
 * Cohen's kappa over all answers, {@link StopSet#CHANGED}, the share of the <i>texts</i> whose set
 * changed, {@link StopSet#DELTA_F} and {@link StopSet#BOUND}, means over the classes.
 *
 * <p><b>Cost</b>: a pass over the stop set a round; two bytes a text and class of saved state.
 *
 * <p><b>Source</b>: as for {@link StopSet}.
 *
 * <p><b>Departures</b>: the answers of all classes together are the two models' annotations that
 * kappa compares; a class that came after the last round was no one's then.
 *
 * <p>An evaluator of this kind belongs to one run.
 */
public final class SetStopSet implements Evaluator<LabelSet> {
  private static final Evaluator<LabelSet> NO_OTHER = (model, labels) -> Map.of();
  private static final int ANSWERS = 2; // no, yes

  private final Evaluator<LabelSet> beside;
  private final List<Instance> instances;
  private final RememberedPredictions remembered;

  private SetStopSet(Evaluator<LabelSet> beside, List<Instance> instances) {
    this.beside = beside;
    this.instances = instances;
    this.remembered = new RememberedPredictions(instances);
  }

  /**
   * A stop set.
   *
   * @throws InvalidInputException if it is empty
   */
  public static SetStopSet of(List<Instance> instances) {
    if (instances.isEmpty()) {
      throw new InvalidInputException(
          "a stop set needs at least one instance, found none; take some of the pool or of the"
              + " test set");
    }
    return new SetStopSet(NO_OTHER, List.copyOf(instances));
  }

  /** The same stop set, whose scores are added to those of {@code evaluator}. */
  public SetStopSet beside(Evaluator<LabelSet> evaluator) {
    return new SetStopSet(Objects.requireNonNull(evaluator), instances);
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("SetStopSet")
        .with("texts.sha256", DataHash.of(instances, List.of()))
        .with("beside", beside == NO_OTHER ? null : beside)
        .toMap();
  }

  @Override
  public String describe() {
    String own =
        "stop set of "
            + instances.size()
            + " texts of any number of classes, sha256 "
            + DataHash.of(instances, List.of());
    return beside == NO_OTHER ? own : own + "; " + beside.describe();
  }

  @Override
  public Map<String, Double> evaluate(SuccessorModel<LabelSet> model, LabelSpace labels) {
    Map<String, Double> scores = new HashMap<>(beside.evaluate(model, labels));
    Said now = new Said(labels, instances.size());
    model.predict(instances, now::add);
    remembered.requireAll(now.seen);
    if (now.sure == instances.size()) {
      scores.put(StopSet.ENTROPY, now.entropy / now.answers.length);
    }
    int[] previous = remembered.previous();
    if (previous != null) {
      compare(scores, widened(previous, labels.size()), now.answers, labels.size());
    }
    remembered.evaluated(now.answers);
    return Map.copyOf(scores);
  }

  /** The answers of before with those to classes that came later: no. */
  private int[] widened(int[] previous, int classes) {
    int before = previous.length / instances.size();
    int[] all = new int[instances.size() * classes];
    for (int i = 0; i < instances.size(); i++) {
      System.arraycopy(previous, i * before, all, i * classes, Math.min(before, classes));
    }
    return all;
  }

  private static void compare(Map<String, Double> scores, int[] before, int[] now, int classes) {
    double kappa = ConfusionMatrix.of(ANSWERS, before, now).cohenKappa();
    // undefined where both models give one answer throughout: they agree
    scores.put(StopSet.KAPPA, Double.isNaN(kappa) ? 1 : kappa);
    int texts = now.length / classes;
    int changed = 0;
    for (int at = 0; at < now.length; at += classes) {
      changed += Arrays.equals(before, at, at + classes, now, at, at + classes) ? 0 : 1;
    }
    scores.put(StopSet.CHANGED, (double) changed / texts);
    double deltas = 0;
    double bounds = 0;
    int given = 0;
    for (int k = 0; k < classes; k++) {
      Compared one =
          new Compared(ConfusionMatrix.of(ANSWERS, of(before, k, classes), of(now, k, classes)));
      double delta = one.deltaF(1);
      deltas += Math.max(0, delta);
      given += delta >= 0 ? 1 : 0;
      bounds += one.bound(1);
    }
    scores.put(StopSet.DELTA_F, given == 0 ? 0 : deltas / given);
    scores.put(StopSet.BOUND, bounds / classes);
  }

  private static int[] of(int[] answers, int label, int classes) {
    int[] its = new int[answers.length / classes];
    for (int i = 0; i < its.length; i++) {
      its[i] = answers[i * classes + label];
    }
    return its;
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

  /** One model's sets. */
  private static final class Said {
    private final LabelSpace labels;
    private final int texts;
    private final int[] answers;
    private int seen;
    private int sure;
    private double entropy;

    Said(LabelSpace labels, int texts) {
      this.labels = labels;
      this.texts = texts;
      this.answers = new int[texts * labels.size()];
    }

    void add(Prediction<LabelSet> prediction) {
      if (seen < texts) {
        for (String name : prediction.annotation().names()) {
          answers[seen * labels.size() + labels.index(name)] = 1;
        }
      }
      seen++;
      if (prediction.confidence() instanceof Confidence.Independent independent) {
        sure++;
        for (double p : independent.probabilities()) {
          entropy += bits(p) + bits(1 - p);
        }
      }
    }

    private static double bits(double p) {
      return p > 0 ? -p * Math.log(p) / Math.log(2) : 0;
    }
  }
}
