package org.al4j.models.internal.architecture;

import org.al4j.models.checkpoint.Family;
import org.al4j.models.checkpoint.ModelConfig;
import org.al4j.models.internal.engine.run.Parameter;
import org.al4j.models.kind.ProblemType;
import org.nd4j.autodiff.loss.LossReduce;
import org.nd4j.autodiff.samediff.SDVariable;

/** What stands on the encoder, and the loss. */
final class HeadGraph {
  private final Blocks blocks;
  private final ModelConfig config;
  private final Design design;
  private final HeadNames names;

  HeadGraph(Blocks blocks, Design design) {
    this.blocks = blocks;
    this.config = design.config();
    this.design = design;
    this.names = design.headNames();
  }

  /** From the last hidden states, or those of first tokens, to features or logits. */
  void build(SDVariable x) {
    switch (design.head()) {
      case ENCODER -> {}
      case POOLER -> pooled(blocks.first(x)).rename(GraphBuilder.FEATURES);
      case SEQUENCE_CLASSIFICATION -> sequence(x);
      case TOKEN_CLASSIFICATION -> output(blocks.drop(x, "dropout.tokens", 2));
      case MASKED_LM -> words(x);
      case REPLACED_TOKEN_DETECTION ->
          output(activate(config.activation(), blocks.linear(x, names.dense())));
    }
  }

  private void sequence(SDVariable first) {
    SDVariable features =
        switch (config.family()) {
          case BERT -> pooled(first);
          case DISTILBERT -> blocks.graph.nn.relu(blocks.linear(first, names.dense()), 0);
          case ELECTRA -> activate("gelu", dense(first)); // whatever the layers' activation
          case ROBERTA -> blocks.graph.math.tanh(dense(first));
        };
    features = features.rename(GraphBuilder.FEATURES);
    output(blocks.drop(features, "dropout.classifier", 2));
  }

  private SDVariable pooled(SDVariable first) {
    return blocks.graph.math.tanh(blocks.linear(first, names.dense()));
  }

  private SDVariable dense(SDVariable first) {
    return blocks.linear(blocks.drop(first, "dropout.head", 2), names.dense());
  }

  private SDVariable activate(String activation, SDVariable x) {
    return blocks.activate(activation, x, "head");
  }

  private void words(SDVariable x) {
    String activation = config.family() == Family.ROBERTA ? "gelu" : config.activation();
    SDVariable transformed =
        blocks.norm(activate(activation, blocks.linear(x, names.dense())), names.norm());
    String decoder = design.tied() ? Parameter.TIED : Parameter.weight(names.output());
    blocks.linear(transformed, decoder, names.outputBias()).rename(GraphBuilder.LOGITS);
  }

  private void output(SDVariable x) {
    blocks.linear(x, names.output()).rename(GraphBuilder.LOGITS);
  }

  /**
   * The weighted sum of the cross-entropies. That of one logit z against 0 or 1 is that of the
   * logits (0, z), so that one operation, whose gradient is known to be right, serves all heads. Of
   * a number, the weighted sum of the squared errors.
   */
  void loss() {
    SDVariable logits = blocks.graph.getVariable(GraphBuilder.LOGITS);
    SDVariable labels = blocks.input(GraphBuilder.LABELS, 2);
    if (design.problem() == ProblemType.REGRESSION) {
      squaredErrors(labels, logits);
    } else {
      crossEntropies(labels, logits);
    }
    blocks.graph.setLossVariables(GraphBuilder.LOSS);
  }

  private void crossEntropies(SDVariable labels, SDVariable logits) {
    SDVariable answers = logits;
    if (design.problem() == ProblemType.MULTI_LABEL_CLASSIFICATION) {
      answers = answers.reshape(-1, 1); // each class of each sequence by itself
    }
    if (design.binary()) {
      answers = blocks.graph.concat(1, answers.mul(0), answers);
    }
    SDVariable weights = blocks.input(GraphBuilder.LOSS_WEIGHTS, 1);
    blocks.graph.loss.softmaxCrossEntropy(
        GraphBuilder.LOSS, labels, answers, weights, LossReduce.SUM, 0);
  }

  private void squaredErrors(SDVariable labels, SDVariable values) {
    SDVariable weights = blocks.input(GraphBuilder.LOSS_WEIGHTS, 2);
    blocks.graph.loss.meanSquaredError(GraphBuilder.LOSS, labels, values, weights, LossReduce.SUM);
  }
}
