package org.al4j.models.tagger;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.backend.Backend;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Output;
import org.al4j.core.model.fit.EpochLearner;
import org.al4j.core.model.fit.EpochModels;
import org.al4j.core.model.fit.SoftLearner;
import org.al4j.core.settings.Settings;
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsRead;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.internal.architecture.Architecture;
import org.al4j.models.internal.architecture.Architectures;
import org.al4j.models.internal.architecture.Head;
import org.al4j.models.internal.crf.CrfWeights;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Graphs;
import org.al4j.models.internal.engine.train.FineTuning;
import org.al4j.models.internal.scoring.ChosenBackend;
import org.al4j.models.internal.start.FreshHead;
import org.al4j.models.internal.start.WarmStart;
import org.al4j.models.internal.text.TokenizerFiles;
import org.al4j.models.kind.Targets;
import org.al4j.models.scoring.BackendScope;
import org.al4j.models.scoring.BackendScored;
import org.al4j.models.scoring.ScoringBackend;
import org.al4j.models.tensor.Tensor;
import org.al4j.models.transformer.FitSettings;
import org.al4j.models.transformer.Recipe;
import org.al4j.models.transformer.RecipeSummary;
import org.jspecify.annotations.Nullable;

/**
 * Fine-tunes a pre-trained model (BERT, DistilBERT, ELECTRA, RoBERTa, GPT-2) into a tagger of
 * words. A word's first token carries its tag, or by option all of its tokens; other tokens have no
 * loss. Every fit starts from the checkpoint's weights with a fresh head, drawn from N(0, 0.02) by
 * the fit's seed, and a chain from zero; with a previous model in the context from all of that
 * model's.
 *
 * <p>A sentence with more tokens than the model reads gives an example for each window that has a
 * word of its own, so that each word is learnt once. Weights count words. A cancelled fit gives the
 * model of the last update, or with early stopping that of the best epoch if one is complete.
 *
 * <p>The checkpoint stays open, and sentences that were tokenized are remembered, until {@link
 * #close}; models that were fitted use the learner's tokenizer, so close them first.
 *
 * <p><b>Needs</b>: a checkpoint in Hugging Face layout, sentences with a tag for each word, an ND4J
 * backend.
 *
 * <p><b>Cost</b>: a pass forward and one backward of every sentence in each epoch, and of some
 * again where the recipe asks for more updates than that makes; with a chain {@code O(C^2)} a word
 * besides.
 *
 * <p><b>Source</b>: Devlin et al. 2019, section 5.3 (first sub-token, no chain); the recipe is that
 * of Tsvigun et al. 2022 (PLASM). The chain: Lafferty et al. 2001, as Lample et al. 2016 put it on
 * a network.
 *
 * <p><b>Departures</b>: the chain has a rate of its own, and its likelihood is divided by the words
 * of an update, not by its sentences; in training, a sentence of several windows has a chain for
 * each. Decoding is constrained to IOB2 unless an option says otherwise.
 */
public final class TaggerLearner
    implements SoftLearner<TagSequence, TransformerTagger>,
        EpochLearner<TagSequence, TransformerTagger>,
        TextReader,
        BackendScored {
  private final Checkpoint checkpoint;
  private final Recipe recipe;
  private final TaggerOptions options;
  private final TokenizerFiles tokenizerFiles;
  private final String filesSha256;
  private final Architecture architecture;
  private final Graphs graphs;
  private final WordEncoder encoder;
  private final ChosenBackend backend = new ChosenBackend();
  private volatile boolean closed;

  private TaggerLearner(Checkpoint checkpoint, TaggerOptions options, Recipe given) {
    this.checkpoint = checkpoint;
    this.options = options;
    this.recipe = TaggerTraining.withRate(given, checkpoint.config().hidden());
    this.tokenizerFiles = TokenizerFiles.read(checkpoint.directory());
    this.filesSha256 = tokenizerFiles.sha256(checkpoint.directory().resolve("config.json"));
    this.architecture = Architectures.of(checkpoint.config());
    this.graphs = architecture.graphs(Head.TOKEN_CLASSIFICATION);
    this.encoder = new WordEncoder(checkpoint, recipe.texts()); // the last that can fail
  }

  /**
   * PLASM's recipe for tagging: that for classification, but a rate of 5e-5 for models of a hidden
   * size above 256 (2e-4 for smaller ones), and windows as long as the model reads.
   */
  public static Recipe plasm() {
    return Recipe.plasm().withMaxLength(Integer.MAX_VALUE);
  }

  /**
   * A learner with PLASM's recipe and the usual options.
   *
   * @param checkpoint a Hugging Face directory
   * @throws InvalidInputException naming the file, when something is missing or contradictory
   */
  public static TaggerLearner create(Path checkpoint) {
    return create(checkpoint, TaggerOptions.DEFAULT, plasm());
  }

  /**
   * A learner; see {@link #create(Path)}.
   *
   * @param recipe a peak rate of 0 means by size: 2e-4 or 5e-5. Its class weights must be none
   */
  public static TaggerLearner create(Path checkpoint, TaggerOptions options, Recipe recipe) {
    if (!recipe.loss().classWeights().equals(plasm().loss().classWeights())) {
      throw new InvalidInputException(
          "tagger: class weights must be left out: they are for one class for a text, not for tags,"
              + " found "
              + recipe.loss().classWeights());
    }
    Backend.require();
    Checkpoint opened = Checkpoint.open(checkpoint);
    try {
      return new TaggerLearner(opened, options, recipe);
    } catch (RuntimeException e) {
      opened.close();
      throw e;
    }
  }

  @Override
  public void scoreWith(ScoringBackend other, BackendScope scope) {
    backend.choose(other, scope);
  }

  /** The recipe, with the rate of the model's size. */
  public Recipe recipe() {
    return recipe;
  }

  /** The options. */
  public TaggerOptions options() {
    return options;
  }

  @Override
  public TextsRead textsRead() {
    return encoder.read();
  }

  @Override
  public Map<String, String> settings() {
    return backend
        .in(Settings.named("TaggerLearner").withComponents(options).withComponents(recipe))
        .toMap();
  }

  /** Names the model and, beside the recipe's size, what differs from PLASM's. */
  @Override
  public String describe() {
    String tags = ", a tag for each word" + (options.crf() ? ", CRF" : "");
    return RecipeSummary.describe(checkpoint.directory(), checkpoint.config(), tags, recipe);
  }

  @Override
  public Map<String, String> provenance() {
    return Map.of(
        "checkpoint.sha256", checkpoint.sha256(),
        "checkpoint.files.sha256", filesSha256,
        "tagger", options.toString(),
        "recipe", recipe.toString());
  }

  @Override
  public boolean startsWarm() {
    return true;
  }

  @Override
  public Set<Output> offers() {
    return TransformerTagger.OFFERS;
  }

  @Override
  public TransformerTagger fit(
      List<Labelled<TagSequence>> labelled, FitContext<TagSequence, TransformerTagger> context) {
    return fitSoft(Targets.allPlain(labelled), context);
  }

  @Override
  public TransformerTagger fitSoft(
      List<SoftLabelled<TagSequence>> examples,
      FitContext<TagSequence, TransformerTagger> context) {
    return fit(examples, context, (engine, chain) -> {});
  }

  @Override
  public EpochModels<TransformerTagger> fitKeeping(
      List<Labelled<TagSequence>> labelled,
      FitContext<TagSequence, TransformerTagger> context,
      int last) {
    TaggerEpochs epochs = new TaggerEpochs(last);
    TransformerTagger model = fit(Targets.allPlain(labelled), context, epochs::keep);
    return epochs.models(
        model,
        kept ->
            model(
                Engine.create(graphs, context.labels().size(), kept.tensors()::get),
                kept.crf(),
                context));
  }

  private TransformerTagger fit(
      List<SoftLabelled<TagSequence>> examples,
      FitContext<TagSequence, TransformerTagger> context,
      BiConsumer<Engine, @Nullable ChainLoss> epochEnd) {
    requireOpen(null);
    try {
      return train(examples, context, epochEnd);
    } catch (InvalidInputException | UncheckedIOException e) {
      requireOpen(e); // closed meanwhile, its files cannot be read
      throw e;
    }
  }

  private void requireOpen(@Nullable Throwable cause) {
    if (closed) {
      throw new IllegalStateException("the learner is closed", cause);
    }
  }

  private TransformerTagger train(
      List<SoftLabelled<TagSequence>> examples,
      FitContext<TagSequence, TransformerTagger> context,
      BiConsumer<Engine, @Nullable ChainLoss> epochEnd) {
    TaggerTraining training = new TaggerTraining(recipe, options, encoder);
    FineTuning.Data data = training.data(examples, context);
    FineTuning.Settings settings = FitSettings.of(recipe, data.training().size(), context);
    ChainLoss chain = training.chain(context);
    Engine engine = Engine.create(graphs, context.labels().size(), start(context));
    try {
      FineTuning.Watcher watcher =
          new FineTuning.Watcher(
              context.progress(), () -> epochEnd.accept(engine, chain), context.cancelled());
      new FineTuning(engine, settings, watcher, chain).run(data);
      return model(engine, chain == null ? null : chain.copy(), context);
    } catch (RuntimeException | Error e) {
      engine.close();
      throw e;
    }
  }

  private TransformerTagger model(
      Engine engine, @Nullable CrfWeights crf, FitContext<TagSequence, TransformerTagger> context) {
    TaggerParts parts =
        new TaggerParts(
            architecture,
            engine,
            context.labels(),
            encoder,
            false,
            tokenizerFiles,
            options,
            crf,
            new Seeds(context.seed()).seed("dropout passes", 0));
    return backend.of(new TransformerTagger(parts));
  }

  /** The previous model's weights, or else the checkpoint's with a fresh head. */
  private Function<String, Tensor> start(FitContext<TagSequence, TransformerTagger> context) {
    if (context.previous().isPresent()) {
      TransformerTagger previous = context.previous().get();
      new WarmStart(context.labels(), architecture).require(previous.meaning());
      return previous.weights()::get;
    }
    return new FreshHead(
        graphs.network(context.labels().size()),
        checkpoint,
        new Seeds(context.seed()).seed("head", 0));
  }

  /** Closes the checkpoint and the tokenizer. Safe to call twice. */
  @Override
  public void close() {
    closed = true;
    encoder.close();
    checkpoint.close();
  }
}
