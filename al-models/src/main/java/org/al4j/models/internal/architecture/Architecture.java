package org.al4j.models.internal.architecture;

import java.util.List;
import java.util.Set;
import org.al4j.models.config.ModelConfig;
import org.al4j.models.internal.engine.kernel.Tokens;
import org.al4j.models.internal.engine.run.EmbeddingTable;
import org.al4j.models.internal.engine.run.Graphs;
import org.al4j.models.internal.engine.run.Parameter;
import org.al4j.models.kind.ProblemType;

/**
 * A family of models as one {@code config.json} describes it: all that differs between families is
 * said by one class each, and asked nowhere else. {@link Architectures} lists them.
 */
public interface Architecture {
  /** What the configuration says that all families share. */
  ModelConfig config();

  /** What the names in {@code architectures} of {@code config.json} begin with: {@code Bert}. */
  String className();

  /** Hugging Face's names. */
  Spelling spelling();

  /** Which token of a text stands for it. */
  default Tokens reads() {
    return Tokens.FIRST;
  }

  /** The heads that the family has. */
  Set<Head> heads();

  /** What the graph is fed with: the tables whose rows are summed, that of words first. */
  List<EmbeddingTable> tables();

  /** The parameters of the body in a fixed order, from the embeddings up. */
  List<Parameter> body();

  /**
   * Builds the body.
   *
   * @param one whether the last layer need only be computed for the token that a sequence
   *     classifier reads
   * @return the last hidden states, {@code [T, H]}, or of one token a sequence, {@code [B, H]}
   */
  <V> V body(Blocks<V> blocks, boolean one);

  /** What stands on the body, for one of {@link #heads}. */
  Heads.Top top(Purpose purpose);

  /** Attention heads of each layer, which divide the hidden states. */
  int attentionHeads();

  /** What must be equal for weights of one model to mean the same in another. */
  List<Object> shape();

  /** The usual {@link #shape()}. */
  static List<Object> shape(ModelConfig config, int heads, int intermediate) {
    return List.of(
        config.modelType(),
        "layers " + config.layers(),
        "hidden " + config.hidden(),
        "heads " + heads,
        "intermediate " + intermediate,
        "vocabulary " + config.vocabulary(),
        "positions " + config.positions());
  }

  /** The name in {@code architectures} of {@code config.json}. */
  default String className(Head head) {
    return className() + head.suffix();
  }

  /**
   * The graphs of this architecture with a head.
   *
   * @throws org.al4j.core.InvalidInputException if the family has no such head
   */
  default Graphs graphs(Head head, ProblemType problem) {
    return new Graphs(classes -> new HeadedNetwork(this, new Purpose(head, classes, problem)));
  }

  /** The same; a sequence classifier has one class for a sequence. */
  default Graphs graphs(Head head) {
    return graphs(head, ProblemType.SINGLE_LABEL_CLASSIFICATION);
  }
}
