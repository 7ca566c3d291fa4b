package org.al4j.dl4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.al4j.core.InvalidInputException;
import org.al4j.models.kind.ProblemType;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A configuration, as JSON without what does not belong to it: seeds, which Deeplearning4j takes
 * from the clock, and counts of what was trained. Each network gets a copy, since its layers keep
 * things in it (a dropout its mask).
 *
 * @param json Deeplearning4j's
 * @param graph whether it is that of a computation graph
 */
record NetworkPlan(String json, boolean graph) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static NetworkPlan of(MultiLayerConfiguration configuration) {
    return new NetworkPlan(withSeed(configuration.toJson(), 0), false);
  }

  static NetworkPlan of(ComputationGraphConfiguration configuration) {
    return new NetworkPlan(withSeed(configuration.toJson(), 0), true);
  }

  String sha256() {
    return Hashing.sha256().hashString(json, StandardCharsets.UTF_8).toString();
  }

  /** A network to train, its weights drawn by the seed. On a {@link NetworkThread}. */
  Dl4jNetwork training(long seed) {
    String seeded = withSeed(json, seed);
    if (graph) {
      return new Dl4jNetwork.Graph(ComputationGraphConfiguration.fromJson(seeded), null);
    }
    return new Dl4jNetwork.Stack(MultiLayerConfiguration.fromJson(seeded), null);
  }

  /**
   * A network that gives its output layer's scores, before its activation. On a {@link
   * NetworkThread}. Without workspaces: with them a graph's pass in training mode fails where the
   * output layer drops out.
   *
   * @param parameters {@code [1, P]}, the network's from now on; null to draw them
   */
  Dl4jNetwork scoring(@Nullable INDArray parameters) {
    if (graph) {
      ComputationGraphConfiguration configuration = ComputationGraphConfiguration.fromJson(json);
      output(configuration).setActivationFn(new ActivationIdentity());
      configuration.setTrainingWorkspaceMode(WorkspaceMode.NONE);
      configuration.setInferenceWorkspaceMode(WorkspaceMode.NONE);
      return new Dl4jNetwork.Graph(configuration, parameters);
    }
    MultiLayerConfiguration configuration = MultiLayerConfiguration.fromJson(json);
    output(configuration).setActivationFn(new ActivationIdentity());
    configuration.setTrainingWorkspaceMode(WorkspaceMode.NONE);
    configuration.setInferenceWorkspaceMode(WorkspaceMode.NONE);
    return new Dl4jNetwork.Stack(configuration, parameters);
  }

  /**
   * Refuses a configuration that no learner of the kind can use.
   *
   * @throws InvalidInputException saying what to change
   */
  void require(ProblemType problem) {
    DataType type;
    BaseOutputLayer output;
    if (graph) {
      ComputationGraphConfiguration configuration = ComputationGraphConfiguration.fromJson(json);
      type = configuration.getDataType();
      output = output(configuration);
    } else {
      MultiLayerConfiguration configuration = MultiLayerConfiguration.fromJson(json);
      type = configuration.getDataType();
      output = output(configuration);
    }
    if (type != DataType.FLOAT) {
      throw new InvalidInputException(
          "a configuration must be of FLOAT, found "
              + type
              + "; build it with dataType(DataType.FLOAT)");
    }
    Class<? extends IActivation> wanted =
        switch (problem) {
          case SINGLE_LABEL_CLASSIFICATION -> ActivationSoftmax.class;
          case MULTI_LABEL_CLASSIFICATION -> ActivationSigmoid.class;
          case REGRESSION -> ActivationIdentity.class;
        };
    if (!wanted.isInstance(output.getActivationFn())) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "the output layer's activation must be %s for %s, found %s; build it with"
                  + " activation(Activation.%s)",
              name(wanted),
              problem.text().replace('_', ' '),
              name(output.getActivationFn().getClass()),
              name(wanted).toUpperCase(Locale.ROOT)));
    }
  }

  private static String name(Class<?> activation) {
    return activation.getSimpleName().replace("Activation", "").toLowerCase(Locale.ROOT);
  }

  static BaseOutputLayer output(MultiLayerConfiguration configuration) {
    int layers = configuration.getConfs().size();
    return output(configuration.getConf(layers - 1).getLayer());
  }

  static BaseOutputLayer output(ComputationGraphConfiguration configuration) {
    int inputs = configuration.getNetworkInputs().size();
    int outputs = configuration.getNetworkOutputs().size();
    if (inputs != 1 || outputs != 1) {
      throw new InvalidInputException(
          "a graph must have one input and one output, found " + inputs + " and " + outputs);
    }
    Object last = configuration.getVertices().get(configuration.getNetworkOutputs().get(0));
    return output(last instanceof LayerVertex vertex ? vertex.getLayerConf().getLayer() : null);
  }

  private static BaseOutputLayer output(@Nullable Layer layer) {
    if (layer instanceof BaseOutputLayer output && !(((Object) layer) instanceof LossLayer)) {
      return output;
    }
    throw new InvalidInputException(
        "the last layer must be an OutputLayer, whose weights multiply the embedding, found "
            + (layer == null ? "a vertex without one" : layer.getClass().getSimpleName())
            + "; end the network with one");
  }

  /** The same configuration with another seed everywhere, and nothing trained. */
  private static String withSeed(String json, long seed) {
    try {
      JsonNode root = JSON.readTree(json);
      seed(root, seed);
      return JSON.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          "the configuration must be JSON that Deeplearning4j writes: " + e.getOriginalMessage(),
          e);
    }
  }

  private static void seed(JsonNode node, long seed) {
    if (node instanceof ObjectNode object) {
      for (String field : List.of("seed", "iterationCount", "epochCount")) {
        if (object.path(field).isIntegralNumber()) {
          object.put(field, field.equals("seed") ? seed : 0);
        }
      }
    }
    node.forEach(child -> seed(child, seed));
  }
}
