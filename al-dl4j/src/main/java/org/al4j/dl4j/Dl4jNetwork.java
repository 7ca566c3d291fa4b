package org.al4j.dl4j;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.al4j.core.model.FloatRows;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network of Deeplearning4j of either kind. Used on {@link NetworkThread}s, one at a time. Not
 * closed by its own {@code close()}, which frees the calling thread's workspaces, whoever's they
 * are, and runs the garbage collector.
 */
abstract sealed class Dl4jNetwork implements AutoCloseable {
  /**
   * What a pass gives.
   *
   * @param shape of the scores
   * @param scores of the output layer, in c-order
   * @param embedding its input, {@code [n, d]}; empty where it is not asked for
   */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Pass(long[] shape, float[] scores, float[] embedding) {}

  private static final float[] NONE = {};

  final WeightedLoss loss;

  /** A network whose output layer gets a loss that weighs examples. */
  Dl4jNetwork(BaseOutputLayer output) {
    loss = new WeightedLoss(output.getLossFn());
    output.setLossFn(loss);
  }

  /**
   * One update.
   *
   * @param weights of the examples, {@code [n, 1]}; null where all are 1
   */
  abstract void fit(NetworkInput x, INDArray targets, @Nullable INDArray weights);

  /** The last update's loss, with what regularisation adds. */
  abstract double score();

  /** All parameters, {@code [1, P]}. */
  abstract INDArray parameters();

  /** Tells schedules that an epoch is over. */
  abstract void endEpoch();

  /** Scores, in training mode with noise. */
  abstract INDArray output(NetworkInput x, boolean training);

  /** Scores and embedding, without noise; the first and the second. */
  abstract INDArray[] outputAndEmbedding(NetworkInput x);

  abstract Layer[] layers();

  abstract @Nullable INDArray gradients();

  abstract @Nullable INDArray updaterState();

  /** One pass without noise. */
  Pass pass(NetworkInput x, boolean embedding) {
    if (!embedding) {
      return pass(output(x, false), NONE);
    }
    INDArray[] both = outputAndEmbedding(x);
    float[] rows = FloatRows.of(both[1]);
    return pass(both[0], rows);
  }

  /** One pass in training mode: dropout and noise by the seed. */
  Pass noisyPass(NetworkInput x, long seed) {
    NetworkThread.seed(seed);
    try {
      return pass(output(x, true), NONE);
    } finally {
      Arrays.stream(layers()).forEach(Layer::clearNoiseWeightParams); // kept for a backward pass
    }
  }

  private static Pass pass(INDArray scores, float[] embedding) {
    Pass pass = new Pass(scores.shape(), FloatRows.of(scores), embedding);
    if (scores.closeable()) {
      scores.close();
    }
    return pass;
  }

  /** Frees weights, gradients and the updater's state. */
  @Override
  public void close() {
    for (INDArray array : Arrays.asList(parameters(), gradients(), updaterState())) {
      if (array != null && array.closeable()) {
        array.close();
      }
    }
  }

  private static INDArray @Nullable [] one(@Nullable INDArray array) {
    return array == null ? null : new INDArray[] {array};
  }

  /** As the output layer reads it. */
  private static INDArray processed(@Nullable InputPreProcessor before, INDArray input) {
    return before == null
        ? input
        : before.preProcess(input, (int) input.size(0), LayerWorkspaceMgr.noWorkspaces());
  }

  /** Layers one after the other. */
  static final class Stack extends Dl4jNetwork {
    private final MultiLayerNetwork network;

    Stack(MultiLayerConfiguration configuration, @Nullable INDArray parameters) {
      super(NetworkPlan.output(configuration));
      network = new MultiLayerNetwork(configuration);
      network.init(parameters, false);
    }

    @Override
    void fit(NetworkInput x, INDArray targets, @Nullable INDArray weights) {
      loss.weigh(weights);
      network.fit(x.values(), targets, x.mask(), null);
    }

    @Override
    double score() {
      return network.score();
    }

    @Override
    INDArray parameters() {
      return network.params();
    }

    @Override
    void endEpoch() {
      network.incrementEpochCount();
    }

    @Override
    INDArray output(NetworkInput x, boolean training) {
      return network.output(x.values(), training, x.mask(), null);
    }

    @Override
    INDArray[] outputAndEmbedding(NetworkInput x) {
      List<INDArray> all = network.feedForward(x.values(), x.mask(), null);
      int last = all.size() - 1; // the input is the first
      InputPreProcessor before = network.getLayerWiseConfigurations().getInputPreProcess(last - 1);
      return new INDArray[] {all.get(last), processed(before, all.get(last - 1))};
    }

    @Override
    Layer[] layers() {
      return network.getLayers();
    }

    @Override
    @Nullable INDArray gradients() {
      return network.getFlattenedGradients();
    }

    @Override
    @Nullable INDArray updaterState() {
      var updater = network.getUpdater(false);
      return updater == null ? null : updater.getStateViewArray();
    }
  }

  /** A graph with one input and one output. */
  static final class Graph extends Dl4jNetwork {
    private final ComputationGraph network;

    Graph(ComputationGraphConfiguration configuration, @Nullable INDArray parameters) {
      super(NetworkPlan.output(configuration));
      network = new ComputationGraph(configuration);
      network.init(parameters, false);
    }

    @Override
    void fit(NetworkInput x, INDArray targets, @Nullable INDArray weights) {
      loss.weigh(weights);
      network.fit(new INDArray[] {x.values()}, new INDArray[] {targets}, one(x.mask()), null);
    }

    @Override
    double score() {
      return network.score();
    }

    @Override
    INDArray parameters() {
      return network.params();
    }

    @Override
    void endEpoch() {
      network.incrementEpochCount();
    }

    @Override
    INDArray output(NetworkInput x, boolean training) {
      return network.output(training, new INDArray[] {x.values()}, one(x.mask()), null)[0];
    }

    private static <T> T known(Map<String, T> all, String vertex) {
      return Objects.requireNonNull(all.get(vertex), vertex);
    }

    @Override
    INDArray[] outputAndEmbedding(NetworkInput x) {
      ComputationGraphConfiguration configuration = network.getConfiguration();
      String output = configuration.getNetworkOutputs().get(0);
      String input = known(configuration.getVertexInputs(), output).get(0);
      network.setLayerMaskArrays(one(x.mask()), null);
      try {
        Map<String, INDArray> all = network.feedForward(new INDArray[] {x.values()}, false, true);
        InputPreProcessor before =
            ((LayerVertex) known(configuration.getVertices(), output)).getPreProcessor();
        return new INDArray[] {known(all, output), processed(before, known(all, input))};
      } finally {
        network.clearLayerMaskArrays();
      }
    }

    @Override
    Layer[] layers() {
      return network.getLayers();
    }

    @Override
    @Nullable INDArray gradients() {
      return network.getFlattenedGradients();
    }

    @Override
    @Nullable INDArray updaterState() {
      var updater = network.getUpdater(false);
      return updater == null ? null : updater.getUpdaterStateViewArray();
    }
  }
}
