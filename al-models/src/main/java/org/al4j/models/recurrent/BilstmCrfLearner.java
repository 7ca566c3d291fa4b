package org.al4j.models.recurrent;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Output;
import org.al4j.core.model.fit.EpochLearner;
import org.al4j.core.model.fit.EpochModels;
import org.al4j.core.model.fit.SoftLearner;
import org.al4j.core.settings.Settings;
import org.al4j.models.embedding.VectorTable;
import org.al4j.models.internal.recurrent.NetworkWeights;
import org.al4j.models.internal.tags.TagTargets;
import org.al4j.models.kind.StoppingSplit;
import org.al4j.models.kind.Targets;
import org.al4j.models.tagger.Sentences;
import org.al4j.models.training.Layers;
import org.al4j.models.training.Optimizer;
import org.al4j.models.transformer.Recipe;

/**
 * Learns a tagger of words from scratch: word vectors and a convolution over characters, an LSTM in
 * both directions, a layer with tanh and a linear chain. Word vectors come from a file, and stay as
 * they are or are learnt on; or they are learnt for the words of the labelled sentences; or both.
 *
 * <p>Words are looked up as they are written, then in lower case, then with zeros for digits; words
 * without a vector share one. Characters that stand in the labelled sentences once count as
 * unknown; a word that does is unknown every other time. With a previous model in the context a fit
 * goes on from its weights, and new words and characters get rows of their own. Every draw comes
 * from the fit's seed. A cancelled fit gives the model of the last update, or with early stopping
 * that of the best epoch if one is complete.
 *
 * <p><b>Needs</b>: sentences with a tag for each word; of the ND4J backend OpenBLAS.
 *
 * <p><b>Cost</b>: a pass forward and back of every sentence in each epoch, {@code O(H (D + H))} a
 * word for {@code H} cells over {@code D} inputs, and {@code O(C^2)} for the chain; a model holds
 * all vectors of the file.
 *
 * <p><b>Source</b>: Ma and Hovy 2016 (CNN-BiLSTM-CRF), Lample et al. 2016 (chain, rare words); the
 * sizes are those of Tsvigun et al. 2022 (PLASM), table 5. Recurrent dropout: Gal and Ghahramani
 * 2016.
 *
 * <p><b>Departures</b>: AdamW with a linear schedule where those papers have SGD; filters of two
 * widths with Mish, as PLASM has them; PLASM's layer dropout is taken to be that of the LSTM's
 * input, with one mask for a sentence. Decoding is constrained to IOB2 unless an option says
 * otherwise.
 */
public final class BilstmCrfLearner
    implements SoftLearner<TagSequence, BilstmCrfTagger>,
        EpochLearner<TagSequence, BilstmCrfTagger> {
  private final FileVectors vectors;
  private final BilstmCrfOptions options;
  private final Recipe recipe;

  private BilstmCrfLearner(FileVectors vectors, BilstmCrfOptions options, Recipe recipe) {
    this.vectors = vectors;
    this.options = options;
    this.recipe = recipe;
    refuse(recipe.rate().peak() > 0, "learning-rate", "above 0", recipe.rate().peak());
    refuse(recipe.layers().equals(Layers.all()), "layers", "all", recipe.layers());
    boolean adam = recipe.optimizer() instanceof Optimizer.AdamW;
    refuse(adam, "optimizer", "AdamW", recipe.optimizer());
    int accumulation = recipe.updates().accumulation();
    refuse(accumulation == 1, "accumulation", "1", accumulation);
    boolean plain = recipe.loss().classWeights().equals(Recipe.plasm().loss().classWeights());
    refuse(plain, "class weights", "left out", recipe.loss().classWeights());
  }

  private static void refuse(boolean holds, String what, String rule, Object found) {
    if (!holds) {
      throw new InvalidInputException(
          "bilstm-crf: " + what + " must be " + rule + ", found " + found);
    }
  }

  /**
   * PLASM's epochs and batches with what a network from scratch needs: a rate of 4e-3, at least
   * 1,000 updates, a gradient norm of at most 5.
   */
  public static Recipe usual() {
    return Recipe.plasm().withLearningRate(4e-3).withMinimumUpdates(1000).withClipNorm(5);
  }

  /**
   * A learner over the vectors of a file.
   *
   * @param vectors of a file, or of words that are given; not drawn ones
   */
  public static BilstmCrfLearner of(VectorTable vectors, BilstmCrfOptions options, Recipe recipe) {
    if (vectors.isDrawn()) {
      throw new IllegalArgumentException("vectors must be of words that are known, not drawn");
    }
    return new BilstmCrfLearner(FileVectors.of(vectors), options, recipe);
  }

  /**
   * A learner whose word vectors are learnt from the labelled sentences alone.
   *
   * @param options with a width of learnt word vectors
   */
  public static BilstmCrfLearner withoutVectors(BilstmCrfOptions options, Recipe recipe) {
    refuse(!options.trainVectors(), "train-vectors", "false without a file of vectors", "true");
    refuse(options.sizes().words() > 0, "word-width", "1 or more without a file of vectors", 0);
    return new BilstmCrfLearner(FileVectors.NONE, options, recipe);
  }

  /** The options. */
  public BilstmCrfOptions options() {
    return options;
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("BilstmCrfLearner")
        .with("vectors", vectors.identity())
        .withComponents(options)
        .withComponents(recipe)
        .toMap();
  }

  @Override
  public String describe() {
    BilstmCrfOptions.Sizes sizes = options.sizes();
    Recipe.Updates updates = recipe.updates();
    return String.format(
        Locale.ROOT,
        "CNN-BiLSTM-CRF of %d over %s, epochs %d, batch %d, at least %d updates, learning rate"
            + " %s%s",
        sizes.hidden(),
        vectors.width() == 0
            ? "learnt word vectors of " + sizes.words()
            : vectors.rows().entries().size()
                + " word vectors of "
                + vectors.width()
                + (options.trainVectors() ? ", learnt on" : "")
                + (sizes.words() > 0 ? " and learnt ones of " + sizes.words() : ""),
        updates.epochs(),
        updates.batchSize(),
        updates.minimumUpdates(),
        recipe.rate().peak(),
        recipe.earlyStopping().map(one -> ", " + one).orElse(""));
  }

  @Override
  public Map<String, String> provenance() {
    return Map.of(
        "vectors", vectors.identity(), "options", options.toString(), "recipe", recipe.toString());
  }

  @Override
  public boolean startsWarm() {
    return true;
  }

  @Override
  public Set<Output> offers() {
    return BilstmCrfTagger.offers(options);
  }

  @Override
  public BilstmCrfTagger fit(
      List<Labelled<TagSequence>> labelled, FitContext<TagSequence, BilstmCrfTagger> context) {
    return fitSoft(Targets.allPlain(labelled), context);
  }

  @Override
  public BilstmCrfTagger fitSoft(
      List<SoftLabelled<TagSequence>> examples, FitContext<TagSequence, BilstmCrfTagger> context) {
    return new BilstmCrfTagger(train(examples, context, weights -> {}));
  }

  @Override
  public EpochModels<BilstmCrfTagger> fitKeeping(
      List<Labelled<TagSequence>> labelled,
      FitContext<TagSequence, BilstmCrfTagger> context,
      int last) {
    Deque<NetworkWeights> kept = new ArrayDeque<>();
    Consumer<NetworkWeights> keep =
        weights -> {
          kept.add(weights.copy());
          if (kept.size() > Math.max(1, last)) {
            kept.remove();
          }
        };
    BilstmCrfParts parts = train(Targets.allPlain(labelled), context, keep);
    return new EpochModels<>(
        new BilstmCrfTagger(parts),
        kept.stream().map(weights -> new BilstmCrfTagger(parts.with(weights))).toList());
  }

  private BilstmCrfParts train(
      List<SoftLabelled<TagSequence>> given,
      FitContext<TagSequence, BilstmCrfTagger> context,
      Consumer<NetworkWeights> epochEnd) {
    TagTargets.require(given, context.labels());
    List<SoftLabelled<TagSequence>> items = new ArrayList<>(given);
    items.removeIf(BilstmCrfLearner::isBlank);
    if (items.isEmpty()) {
      throw new InvalidInputException(
          "a tagger learns from words, found no labelled sentence with a word; label another");
    }
    List<SoftLabelled<TagSequence>> heldOut = heldOut(items, context);
    items.sort(TagTargets.order());
    BilstmCrfStart start = new BilstmCrfStart(vectors, options, context);
    BilstmCrfParts parts =
        start.parts(items.stream().map(one -> Sentences.words(one.labelled().instance())).toList());
    new BilstmCrfTraining(parts, recipe, context)
        .run(
            examples(items, parts, recipe.loss().smoothing()),
            examples(heldOut, parts, 0),
            epochEnd);
    return parts;
  }

  /** What early stopping measures: what is given, or else a share that is taken out. */
  private List<SoftLabelled<TagSequence>> heldOut(
      List<SoftLabelled<TagSequence>> items, FitContext<TagSequence, BilstmCrfTagger> context) {
    List<SoftLabelled<TagSequence>> heldOut = new ArrayList<>();
    if (recipe.earlyStopping().isPresent()) {
      items.sort(TagTargets.order()); // the draw goes by places
      heldOut.addAll(Targets.allPlain(context.validation()));
      heldOut.removeIf(BilstmCrfLearner::isBlank);
      if (heldOut.isEmpty()) {
        heldOut.addAll(StoppingSplit.take(items, recipe.earlyStopping().get(), context.seed()));
      }
      heldOut.sort(TagTargets.order());
    }
    return heldOut;
  }

  private static boolean isBlank(SoftLabelled<TagSequence> one) {
    return Sentences.words(one.labelled().instance()).isEmpty();
  }

  private static List<BilstmCrfTraining.Example> examples(
      List<SoftLabelled<TagSequence>> items, BilstmCrfParts parts, double smoothing) {
    TagTargets targets = new TagTargets(parts.labels(), smoothing);
    int size = parts.labels().size();
    List<BilstmCrfTraining.Example> examples = new ArrayList<>();
    for (SoftLabelled<TagSequence> item : items) {
      Instance words = Sentences.withWords(item.labelled().instance());
      int[] gold = targets.tags(words, item.labelled());
      double[][] soft = targets.given(item);
      boolean certain = soft.length == 0 && targets.smoothing() == 0;
      float[] rows = new float[certain ? 0 : gold.length * size];
      for (int word = 0; word < gold.length && !certain; word++) {
        targets.put(soft.length == 0 ? null : soft[word], gold[word], rows, word);
      }
      examples.add(
          new BilstmCrfTraining.Example(
              parts.vocabulary().encode(words.words()), gold, rows, item.weight()));
    }
    return examples;
  }
}
