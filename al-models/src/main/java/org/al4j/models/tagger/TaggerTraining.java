package org.al4j.models.tagger;

import java.util.ArrayList;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.SoftLabelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.FitContext;
import org.al4j.models.internal.crf.CrfWeights;
import org.al4j.models.internal.engine.train.Example;
import org.al4j.models.internal.engine.train.FineTuning;
import org.al4j.models.internal.tags.TagTargets;
import org.al4j.models.kind.StoppingSplit;
import org.al4j.models.kind.Targets;
import org.al4j.models.transformer.Recipe;
import org.jspecify.annotations.Nullable;

/** What a fit of a tagger learns from, and how. */
record TaggerTraining(Recipe recipe, TaggerOptions options, WordEncoder encoder) {
  private static final int LARGER_HIDDEN = 257;

  /** Splits off what early stopping holds out, unless it is given. */
  FineTuning.Data data(
      List<SoftLabelled<TagSequence>> examples, FitContext<TagSequence, ?> context) {
    TagTargets.require(examples, context.labels());
    List<SoftLabelled<TagSequence>> training = new ArrayList<>(examples);
    training.sort(TagTargets.order());
    List<SoftLabelled<TagSequence>> heldOut = new ArrayList<>();
    if (recipe.earlyStopping().isPresent()) {
      heldOut.addAll(Targets.allPlain(context.validation()));
      if (heldOut.isEmpty()) {
        heldOut.addAll(StoppingSplit.take(training, recipe.earlyStopping().get(), context.seed()));
      }
      heldOut.sort(TagTargets.order());
    }
    List<Example> windows = windows(training, context.labels(), recipe.loss().smoothing());
    if (windows.isEmpty()) {
      throw new InvalidInputException(
          "a tagger learns from words, found no labelled sentence with a word of which the"
              + " tokenizer makes a token; label another");
    }
    List<Example> measured = windows(heldOut, context.labels(), 0);
    if (recipe.earlyStopping().isPresent() && measured.isEmpty()) {
      throw new InvalidInputException(
          "early stopping measures held-out sentences, found none with a word of which the"
              + " tokenizer makes a token among "
              + heldOut.size()
              + "; label more, or give other validation data");
    }
    return new FineTuning.Data(windows, measured);
  }

  private List<Example> windows(
      List<SoftLabelled<TagSequence>> items, LabelSpace labels, double smoothing) {
    return new TaggerTargets(labels, encoder, options.subwords(), smoothing)
        .of(items).stream().flatMap(List::stream).toList();
  }

  /**
   * The previous model's chain, or zeros, at a rate in proportion to the network's; null without.
   */
  @Nullable ChainLoss chain(FitContext<TagSequence, TransformerTagger> context) {
    if (!options.crf()) {
      return null;
    }
    CrfWeights before =
        context
            .previous()
            .map(TransformerTagger::crf)
            .orElseGet(() -> CrfWeights.zero(context.labels().size()));
    CrfWeights own = new ChainLoss(before, 0).copy();
    return new ChainLoss(own, options.crfRate() / recipe.rate().peak());
  }

  /** The recipe with the rate that it says, or else that of the model's size. */
  static Recipe withRate(Recipe given, int hidden) {
    return given.rate().peak() == 0 && hidden >= LARGER_HIDDEN
        ? given.withLearningRate(5e-5)
        : given.withLearningRate(given.learningRateFor(hidden));
  }
}
