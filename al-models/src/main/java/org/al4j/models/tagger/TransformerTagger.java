package org.al4j.models.tagger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
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
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsRead;
import org.al4j.models.internal.crf.CrfWeights;
import org.al4j.models.internal.engine.run.TokenScorer;
import org.al4j.models.internal.scoring.ModelPasses;
import org.al4j.models.internal.start.WarmStart;
import org.al4j.models.internal.tags.BlockTagging;
import org.al4j.models.internal.tags.SentenceScores;
import org.al4j.models.internal.tags.TagDecoder;
import org.al4j.models.internal.tags.TagOutputs;
import org.al4j.models.scoring.BackendScope;
import org.al4j.models.scoring.BackendScored;
import org.al4j.models.scoring.Exportable;
import org.al4j.models.scoring.ScoredModel;
import org.al4j.models.scoring.ScoringBackend;
import org.al4j.models.tensor.Tensor;
import org.al4j.models.transformer.LoadOptions;
import org.jspecify.annotations.Nullable;

/**
 * A fine-tuned tagger of words: BERT, DistilBERT, ELECTRA, RoBERTa, GPT-2 with a class for each
 * token, and possibly a linear chain (CRF) on top. A word's tag is read at its first token.
 *
 * <p>Offers TOKEN_LOG_PROBABILITIES {@code [n, w, C]}; SEQUENCE_LOG_LIKELIHOOD {@code [n]} of the
 * most probable tags, without a chain the sum over words of the largest log-probability, with one
 * {@code log P(y* | x)}; BEST_SEQUENCE_LOG_LIKELIHOODS {@code [n, k]}; EMBEDDING {@code [n, d]},
 * the mean of the last hidden states over all tokens, special tokens included;
 * MEMBER_TOKEN_LOG_PROBABILITIES {@code [m, n, w, C]} of {@code m} dropout passes; and
 * GRADIENT_NORM {@code [n]} of the summed loss of a sentence's words over the network's weights,
 * which takes a training pass for each. With a chain, word probabilities are its marginals, and the
 * gradient is that of the chain's likelihood.
 *
 * <p>A sentence with more tokens than the model reads is read in overlapping windows, and none of
 * its words is dropped; each is read from the window in which it has most context. A word without
 * tokens, such as one of control characters, has the tag {@code O} (where there is one, else every
 * tag is as probable). An instance without words is cut into words by its text ({@link Sentences}).
 *
 * <p>Holds native memory until {@link #close}. Calls from several threads wait for each other; each
 * call uses all processors.
 */
public final class TransformerTagger
    implements ActiveModel<TagSequence>,
        InfluenceModel<TagSequence>,
        TextReader,
        BackendScored,
        Exportable {
  static final Set<Output> OFFERS = BlockTagging.OFFERS;

  private final TaggerParts parts;
  private final TagDecoder decoder;
  private final ModelPasses passes;
  private final BlockTagging scoring;
  private BlockTagging predicting;
  private final AtomicLong read = new AtomicLong();
  private volatile boolean closed;

  TransformerTagger(TaggerParts parts) {
    this.parts = parts;
    this.decoder = TagDecoder.of(parts.labels(), parts.options().constrained(), parts.crf());
    this.passes = new ModelPasses(parts.engine(), parts.labels());
    this.scoring = tagging(passes);
    this.predicting = scoring;
  }

  private BlockTagging tagging(ModelPasses by) {
    return new BlockTagging(
        parts.labels(),
        Sentences::withWords,
        (block, wanted) -> score(block, wanted, by),
        parts.options().passes(),
        this::selfInfluence);
  }

  /**
   * Loads a tagger from a Hugging Face directory, such as {@link #save} writes or transformers does
   * of a {@code ...ForTokenClassification}.
   *
   * @throws org.al4j.core.InvalidInputException naming the file, when something is missing or
   *     contradictory, or the model is no token classifier of two tags or more
   */
  public static TransformerTagger load(Path dir) {
    return load(dir, LoadOptions.DEFAULT);
  }

  /**
   * Loads a tagger; {@code tooLong} refuses sentences of several windows, or has them read so. See
   * {@link #load(Path)}.
   */
  public static TransformerTagger load(Path dir, LoadOptions options) {
    return new TransformerTagger(TaggerFolder.load(dir, options));
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

  @Override
  public synchronized void scoreWith(ScoringBackend backend, BackendScope scope) {
    ensureOpen();
    passes.scoreWith(backend);
    predicting =
        scope == BackendScope.FORWARD
            ? tagging(new ModelPasses(parts.engine(), parts.labels()))
            : scoring;
  }

  /** Without its chain, which no graph has. */
  @Override
  public synchronized ScoredModel exported() {
    ensureOpen();
    return passes.exported();
  }

  /** What it was set to. */
  public TaggerOptions options() {
    return parts.options();
  }

  /** The sentences that this model has scored or predicted; one counts each time, none is cut. */
  @Override
  public TextsRead textsRead() {
    return new TextsRead(read.get(), 0, parts.encoder().maxLength());
  }

  @Override
  public Set<Output> offers() {
    return OFFERS;
  }

  @Override
  public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
    ensureOpen();
    scoring.forward(xs, wanted, sink);
  }

  private TokenScorer.Request request(Set<Output> wanted) {
    boolean members = wanted.contains(Output.MEMBER_TOKEN_LOG_PROBABILITIES);
    boolean means = wanted.contains(Output.EMBEDDING);
    boolean logits = wanted.size() > (members ? 1 : 0) + (means ? 1 : 0);
    return new TokenScorer.Request(
        logits, means, members ? parts.options().passes() : 0, parts.seed());
  }

  @Override
  public void predict(Iterable<Instance> xs, Consumer<Prediction<TagSequence>> sink) {
    ensureOpen();
    predicting.predict(xs, sink);
  }

  /**
   * Of the sum of the words' losses; whoever compares sentences of different lengths divides it by
   * the words. The chain's own scores are not among the weights.
   */
  @Override
  public synchronized double[] selfInfluence(List<Labelled<TagSequence>> examples) {
    ensureOpen();
    return new TaggerInfluence(parts).squares(examples);
  }

  private synchronized TagOutputs score(List<Instance> block, Set<Output> wanted, ModelPasses by) {
    ensureOpen();
    read.addAndGet(block.size());
    SentenceScores scores =
        WordScores.of(by, parts.labels(), parts.encoder().encode(block), request(wanted));
    return new TagOutputs(decoder, parts.options().best(), parts.options().passes(), scores);
  }

  /**
   * Writes a Hugging Face directory of a {@code ...ForTokenClassification}: {@code config.json}
   * with {@code id2label}, {@code model.safetensors}, the tokenizer's files; beside them {@code
   * tagger.json} with this tagger's options, and {@code crf.safetensors} with a chain's scores. It
   * appears as a whole or not at all. How dropout passes are seeded is not in it.
   */
  @Override
  public synchronized void save(Path dir) throws IOException {
    ensureOpen();
    TaggerFolder.save(dir, parts);
  }

  /** A copy of the network's weights by name without the family's prefix. */
  synchronized Map<String, Tensor> weights() {
    ensureOpen();
    return parts.engine().tensors();
  }

  WarmStart meaning() {
    return new WarmStart(parts.labels(), parts.architecture());
  }

  @Nullable CrfWeights crf() {
    return parts.crf();
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      passes.close();
      parts.close();
    }
  }

  private void ensureOpen() {
    if (closed) {
      throw new IllegalStateException("the model is closed");
    }
  }
}
