package org.al4j.models.internal.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.al4j.core.InvalidInputException;
import org.al4j.models.internal.engine.plan.Graph;
import org.al4j.models.internal.engine.plan.Ports;
import org.al4j.models.internal.engine.run.EmbeddingTable;
import org.al4j.models.internal.engine.run.Ends;
import org.al4j.models.internal.engine.run.Network;
import org.al4j.models.internal.engine.run.Objective;
import org.al4j.models.internal.engine.run.Parameter;
import org.al4j.models.kind.ProblemType;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.samediff.SDVariable;

/** An architecture with a head. */
public record HeadedNetwork(Architecture architecture, Purpose purpose) implements Network {
  /** The graph's name of the copy of the word embeddings that a head multiplies by. */
  static final String TIED = "tied.word_embeddings";

  /** Refuses a head that the family has not. */
  public HeadedNetwork {
    if (!architecture.heads().contains(purpose.head())) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "a %s has no head for %s; choose another head",
              architecture.config().modelType(),
              purpose.head().name().toLowerCase(Locale.ROOT)));
    }
  }

  @Override
  public List<EmbeddingTable> tables() {
    return architecture.tables();
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(architecture.body());
    all.addAll(top().parameters());
    return all;
  }

  @Override
  public @Nullable Parameter tied() {
    EmbeddingTable words = tables().get(0);
    return top().tied()
        ? new Parameter(
            TIED, List.of(words.tensor()), List.of(words.rows(), words.width()), true, 0)
        : null;
  }

  @Override
  public Objective objective() {
    int outputs =
        switch (purpose.head()) {
          case ENCODER, POOLER -> 0;
          case SEQUENCE_CLASSIFICATION, TOKEN_CLASSIFICATION -> purpose.classes();
          case MASKED_LM, CAUSAL_LM -> architecture.config().vocabulary();
          case REPLACED_TOKEN_DETECTION -> 1;
        };
    boolean binary =
        purpose.head() == Head.REPLACED_TOKEN_DETECTION
            || purpose.problem() == ProblemType.MULTI_LABEL_CLASSIFICATION;
    return new Objective(outputs, purpose.head().perToken(), binary, purpose.problem());
  }

  @Override
  public List<String> outputLayer() {
    return top().output();
  }

  @Override
  public @Nullable String outputShift() {
    return top().shift();
  }

  @Override
  public int layers() {
    return architecture.config().layers();
  }

  @Override
  public int hidden() {
    return architecture.config().hidden();
  }

  @Override
  public int positions() {
    return architecture.config().positions();
  }

  @Override
  public Graph graph(int length, boolean training) {
    GraphBlocks blocks = begin(length, training);
    SDVariable states = architecture.body(blocks, purpose.readsOne());
    boolean few = training && purpose.head() == Head.MASKED_LM;
    top().build(blocks, few ? blocks.picked(states) : states);
    if (training && purpose.head().hasLogits()) {
      blocks.loss(objective());
    }
    return blocks.done();
  }

  /** The last layer is computed for one token only if no port is of all its tokens. */
  @Override
  public Graph graph(int length, Ends ends) {
    GraphBlocks blocks = begin(length, ends.dropout());
    boolean last =
        ends.ports().contains(Ports.hidden(layers()))
            || ends.ports().contains(Ports.projected(layers() - 1));
    SDVariable x = architecture.body(blocks, purpose.readsOne() && !last);
    boolean pick = purpose.readsOne() && last;
    top().build(blocks, pick ? blocks.pick(architecture.reads(), x, hidden()) : x);
    if (!ends.ports().isEmpty()) {
      blocks.end(ends.ports());
    }
    return blocks.done();
  }

  private GraphBlocks begin(int length, boolean dropout) {
    GraphBlocks blocks = new GraphBlocks(length, dropout);
    for (Parameter parameter : parameters()) {
      blocks.input(parameter.name(), parameter.shape().size());
    }
    if (top().tied()) {
      blocks.input(TIED, 2);
    }
    return blocks;
  }

  private Heads.Top top() {
    return architecture.top(purpose);
  }
}
