package org.al4j.models.internal.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.al4j.models.internal.engine.plan.Ports;
import org.al4j.models.internal.onnx.GraphWriter;
import org.al4j.models.internal.onnx.Message;
import org.al4j.models.tensor.Tensor;

/** A model as an ONNX graph, with the names of inputs and outputs that exports of it have. */
public final class OnnxNetwork {
  /** Scores of classes, {@code [batch, classes]} or {@code [batch, sequence, classes]}. */
  public static final String LOGITS = "logits";

  /** What the last layer multiplies, {@code [batch, hidden]}. */
  public static final String FEATURES = "features";

  /** The last hidden states, {@code [batch, sequence, hidden]}. */
  public static final String STATES = "last_hidden_state";

  private OnnxNetwork() {}

  /**
   * Writes a model down.
   *
   * @param tensors finds a tensor by its name without the family's prefix
   * @param steps the integer that the largest weight of a column becomes, 127 at most; 0 for
   *     products in floats
   * @param labels what the columns of the logits are called; may be empty
   */
  public static Message of(
      HeadedNetwork network, Function<String, Tensor> tensors, int steps, List<String> labels) {
    Architecture architecture = network.architecture();
    GraphWriter out = new GraphWriter();
    OnnxBlocks blocks =
        new OnnxBlocks(out, architecture.tables(), new OnnxWeights(out, network, tensors, steps));
    String states = architecture.body(blocks, network.purpose().readsOne());
    architecture.top(network.purpose()).build(blocks, states);
    boolean each = network.purpose().head().perToken();
    String hidden = Integer.toString(network.hidden());
    blocks
        .port(Ports.LOGITS)
        .ifPresent(
            value ->
                out.output(
                    value, LOGITS, axes(each, Integer.toString(network.objective().outputs()))));
    blocks
        .port(Ports.FEATURES)
        .ifPresent(value -> out.output(value, FEATURES, axes(false, hidden)));
    if (network.purpose().head() == Head.ENCODER || each) {
      out.output(states, STATES, axes(true, hidden));
    }
    out.metadata("model_type", architecture.config().modelType());
    for (int i = 0; i < labels.size(); i++) {
      out.metadata("label." + i, labels.get(i));
    }
    return out.model(architecture.className(network.purpose().head()));
  }

  private static String[] axes(boolean each, String width) {
    List<String> axes = new ArrayList<>(List.of("batch"));
    if (each) {
      axes.add("sequence");
    }
    axes.add(width);
    return axes.toArray(String[]::new);
  }
}
