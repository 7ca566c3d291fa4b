package org.al4j.models.recurrent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.InfluenceModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.Prediction;
import org.al4j.models.internal.recurrent.ChainTargets;
import org.al4j.models.internal.recurrent.NetworkTrainer;
import org.al4j.models.internal.tags.BlockTagging;
import org.al4j.models.internal.tags.TagDecoder;
import org.al4j.models.internal.tags.TagOutputs;
import org.al4j.models.internal.tags.TagTargets;
import org.al4j.models.tagger.Sentences;

/**
 * A CNN-BiLSTM-CRF that tags words; see {@link BilstmCrfLearner}.
 *
 * <p>Offers TOKEN_LOG_PROBABILITIES {@code [n, w, C]}, the chain's marginals;
 * SEQUENCE_LOG_LIKELIHOOD {@code [n]}, {@code log P(y* | x)} of the most probable tags;
 * BEST_SEQUENCE_LOG_LIKELIHOODS {@code [n, k]}; EMBEDDING {@code [n, F]}, the mean over words of
 * the layer below the scores; MEMBER_TOKEN_LOG_PROBABILITIES {@code [m, n, w, C]} of {@code m}
 * dropout passes, in which a sentence always has the same masks; and GRADIENT_NORM {@code [n]} of
 * the sentence's negative log-likelihood at the predicted tags over all weights but the chain's
 * scores, which takes a training pass for each.
 *
 * <p>Sentences of any length are read whole. An instance without words is cut into words by its
 * text ({@link Sentences}). Calls from several threads wait for each other; each call uses two.
 */
public final class BilstmCrfTagger
    implements ActiveModel<TagSequence>, InfluenceModel<TagSequence> {
  private final BilstmCrfParts parts;
  private final BilstmCrfScorer scorer;
  private final TagDecoder decoder;
  private final BlockTagging tagging;
  private volatile boolean closed;

  BilstmCrfTagger(BilstmCrfParts parts) {
    this.parts = parts;
    this.scorer = new BilstmCrfScorer(parts);
    this.decoder =
        TagDecoder.of(parts.labels(), parts.options().constrained(), parts.weights().crf());
    this.tagging =
        new BlockTagging(
            parts.labels(),
            Sentences::withWords,
            this::score,
            passes(parts.options()),
            this::selfInfluence);
  }

  /**
   * Loads what {@link #save} wrote.
   *
   * @throws org.al4j.core.InvalidInputException naming the file, when something is missing or
   *     contradictory
   */
  public static BilstmCrfTagger load(Path dir) throws IOException {
    return new BilstmCrfTagger(BilstmCrfFiles.load(dir));
  }

  BilstmCrfParts parts() {
    return parts;
  }

  @Override
  public Class<TagSequence> kind() {
    return TagSequence.class;
  }

  /** The tags, in the order of the columns. */
  @Override
  public LabelSpace labels() {
    return parts.labels();
  }

  /** What it was set to. */
  public BilstmCrfOptions options() {
    return parts.options();
  }

  @Override
  public Set<Output> offers() {
    return offers(parts.options());
  }

  static Set<Output> offers(BilstmCrfOptions options) {
    return BlockTagging.offers(passes(options));
  }

  /** Without dropout all passes would be the same. */
  private static int passes(BilstmCrfOptions options) {
    return options.dropout() == 0 && options.recurrentDropout() == 0 ? 0 : options.passes();
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    ensureOpen();
    tagging.forward(xs, wanted, sink);
  }

  @Override
  public void predict(Iterable<Instance> xs, Consumer<Prediction<TagSequence>> sink) {
    ensureOpen();
    tagging.predict(xs, sink);
  }

  private synchronized TagOutputs score(List<Instance> block, Set<Output> wanted) {
    ensureOpen();
    List<List<String>> sentences = block.stream().map(Sentences::words).toList();
    int passes = parts.options().passes();
    boolean members = wanted.contains(Output.MEMBER_TOKEN_LOG_PROBABILITIES);
    return new TagOutputs(
        decoder, parts.options().best(), passes, scorer.score(sentences, members ? passes : 0));
  }

  /**
   * Of the sentence's negative log-likelihood; whoever compares sentences of different lengths
   * divides it by the words. The chain's own scores are not among the weights.
   */
  @Override
  public synchronized double[] selfInfluence(List<Labelled<TagSequence>> examples) {
    ensureOpen();
    TagTargets targets = new TagTargets(parts.labels(), 0);
    NetworkTrainer trainer =
        new NetworkTrainer(parts.weights(), new NetworkTrainer.Options(0, false, Double.MAX_VALUE));
    double[] squares = new double[examples.size()];
    for (int i = 0; i < squares.length; i++) {
      Instance words = Sentences.withWords(examples.get(i).instance());
      int[] gold = targets.tags(words, examples.get(i));
      if (gold.length > 0) {
        squares[i] =
            trainer.squares(
                parts.vocabulary().encode(words.words()),
                new ChainTargets(gold, new float[0], new float[] {1}));
      }
    }
    return squares;
  }

  /**
   * Writes {@code bilstm-crf.json} with tags, sizes and vocabulary, and {@code
   * bilstm-crf.safetensors} with all weights, those of the file's vectors included. It appears as a
   * whole or not at all. How dropout passes are seeded is in it.
   */
  @Override
  public synchronized void save(Path dir) throws IOException {
    ensureOpen();
    BilstmCrfFiles.save(dir, parts);
  }

  @Override
  public synchronized void close() {
    closed = true;
  }

  private void ensureOpen() {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
  }
}
