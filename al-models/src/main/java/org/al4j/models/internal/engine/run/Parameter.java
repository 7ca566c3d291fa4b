package org.al4j.models.internal.engine.run;

import java.util.ArrayList;
import java.util.List;
import org.al4j.models.checkpoint.ModelConfig;
import org.al4j.models.internal.architecture.Design;
import org.al4j.models.internal.architecture.HeadNames;
import org.al4j.models.internal.architecture.TensorNames;

/**
 * A trainable array of the graph and the tensors of the checkpoint that it consists of, stacked
 * along the rows.
 *
 * @param name its placeholder in the graph
 * @param tensors names of the stacked tensors, all of the same shape
 * @param shape shape of the stacked array
 * @param decays whether weight decay applies: not to biases and layer-norm weights
 */
public record Parameter(String name, List<String> tensors, List<Integer> shape, boolean decays) {
  /** The graph's name of what {@link #tied} gives. */
  public static final String TIED = "tied.word_embeddings";

  public Parameter {
    tensors = List.copyOf(tensors);
    shape = List.copyOf(shape);
  }

  long[] dimensions() {
    return shape.stream().mapToLong(size -> size).toArray();
  }

  public int length() {
    return shape.stream().reduce(1, Math::multiplyExact);
  }

  /** Shape of each stacked tensor. */
  public long[] tensorShape() {
    long[] part = dimensions();
    part[0] /= tensors.size();
    return part;
  }

  public static String weight(String module) {
    return module + ".weight";
  }

  public static String bias(String module) {
    return module + ".bias";
  }

  /** The module's name in the graph where query, key and value are one product. */
  public static String joined(int layer) {
    return "layer." + layer + ".qkv";
  }

  /** All parameters but the embedding tables, in a fixed order. */
  public static List<Parameter> of(Design design) {
    Listing listing = new Listing(new ArrayList<>());
    ModelConfig config = design.config();
    TensorNames names = design.names();
    int hidden = config.hidden();
    listing.norm(TensorNames.EMBEDDING_NORM, config.embedding());
    if (config.embedding() != hidden) {
      listing.linear(TensorNames.PROJECTION, config.embedding(), hidden);
    }
    for (int layer = 0; layer < config.layers(); layer++) {
      listing.linear(joined(layer), names.queryKeyValue(layer), hidden, 3 * hidden);
      listing.linear(names.attentionOutput(layer), hidden, hidden);
      listing.norm(names.attentionNorm(layer), hidden);
      listing.linear(names.feedForwardIn(layer), hidden, config.intermediate());
      listing.linear(names.feedForwardOut(layer), config.intermediate(), hidden);
      listing.norm(names.outputNorm(layer), hidden);
    }
    listing.head(design);
    return listing.all;
  }

  /** The word embeddings where a head multiplies by them too; a copy of the table. */
  static Parameter tied(ModelConfig config) {
    List<Integer> shape = List.of(config.vocabulary(), config.embedding());
    return new Parameter(TIED, List.of(TensorNames.WORD), shape, true);
  }

  private record Listing(List<Parameter> all) {
    void head(Design design) {
      HeadNames names = design.headNames();
      int hidden = design.config().hidden();
      switch (design.head()) {
        case ENCODER -> {}
        case POOLER -> linear(names.dense(), hidden, hidden);
        case TOKEN_CLASSIFICATION -> linear(names.output(), hidden, design.outputs());
        case SEQUENCE_CLASSIFICATION, REPLACED_TOKEN_DETECTION -> {
          linear(names.dense(), hidden, hidden);
          linear(names.output(), hidden, design.outputs());
        }
        case MASKED_LM -> {
          linear(names.dense(), hidden, hidden);
          norm(names.norm(), hidden);
          if (!design.tied()) {
            add(weight(names.output()), List.of(design.outputs(), hidden), true);
          }
          add(names.outputBias(), List.of(design.outputs()), false);
        }
      }
    }

    void add(String name, List<Integer> shape, boolean decays) {
      all.add(new Parameter(name, List.of(name), shape, decays));
    }

    void linear(String module, int in, int out) {
      linear(module, List.of(module), in, out);
    }

    void linear(String module, List<String> parts, int in, int out) {
      all.add(
          new Parameter(
              weight(module),
              parts.stream().map(Parameter::weight).toList(),
              List.of(out, in),
              true));
      all.add(
          new Parameter(
              bias(module), parts.stream().map(Parameter::bias).toList(), List.of(out), false));
    }

    void norm(String module, int size) {
      add(weight(module), List.of(size), false);
      add(bias(module), List.of(size), false);
    }
  }
}
