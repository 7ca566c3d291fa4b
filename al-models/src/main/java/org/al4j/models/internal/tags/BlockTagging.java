package org.al4j.models.internal.tags;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;

/**
 * The outer half of a tagger: takes sentences in blocks, and hands over what its model says of each
 * as outputs or as tags.
 *
 * @param cut a sentence with its words in it
 * @param model scores a block, as far as outputs that are wanted need it
 * @param passes dropout passes that differ, for outputs of members; 0 where none are offered
 * @param squares squared norms of the loss's gradients, for sentences with tags
 */
public record BlockTagging(
    LabelSpace labels,
    UnaryOperator<Instance> cut,
    Model model,
    int passes,
    Function<List<Labelled<TagSequence>>, double[]> squares) {
  /** What a tagger with dropout offers. */
  public static final Set<Output> OFFERS =
      Set.of(
          Output.TOKEN_LOG_PROBABILITIES,
          Output.SEQUENCE_LOG_LIKELIHOOD,
          Output.BEST_SEQUENCE_LOG_LIKELIHOODS,
          Output.EMBEDDING,
          Output.MEMBER_TOKEN_LOG_PROBABILITIES,
          Output.GRADIENT_NORM);

  private static final Set<Output> OF_TAGS = Set.of(Output.TOKEN_LOG_PROBABILITIES);

  /** What a tagger is beside this. */
  @FunctionalInterface
  public interface Model {
    /** Scores sentences; members and means are there only if outputs of them are wanted. */
    TagOutputs score(List<Instance> block, Set<Output> wanted);
  }

  /** What is offered with so many dropout passes. */
  public static Set<Output> offers(int passes) {
    Set<Output> all = new TreeSet<>(OFFERS);
    if (passes == 0) {
      all.remove(Output.MEMBER_TOKEN_LOG_PROBABILITIES);
    }
    return Collections.unmodifiableSet(all);
  }

  /**
   * Hands over outputs.
   *
   * @throws IllegalArgumentException if others are wanted than a tagger offers
   */
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    Set<Output> offers = offers(passes);
    if (!offers.containsAll(wanted)) {
      throw new IllegalArgumentException("wanted " + wanted + ", but this tagger offers " + offers);
    }
    each(
        xs,
        wanted.contains(Output.MEMBER_TOKEN_LOG_PROBABILITIES) ? passes : 0,
        (first, block) -> {
          TagOutputs made = model.score(block, wanted);
          float[] norms = wanted.contains(Output.GRADIENT_NORM) ? norms(block, made) : null;
          try (Outputs outputs = Outputs.ofTables(first, block, made.tables(wanted, norms))) {
            sink.accept(outputs);
          }
        });
  }

  /** Hands over tags. */
  public void predict(Iterable<Instance> xs, Consumer<Prediction<TagSequence>> sink) {
    each(xs, 0, (first, block) -> model.score(block, OF_TAGS).predict(block, labels, sink));
  }

  private void each(Iterable<Instance> xs, int drawn, SentenceBlocks.Block work) {
    long numbers = (1L + drawn) * labels.size();
    SentenceBlocks.each(xs, x -> cut.apply(x).words().size(), numbers, work);
  }

  private float[] norms(List<Instance> block, TagOutputs made) {
    return made.norms(block.stream().map(cut).toList(), labels, squares);
  }
}
