package org.al4j.models.internal.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import org.al4j.models.internal.crf.Chains;
import org.al4j.models.internal.crf.CrfGradient;
import org.al4j.models.internal.crf.CrfLoss;
import org.al4j.models.internal.crf.Emissions;
import org.al4j.models.internal.engine.kernel.Vectors;
import org.al4j.models.internal.engine.run.Workers;
import org.al4j.models.internal.engine.train.LearntArray;
import org.al4j.models.internal.engine.train.LearntTable;

/** Updates of a network by AdamW on the chain's negative log-likelihood. */
public final class NetworkTrainer {
  private final NetworkWeights weights;
  private final SentenceNetwork network;
  private final Options options;
  private final DenseWeights gradient;
  private final List<DenseWeights.Named> values;
  private final List<DenseWeights.Named> gradients;
  private final List<LearntArray> states = new ArrayList<>();
  private final LearntTable words;
  private final CrfLoss loss;
  private final CrfGradient chain;

  /**
   * How weights are updated.
   *
   * @param decay weight decay, as a share of rate times a weight
   * @param decayAll whether biases and the chain's scores decay, too
   * @param clipNorm largest global norm of the gradient
   */
  public record Options(double decay, boolean decayAll, double clipNorm) {}

  /**
   * Dropout of an update.
   *
   * @param generators by sentence of the batch
   */
  public record Dropout(DropoutShares shares, IntFunction<SplittableRandom> generators) {}

  /** Of weights that are changed in place. */
  public NetworkTrainer(NetworkWeights weights, Options options) {
    this.weights = weights;
    this.network = new SentenceNetwork(weights);
    this.options = options;
    int width = weights.shape().characters().width();
    this.gradient = DenseWeights.zero(weights.shape(), weights.dense().characters().length / width);
    this.values = weights.dense().arrays();
    this.gradients = gradient.arrays();
    values.forEach(one -> states.add(new LearntArray(one.values().capacity())));
    int wide = Math.max(1, weights.shape().words());
    this.words = new LearntTable(weights.words(), wide, 0);
    this.loss = new CrfLoss(weights.shape().tags());
    this.chain = new CrfGradient(weights.shape().tags());
  }

  /**
   * One update.
   *
   * @return the loss before it
   */
  public double update(
      List<SentenceIds> batch, ChainTargets targets, Dropout dropout, double rate) {
    touch(batch);
    double value =
        loss(batch, targets, network.forward(batch, dropout.shares(), dropout.generators()));
    step(rate);
    return value;
  }

  /** One update without dropout. */
  public double update(List<SentenceIds> batch, ChainTargets targets, double rate) {
    touch(batch);
    double value = loss(batch, targets, network.forward(batch));
    step(rate);
    return value;
  }

  /**
   * The squared norm of the gradient of a sentence's loss without dropout, over all but the chain's
   * own scores.
   */
  public double squares(SentenceIds sentence, ChainTargets targets) {
    List<SentenceIds> batch = List.of(sentence);
    touch(batch);
    loss(batch, targets, network.forward(batch));
    double sum = weights.shape().words() > 0 ? words.squares() : 0;
    for (int i = 0; i < gradients.size() - gradient.chain().size(); i++) {
      sum += Vectors.squares(Vectors.copy(gradients.get(i).values()));
    }
    return sum;
  }

  /** Puts all rows of tables where updates of all weights would have them. */
  public void finish() {
    if (weights.shape().words() > 0) {
      words.catchUp();
    }
  }

  /** The gradients of the last batch, for tests. */
  DenseWeights gradient() {
    return gradient;
  }

  /** The gradient of the learnt word vectors of the last batch, for tests. */
  float[] wordGradient() {
    return words.gradients();
  }

  private void touch(List<SentenceIds> batch) {
    if (weights.shape().words() > 0) {
      for (SentenceIds sentence : batch) {
        for (int row : sentence.words()) {
          words.touch(row);
        }
      }
    }
  }

  /** The loss and all gradients. */
  double loss(List<SentenceIds> batch, ChainTargets targets, float[] scores) {
    gradient.clear();
    words.clear();
    int[] lengths = batch.stream().mapToInt(SentenceIds::length).filter(n -> n > 0).toArray();
    Emissions emissions = new Emissions(scores, Chains.ofLengths(lengths));
    double value =
        targets.soft().length > 0
            ? loss.computeSoft(weights.crf(), emissions, targets.soft(), targets.factors(), chain)
            : loss.compute(weights.crf(), emissions, targets.gold(), targets.factors(), chain);
    copy(chain.start(), gradient.crf().start());
    copy(chain.transitions(), gradient.crf().transitions());
    copy(chain.end(), gradient.crf().end());
    network.backward(chain.emissions(), gradient, words::add);
    return value;
  }

  private static void copy(double[] from, float[] into) {
    for (int i = 0; i < into.length; i++) {
      into[i] = (float) from[i];
    }
  }

  private void step(double rate) {
    List<float[]> slopes = new ArrayList<>();
    double squares = weights.shape().words() > 0 ? words.squares() : 0;
    for (DenseWeights.Named one : gradients) {
      float[] slope = Vectors.copy(one.values());
      squares += Vectors.squares(slope);
      slopes.add(slope);
    }
    double norm = Math.sqrt(squares);
    float scale = norm > options.clipNorm() ? (float) (options.clipNorm() / (norm + 1e-6)) : 1;
    List<Runnable> tasks = new ArrayList<>();
    if (weights.shape().words() > 0) {
      tasks.addAll(words.update(rate, options.decay(), scale));
    }
    for (int i = 0; i < slopes.size(); i++) {
      int at = i;
      boolean decays =
          options.decayAll()
              || values.get(i).name().endsWith(".weight")
              || values.get(i).name().startsWith("lstm.weight");
      tasks.add(
          () ->
              states
                  .get(at)
                  .update(
                      values.get(at).values(),
                      slopes.get(at),
                      rate,
                      decays ? options.decay() : 0,
                      scale));
    }
    Workers.share(tasks);
  }
}
