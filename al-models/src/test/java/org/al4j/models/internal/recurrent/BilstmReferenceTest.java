package org.al4j.models.internal.recurrent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import org.al4j.models.internal.crf.Chains;
import org.al4j.models.internal.crf.CrfLoss;
import org.al4j.models.internal.crf.Emissions;
import org.al4j.models.internal.crf.TagConstraints;
import org.al4j.models.internal.crf.Viterbi;
import org.al4j.models.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The network against {@code bilstm_crf}, which PyTorch computed in float64. */
class BilstmReferenceTest {
  private static final int TAGS = 5;
  private static final int WIDTH = 8;

  private final BilstmFixture fixture;

  BilstmReferenceTest() throws IOException {
    fixture = BilstmFixture.read();
  }

  private JsonNode intermediate(String name) {
    return fixture.json().get("intermediate").get(name);
  }

  private static void assertNear(JsonNode expected, float[] found, String what) {
    assertEquals(expected.size(), found.length, what);
    for (int k = 0; k < found.length; k++) {
      assertEquals(expected.get(k).doubleValue(), found[k], 2e-6, what + ", number " + k);
    }
  }

  private static void assertNear(Tensor expected, float[] found, double within, String what) {
    assertEquals(expected.values().length, found.length, what);
    for (int k = 0; k < found.length; k++) {
      assertEquals(expected.values()[k], found[k], within, what + ", number " + k);
    }
  }

  @Test
  void forward_everyWord_hasTheReferencesFeaturesAndScores() {
    SentenceNetwork network = new SentenceNetwork(fixture.weights());
    float[] scores = network.forward(fixture.batch());
    float[] means = network.means();
    int[] rows = Packing.of(fixture.batch()).rowsByWord();
    int word = 0;
    for (int s = 0; s < BilstmFixture.lengths().length; s++) {
      double[] sum = new double[WIDTH];
      for (int i = 0; i < BilstmFixture.lengths()[s]; i++) {
        String what = "word " + i + " of " + s;
        assertNear(intermediate("char_features").get(s).get(i), network.features(rows[word]), what);
        assertNear(intermediate("lstm_output").get(s).get(i), network.states(rows[word]), what);
        assertNear(
            intermediate("emissions").get(s).get(i),
            Arrays.copyOfRange(scores, word * TAGS, (word + 1) * TAGS),
            what);
        for (int k = 0; k < WIDTH; k++) {
          sum[k] += intermediate("feed_forward").get(s).get(i).get(k).doubleValue();
        }
        word++;
      }
      for (int k = 0; k < WIDTH; k++) {
        double mean = sum[k] / BilstmFixture.lengths()[s];
        assertEquals(mean, means[s * WIDTH + k], 2e-6, "mean of " + s);
      }
    }
  }

  @Test
  void chain_everySentence_hasTheReferencesLogPartitionAndBestPath() {
    float[] scores = new SentenceNetwork(fixture.weights()).forward(fixture.batch());
    Emissions emissions = new Emissions(scores, Chains.ofLengths(BilstmFixture.lengths()));
    double[] logZ = new double[BilstmFixture.lengths().length];
    new CrfLoss(TAGS).logPartition(fixture.weights().crf(), emissions, logZ);
    int[] paths = new int[emissions.chains().words()];
    double[] best = new double[logZ.length];
    new Viterbi(TAGS)
        .best(fixture.weights().crf(), emissions, TagConstraints.none(TAGS), paths, best);
    for (int s = 0; s < logZ.length; s++) {
      assertEquals(fixture.json().get("log_z").get(s).doubleValue(), logZ[s], 1e-5);
      JsonNode viterbi = fixture.json().get("viterbi").get(s);
      assertEquals(viterbi.get("score").doubleValue(), best[s], 1e-5);
      for (int i = 0; i < BilstmFixture.lengths()[s]; i++) {
        assertEquals(viterbi.get("path").get(i).intValue(), paths[emissions.chains().first(s) + i]);
      }
    }
  }

  @Test
  void update_ofRateZero_hasTheReferencesLossAndAllItsGradients() {
    NetworkTrainer trainer =
        new NetworkTrainer(
            fixture.weights(), new NetworkTrainer.Options(0, true, Double.MAX_VALUE));
    double loss = trainer.update(fixture.batch(), fixture.targets(), 0);
    assertEquals(fixture.json().get("loss").doubleValue(), loss, 2e-6);
    SortedMap<String, Tensor> expected = BilstmFixture.tensors("grads.safetensors");
    Set<String> seen = new HashSet<>();
    for (DenseWeights.Named one : trainer.gradient().arrays()) {
      float[] found = new float[one.values().capacity()];
      one.values().get(0, found);
      assertNear(expected.get(one.name()), found, 1e-6, one.name());
      seen.add(one.name());
    }
    assertNear(expected.get("word.weight"), trainer.wordGradient(), 1e-6, "word.weight");
    seen.add("word.weight");
    assertEquals(expected.keySet(), seen);
  }

  @ParameterizedTest
  @CsvSource({"adam3, 0", "adamw3, 0.01"})
  void update_threeTimes_leavesTheReferencesWeights(String name, double decay) {
    NetworkWeights weights = fixture.weights();
    NetworkTrainer trainer =
        new NetworkTrainer(weights, new NetworkTrainer.Options(decay, true, Double.MAX_VALUE));
    JsonNode losses = fixture.json().get(name).get("loss_before_each_step_then_after_last");
    for (int step = 0; step < 3; step++) {
      double loss = trainer.update(fixture.batch(), fixture.targets(), 1e-2);
      assertEquals(losses.get(step).doubleValue(), loss, 5e-6, "loss of step " + step);
    }
    trainer.finish();
    assertEquals(
        losses.get(3).doubleValue(), trainer.update(fixture.batch(), fixture.targets(), 0), 5e-6);
    SortedMap<String, Tensor> expected = BilstmFixture.tensors("after_" + name + ".safetensors");
    SortedMap<String, Tensor> found = weights.tensors();
    assertTrue(expected.keySet().containsAll(found.keySet()));
    assertEquals(expected.size() - 1, found.size(), "all but the frozen vectors");
    found.forEach((key, tensor) -> assertNear(expected.get(key), tensor.values(), 2e-5, key));
  }
}
