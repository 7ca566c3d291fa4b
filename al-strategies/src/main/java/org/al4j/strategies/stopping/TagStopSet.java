package org.al4j.strategies.stopping;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.DataHash;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.TagSequence;
import org.al4j.core.loop.Evaluator;
import org.al4j.core.model.Prediction;
import org.al4j.core.model.SuccessorModel;
import org.al4j.core.settings.Settings;
import org.al4j.metrics.ConfusionMatrix;
import org.al4j.metrics.SpanMetrics;

/**
 * {@link StopSet} for taggers: how a round's model tags fixed sentences, and how it differs from
 * the model of the last round on record. Its scores have the names of that class, so the criteria
 * of {@link Stopping} go by them.
 *
 * <p>Scores: {@link StopSet#ENTROPY}, mean over the words of {@code H(p) / log C} (if the model
 * gives probabilities of each word), and from the second round on {@link StopSet#KAPPA}, Cohen's
 * kappa over the words' tags, {@link StopSet#CHANGED}, the share of the words whose tag changed,
 * and {@link StopSet#DELTA_F}, 1 less the F1 of this model's spans against those of the model
 * before.
 *
 * <p><b>Cost</b>: a pass over the sentences a round; two bytes a word of saved state.
 *
 * <p><b>Source</b>: as for {@link StopSet}; Bloodgood and Vijay-Shanker 2009 take kappa over the
 * words of a tagger.
 *
 * <p><b>Departures</b>: {@link StopSet#DELTA_F} is of all types together, as models are compared.
 *
 * <p>An evaluator of this kind belongs to one run.
 */
public final class TagStopSet implements Evaluator<TagSequence> {
  private static final Evaluator<TagSequence> NO_OTHER = (model, labels) -> Map.of();

  private final Evaluator<TagSequence> beside;
  private final List<Instance> instances;
  private final RememberedPredictions remembered;

  private TagStopSet(Evaluator<TagSequence> beside, List<Instance> instances) {
    this.beside = beside;
    this.instances = instances;
    this.remembered =
        new RememberedPredictions(
            instances, instances.stream().mapToInt(instance -> instance.words().size()).sum());
  }

  /**
   * A stop set.
   *
   * @throws InvalidInputException if it has no word
   */
  public static TagStopSet of(List<Instance> instances) {
    if (instances.stream().allMatch(instance -> instance.words().isEmpty())) {
      throw new InvalidInputException(
          "a stop set of sentences needs at least one word, found none; take some sentences of the"
              + " pool or of the test set");
    }
    return new TagStopSet(NO_OTHER, List.copyOf(instances));
  }

  /** The same stop set, whose scores are added to those of {@code evaluator}. */
  public TagStopSet beside(Evaluator<TagSequence> evaluator) {
    return new TagStopSet(Objects.requireNonNull(evaluator), instances);
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("TagStopSet")
        .with("texts.sha256", DataHash.of(instances, List.of()))
        .with("beside", beside == NO_OTHER ? null : beside)
        .toMap();
  }

  @Override
  public String describe() {
    String own =
        "stop set of "
            + instances.size()
            + " sentences, sha256 "
            + DataHash.of(instances, List.of());
    return beside == NO_OTHER ? own : own + "; " + beside.describe();
  }

  @Override
  public Map<String, Double> evaluate(SuccessorModel<TagSequence> model, LabelSpace labels) {
    Map<String, Double> scores = new HashMap<>(beside.evaluate(model, labels));
    Said now = new Said(instances, labels);
    model.predict(instances, now::add);
    remembered.requireAll(now.seen);
    int[] tags = now.all();
    if (now.sure == tags.length) {
      scores.put(StopSet.ENTROPY, now.entropy / tags.length);
    }
    int[] previous = remembered.previous();
    if (previous != null) {
      ConfusionMatrix matrix = ConfusionMatrix.of(labels.size(), previous, tags);
      double kappa = matrix.cohenKappa();
      // undefined where both models say one tag throughout: they agree
      scores.put(StopSet.KAPPA, Double.isNaN(kappa) ? 1 : kappa);
      long changed = IntStream.range(0, tags.length).filter(i -> tags[i] != previous[i]).count();
      scores.put(StopSet.CHANGED, (double) changed / tags.length);
      scores.put(StopSet.DELTA_F, deltaF(sequences(previous, labels), sequences(tags, labels)));
    }
    remembered.evaluated(tags);
    return Map.copyOf(scores);
  }

  /** 0 where neither model has a span: they agree. */
  private static double deltaF(List<TagSequence> before, List<TagSequence> now) {
    SpanMetrics metrics = SpanMetrics.of(before, now);
    return metrics.types().isEmpty() ? 0 : 1 - metrics.micro().f1();
  }

  private List<TagSequence> sequences(int[] tags, LabelSpace labels) {
    List<TagSequence> sequences = new ArrayList<>();
    int at = 0;
    for (Instance instance : instances) {
      int end = at + instance.words().size();
      sequences.add(
          new TagSequence(IntStream.range(at, end).mapToObj(i -> labels.name(tags[i])).toList()));
      at = end;
    }
    return sequences;
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

  /** One model's tags. */
  private static final class Said {
    private final List<Instance> instances;
    private final LabelSpace labels;
    private final IntStream.Builder tags = IntStream.builder();
    private int seen;
    private int sure;
    private double entropy;

    Said(List<Instance> instances, LabelSpace labels) {
      this.instances = instances;
      this.labels = labels;
    }

    void add(Prediction<TagSequence> prediction) {
      List<String> said = prediction.annotation().tags();
      if (seen < instances.size() && said.size() != instances.get(seen).words().size()) {
        throw new InvalidInputException(
            "instance '"
                + prediction.instance().id()
                + "': "
                + said.size()
                + " tags for "
                + instances.get(seen).words().size()
                + " words; give one tag per word");
      }
      seen++;
      said.forEach(tag -> tags.add(labels.index(tag)));
      if (prediction.confidence() instanceof Confidence.Words words) {
        for (double[] p : words.probabilities()) {
          sure++;
          entropy += p.length > 1 ? normalisedEntropy(p) : 0;
        }
      }
    }

    int[] all() {
      return tags.build().toArray();
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
