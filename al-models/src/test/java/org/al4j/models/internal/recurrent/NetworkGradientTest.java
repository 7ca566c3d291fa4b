package org.al4j.models.internal.recurrent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gradients against differences of what they are gradients of. */
class NetworkGradientTest {
  private final RandomSentences made = new RandomSentences();

  private static FloatBuffer wrap(float[] values) {
    return FloatBuffer.wrap(values);
  }

  private static double product(float[] x, float[] y) {
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += (double) x[i] * y[i];
    }
    return sum;
  }

  @Test
  void charFilters_everyWeight_hasTheSlopeOfTheValues() {
    DenseWeights weights = made.weights().dense();
    List<int[]> words =
        List.of(new int[] {1, 4, 4, 2, 8}, new int[] {3}, new int[] {}, new int[] {2, 1});
    CharFilters filters = new CharFilters(3, weights.characters(), weights.filters());
    float[] factors = made.numbers(words.size() * filters.features());
    DoubleSupplier loss =
        () -> {
          filters.forward(words);
          return product(filters.values(), factors);
        };
    assertTrue(Double.isFinite(loss.getAsDouble()), "the pass forward");
    DenseWeights into = DenseWeights.zero(RandomSentences.shape(), RandomSentences.CHARACTERS);
    filters.backward(factors.clone(), into.characters(), into.filters());
    FiniteDifferences.check("table", wrap(weights.characters()), wrap(into.characters()), loss);
    for (int i = 0; i < 2; i++) {
      CharFilters.Filter of = weights.filters().get(i);
      CharFilters.Filter found = into.filters().get(i);
      FiniteDifferences.check("weight", wrap(of.weight()), wrap(found.weight()), loss);
      FiniteDifferences.check("bias", wrap(of.bias()), wrap(found.bias()), loss);
    }
  }

  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void lstmPass_everyWeightAndInput_hasTheSlopeOfTheStates(boolean reverse, boolean masked) {
    DenseWeights weights = made.weights().dense();
    Packing packing = Packing.of(made.batch());
    LstmPass pass = new LstmPass(weights.forward(), reverse);
    int inputs = RandomSentences.shape().input();
    NativeRows input = new NativeRows(packing.rows(), inputs);
    input.put(0, made.numbers(packing.rows() * inputs), packing.rows() * inputs);
    float[] factors = made.numbers(packing.rows() * 4);
    float[] mask = masked ? made.numbers(packing.most() * 4) : null;
    DoubleSupplier loss =
        () -> {
          pass.forward(input, packing, mask);
          float[] states = new float[factors.length];
          pass.states().get(0, states, states.length);
          return product(states, factors);
        };
    assertTrue(Double.isFinite(loss.getAsDouble()), "the pass forward");
    NativeRows gradient = new NativeRows(packing.rows(), 4);
    gradient.put(0, factors, factors.length);
    pass.backward(gradient, packing, mask);
    LstmWeights into = LstmWeights.zero(inputs, 4);
    pass.addWeights(input, packing.rows(), into);
    NativeRows ofInput = new NativeRows(packing.rows(), inputs);
    pass.addInput(ofInput, packing.rows(), 0, inputs);
    LstmWeights of = weights.forward();
    FiniteDifferences.check("input", input.buffer(), ofInput.buffer(), loss);
    FiniteDifferences.check("input weights", of.input().buffer(), into.input().buffer(), loss);
    FiniteDifferences.check("state weights", of.state().buffer(), into.state().buffer(), loss);
    FiniteDifferences.check("input bias", wrap(of.inputBias()), wrap(into.inputBias()), loss);
    FiniteDifferences.check("state bias", wrap(of.stateBias()), wrap(into.stateBias()), loss);
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "true, 0", "false, 0.3", "true, 0.3"})
  void network_everyWeight_hasTheSlopeOfTheLoss(boolean soft, double dropped) {
    NetworkWeights weights = made.weights();
    List<SentenceIds> batch = made.batch();
    ChainTargets targets = made.targets(soft);
    DropoutShares shares = new DropoutShares(dropped, dropped, dropped, dropped);
    NetworkTrainer.Dropout dropout =
        new NetworkTrainer.Dropout(shares, sentence -> new SplittableRandom(sentence));
    NetworkTrainer trainer =
        new NetworkTrainer(weights, new NetworkTrainer.Options(0, false, Double.MAX_VALUE));
    trainer.update(batch, targets, dropout, 0);
    NetworkTrainer other =
        new NetworkTrainer(weights, new NetworkTrainer.Options(0, false, Double.MAX_VALUE));
    DoubleSupplier loss = () -> other.update(batch, targets, dropout, 0);
    List<DenseWeights.Named> values = weights.dense().arrays();
    List<DenseWeights.Named> gradients = trainer.gradient().arrays();
    for (int i = 0; i < values.size(); i++) {
      DenseWeights.Named one = values.get(i);
      FiniteDifferences.check(one.name(), one.values(), gradients.get(i).values(), loss);
    }
    FiniteDifferences.check("words", wrap(weights.words()), wrap(trainer.wordGradient()), loss);
  }

  @Test
  void squares_ofASentence_areThoseOfAllGradientsButTheChains() {
    NetworkWeights weights = made.weights();
    NetworkTrainer trainer =
        new NetworkTrainer(weights, new NetworkTrainer.Options(0, false, Double.MAX_VALUE));
    SentenceIds sentence = made.batch().get(1);
    ChainTargets targets =
        new ChainTargets(new int[] {0, 2, 1, 1, 0}, new float[0], new float[] {1});
    double found = trainer.squares(sentence, targets);
    double sum = 0;
    for (DenseWeights.Named one : trainer.gradient().arrays()) {
      boolean chain = List.of("start", "transitions", "end").contains(one.name());
      for (int i = 0; i < one.values().capacity() && !chain; i++) {
        sum += Math.pow(one.values().get(i), 2);
      }
    }
    for (float value : trainer.wordGradient()) {
      sum += Math.pow(value, 2);
    }
    assertEquals(sum, found, 1e-6 * sum);
  }

  /** What a sentence gets must not depend on its company, but for the last bits of products. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5})
  void forward_otherCompany_givesTheSameScores(double dropped) {
    SentenceNetwork network = new SentenceNetwork(made.weights());
    List<SentenceIds> batch = made.batch();
    DropoutShares shares = new DropoutShares(dropped, dropped, dropped, dropped);
    float[] all = network.forward(batch, shares, i -> new SplittableRandom(i));
    int at = 0;
    for (int i = 0; i < batch.size(); i++) {
      int seed = i;
      float[] one =
          network.forward(List.of(batch.get(i)), shares, any -> new SplittableRandom(seed));
      assertArrayEquals(Arrays.copyOfRange(all, at, at + one.length), one, 1e-5f);
      at += one.length;
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-800, -20, -1.19, 0, 1, 29.9, 30.1, 600})
  void mish_ofAnyNumber_isItsFormulaWithItsSlope(double x) {
    double expected = x * Math.tanh(Math.log1p(Math.exp(x)));
    assertEquals(expected, Activations.mish(x), 1e-9);
    double slope = (Activations.mish(x + 1e-5) - Activations.mish(x - 1e-5)) / 2e-5;
    assertEquals(slope, Activations.mishSlope(x), 1e-5);
  }
}
