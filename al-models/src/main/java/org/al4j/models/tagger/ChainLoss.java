package org.al4j.models.tagger;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.al4j.models.internal.crf.Chains;
import org.al4j.models.internal.crf.CrfGradient;
import org.al4j.models.internal.crf.CrfLoss;
import org.al4j.models.internal.crf.CrfWeights;
import org.al4j.models.internal.crf.Emissions;
import org.al4j.models.internal.engine.plan.Ports;
import org.al4j.models.internal.engine.run.Batch;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.train.Example;
import org.al4j.models.internal.engine.train.Exchange;
import org.al4j.models.internal.engine.train.GraphOutputs;
import org.al4j.models.internal.engine.train.LearntArray;
import org.al4j.models.internal.engine.train.OutputLoss;
import org.al4j.models.internal.engine.train.OutputMeasure;
import org.al4j.models.training.EarlyStopping;

/**
 * The negative log-likelihood of a linear chain over the labelled tokens of each sequence, which
 * learns the chain's scores beside the network by AdamW without decay. Divided by the update's
 * labelled tokens and not by its sentences, so that it is as large as the softmax loss that
 * clipping and rates are made for.
 */
final class ChainLoss implements OutputLoss.Judged {
  /** Sentences that are measured at a time. */
  private static final int MEASURED = 64;

  private final CrfWeights weights;
  private final double factor;
  private final int tags;
  private final LearntArray[] states;
  private final SortedMap<Integer, float[][]> gradients = new TreeMap<>();

  /**
   * Of a chain.
   *
   * @param weights changed in place
   * @param factor what the network's rate is multiplied by
   */
  ChainLoss(CrfWeights weights, double factor) {
    this.weights = weights;
    this.factor = factor;
    this.tags = weights.tags();
    this.states =
        Arrays.stream(arrays())
            .map(array -> new LearntArray(array.length))
            .toArray(LearntArray[]::new);
  }

  private float[][] arrays() {
    return new float[][] {weights.start(), weights.transitions(), weights.end()};
  }

  /** A copy of the chain as it is now. */
  CrfWeights copy() {
    return new CrfWeights(
        weights.start().clone(), weights.transitions().clone(), weights.end().clone());
  }

  @Override
  public List<String> ports() {
    return List.of(Ports.LOGITS);
  }

  @Override
  public double apply(GraphOutputs outputs) {
    double mass = outputs.update().stream().mapToDouble(Example::mass).sum();
    return outputs.sum(part -> apply(part, outputs.examples(), mass));
  }

  /** The labelled tokens of a part: their rows, and what they should be. */
  @SuppressWarnings("ArrayRecordComponent") // a working value
  private record Words(int[] rows, int[] gold, float[] soft, int[] lengths, float[] factors) {}

  private double apply(GraphOutputs.Part part, List<Example> examples, double mass) {
    Words words = words(part, examples, mass);
    if (words.rows.length == 0) {
      return 0;
    }
    FloatBuffer logits = part.value(Ports.LOGITS);
    float[] scores = new float[words.rows.length * tags];
    for (int i = 0; i < words.rows.length; i++) {
      logits.get(words.rows[i] * tags, scores, i * tags, tags);
    }
    Emissions emissions = new Emissions(scores, Chains.ofLengths(words.lengths));
    CrfGradient gradient = new CrfGradient(tags);
    CrfLoss loss = new CrfLoss(tags);
    double value =
        words.soft.length > 0
            ? loss.computeSoft(weights, emissions, words.soft, words.factors, gradient)
            : loss.compute(weights, emissions, words.gold, words.factors, gradient);
    FloatBuffer into = part.gradient(Ports.LOGITS);
    for (int i = 0; i < words.rows.length; i++) {
      into.put(words.rows[i] * tags, gradient.emissions(), i * tags, tags);
    }
    add(part.lane(), gradient);
    return value;
  }

  private Words words(GraphOutputs.Part part, List<Example> examples, double mass) {
    Batch batch = part.batch();
    int count = 0;
    boolean soft = false;
    for (int position : part.positions()) {
      Example example = examples.get(position);
      count += labelled(example);
      soft |= example.target().length > 0;
    }
    int[] lengths = new int[part.positions().length];
    float[] factors = new float[lengths.length];
    Words words =
        new Words(
            new int[count], new int[count], new float[soft ? count * tags : 0], lengths, factors);
    int chains = 0;
    int at = 0;
    for (int i = 0; i < part.positions().length; i++) {
      Example example = examples.get(part.positions()[i]);
      int first = at;
      for (int token = 0; token < example.labels().length; token++) {
        if (example.labels()[token] != Example.IGNORED) {
          words.rows[at] = batch.starts()[i] + token;
          words.gold[at] = example.labels()[token];
          if (soft) {
            soft(example, token, words.soft, at * tags);
          }
          at++;
        }
      }
      if (at > first) {
        lengths[chains] = at - first;
        factors[chains++] = (float) (example.weight() / mass);
      }
    }
    return new Words(
        words.rows, words.gold, words.soft, Arrays.copyOf(lengths, chains), words.factors);
  }

  private static int labelled(Example example) {
    return (int) Arrays.stream(example.labels()).filter(one -> one != Example.IGNORED).count();
  }

  private void soft(Example example, int token, float[] into, int at) {
    if (example.target().length > 0) {
      System.arraycopy(example.target(), token * tags, into, at, tags);
    } else {
      into[at + example.labels()[token]] = 1;
    }
  }

  /** Of each lane a sum of its own, as the order of sums decides the last bits. */
  private synchronized void add(int lane, CrfGradient gradient) {
    float[][] sums =
        gradients.computeIfAbsent(
            lane, key -> new float[][] {new float[tags], new float[tags * tags], new float[tags]});
    double[][] added = {gradient.start(), gradient.transitions(), gradient.end()};
    for (int i = 0; i < sums.length; i++) {
      for (int j = 0; j < sums[i].length; j++) {
        sums[i][j] += (float) added[i][j];
      }
    }
  }

  /** The gradients since the last update, of start, transitions and end. */
  float[][] gradients() {
    float[][] sums = {new float[tags], new float[tags * tags], new float[tags]};
    for (float[][] lane : gradients.values()) {
      for (int i = 0; i < sums.length; i++) {
        for (int j = 0; j < sums[i].length; j++) {
          sums[i][j] += lane[i][j];
        }
      }
    }
    return sums;
  }

  @Override
  public double quality(Engine engine, EarlyStopping.Metric metric, List<Example> heldOut) {
    return metric == EarlyStopping.Metric.ACCURACY
        ? new ChainAccuracy(engine, weights).of(heldOut)
        : -new OutputMeasure(engine, new ChainLoss(weights, 0)).of(heldOut, MEASURED);
  }

  @Override
  public void update(double rate) {
    float[][] sums = gradients();
    float[][] arrays = arrays();
    for (int i = 0; i < arrays.length; i++) {
      states[i].update(arrays[i], sums[i], factor * rate);
    }
    gradients.clear();
  }

  @Override
  public void exchange(Exchange exchange) throws IOException {
    float[][] arrays = arrays();
    for (int i = 0; i < arrays.length; i++) {
      exchange.floats(arrays[i]);
      states[i].exchange(exchange);
    }
  }
}
