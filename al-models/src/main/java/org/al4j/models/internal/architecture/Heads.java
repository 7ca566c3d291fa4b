package org.al4j.models.internal.architecture;

import java.util.ArrayList;
import java.util.List;
import org.al4j.models.internal.engine.kernel.Tokens;
import org.al4j.models.internal.engine.plan.DropoutSite;
import org.al4j.models.internal.engine.plan.Ports;
import org.al4j.models.internal.engine.run.Parameter;
import org.jspecify.annotations.Nullable;

/** What stands on the bodies of models; families say the names, sizes and activations. */
public final class Heads {
  private Heads() {}

  /** What stands on a body. */
  public interface Top {
    /** Its parameters in a fixed order. */
    List<Parameter> parameters();

    /** From the last hidden states to {@link Ports#FEATURES} and {@link Ports#LOGITS}. */
    <V> void build(Blocks<V> blocks, V x);

    /** Names of the parameters of the layer that gives the logits, its weight first. */
    default List<String> output() {
      return List.of();
    }

    /** The parameter of the body that shifts the outputs, where that layer has no bias. */
    default @Nullable String shift() {
      return null;
    }

    /** Whether it multiplies by the word embeddings too. */
    default boolean tied() {
      return false;
    }
  }

  /** Nothing. */
  record Bare() implements Top {
    @Override
    public List<Parameter> parameters() {
      return List.of();
    }

    @Override
    public <V> void build(Blocks<V> blocks, V x) {
      // the hidden states are read
    }
  }

  /** A dense layer with tanh over the first token. */
  record Pooler(Linear dense) implements Top {
    @Override
    public List<Parameter> parameters() {
      return dense.parameters();
    }

    @Override
    public <V> void build(Blocks<V> blocks, V x) {
      V first = blocks.pick(Tokens.FIRST, x, dense.in());
      V pooled = blocks.activate("tanh", blocks.linear(first, dense), "head");
      blocks.named(pooled, Ports.FEATURES);
    }
  }

  /**
   * An output for each sequence, from the state of one of its tokens: a dense layer, its
   * activation, and the output layer.
   *
   * @param before dropout before the dense layer, 0 for none
   * @param dropout before the output layer
   */
  record Sequence(double before, Linear dense, String activation, double dropout, Linear last)
      implements Top {
    @Override
    public List<Parameter> parameters() {
      return joined(dense.parameters(), last.parameters());
    }

    @Override
    public <V> void build(Blocks<V> blocks, V x) {
      V state = before == 0 ? x : drop(blocks, x, "dropout.head", before, dense.in());
      V inner = blocks.activate(activation, blocks.linear(state, dense), "head");
      V features = blocks.named(inner, Ports.FEATURES);
      V dropped = drop(blocks, features, "dropout.classifier", dropout, last.in());
      blocks.named(blocks.linear(dropped, last), Ports.LOGITS);
    }

    private static <V> V drop(Blocks<V> blocks, V x, String mask, double probability, int width) {
      return blocks.drop(x, DropoutSite.ofRows(mask, probability, true, width));
    }

    @Override
    public List<String> output() {
      return last.names();
    }
  }

  /** An output for each token. */
  record TokenClasses(double dropout, Linear last) implements Top {
    @Override
    public List<Parameter> parameters() {
      return last.parameters();
    }

    @Override
    public <V> void build(Blocks<V> blocks, V x) {
      V dropped = blocks.drop(x, DropoutSite.ofRows("dropout.tokens", dropout, false, last.in()));
      blocks.named(blocks.linear(dropped, last), Ports.LOGITS);
    }

    @Override
    public List<String> output() {
      return last.names();
    }
  }

  /**
   * What gives a score for each word.
   *
   * @param weight {@code [V, H]}
   * @param tied whether the word embeddings take the weight's place
   */
  record Decoder(Parameter weight, Parameter bias, boolean tied) {}

  /** A decoder over the vocabulary of an encoder. */
  static Decoder decoder(EncoderConfig config, String module, String bias) {
    int words = config.shared().vocabulary();
    List<Integer> shape = List.of(words, config.hidden());
    return new Decoder(
        Parameter.of(Parameter.weight(module), shape, true, config.top()),
        Parameter.of(bias, List.of(words), false, config.top()),
        config.tied());
  }

  /** The word at each token: a dense layer, its activation, a normalisation, and the decoder. */
  record Words(Linear dense, String activation, Norm norm, Decoder decoder) implements Top {
    @Override
    public List<Parameter> parameters() {
      List<Parameter> all = joined(dense.parameters(), norm.parameters());
      if (!tied()) {
        all.add(decoder.weight);
      }
      all.add(decoder.bias);
      return all;
    }

    @Override
    public <V> void build(Blocks<V> blocks, V x) {
      V transformed =
          blocks.norm(blocks.activate(activation, blocks.linear(x, dense), "head"), norm);
      String weight = tied() ? HeadedNetwork.TIED : decoder.weight.name();
      V scores = blocks.linear(transformed, weight, decoder.bias.name());
      blocks.named(scores, Ports.LOGITS);
    }

    @Override
    public List<String> output() {
      return List.of(decoder.weight.name(), decoder.bias.name());
    }

    @Override
    public boolean tied() {
      return decoder.tied;
    }
  }

  /** Whether each token was replaced: a dense layer, its activation, and one output. */
  record Replaced(Linear dense, String activation, Linear last) implements Top {
    @Override
    public List<Parameter> parameters() {
      return joined(dense.parameters(), last.parameters());
    }

    @Override
    public <V> void build(Blocks<V> blocks, V x) {
      V inner = blocks.activate(activation, blocks.linear(x, dense), "head");
      blocks.named(blocks.linear(inner, last), Ports.LOGITS);
    }

    @Override
    public List<String> output() {
      return last.names();
    }
  }

  private static List<Parameter> joined(List<Parameter> first, List<Parameter> second) {
    List<Parameter> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
