package org.al4j.models.recurrent;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.FitProgress;
import org.al4j.models.internal.Shuffle;
import org.al4j.models.internal.recurrent.ChainTargets;
import org.al4j.models.internal.recurrent.NetworkTrainer;
import org.al4j.models.internal.recurrent.NetworkWeights;
import org.al4j.models.internal.recurrent.SentenceIds;
import org.al4j.models.transformer.MinimumUpdates;
import org.al4j.models.transformer.Recipe;

/** One fit: epochs of shuffled batches, each an update. */
final class BilstmCrfTraining {
  private final BilstmCrfParts parts;
  private final Recipe recipe;
  private final FitContext<TagSequence, BilstmCrfTagger> context;
  private final NetworkTrainer trainer;
  private final Seeds seeds;
  private final double rate;
  private int done;

  /**
   * A tagged sentence.
   *
   * @param gold the tag of each word
   * @param soft distributions in their place, {@code [w, C]}; empty where tags are certain
   */
  @SuppressWarnings("ArrayRecordComponent") // a working value
  record Example(SentenceIds sentence, int[] gold, float[] soft, double weight) {}

  BilstmCrfTraining(
      BilstmCrfParts parts, Recipe recipe, FitContext<TagSequence, BilstmCrfTagger> context) {
    this.parts = parts;
    this.recipe = recipe;
    this.context = context;
    this.seeds = new Seeds(context.seed());
    this.trainer =
        new NetworkTrainer(
            parts.weights(),
            new NetworkTrainer.Options(recipe.optimizer().weightDecay(), false, recipe.clipNorm()));
    double warm = context.previous().isPresent() ? recipe.rate().warmStart() : 1;
    this.rate = warm * context.rateFactor() * recipe.rate().peak();
  }

  /**
   * Trains the weights in place; with early stopping they are those of the best epoch.
   *
   * @param examples in an order that does not depend on the caller's
   * @param heldOut for early stopping, in such an order, too; else unused
   * @param epochEnd told the weights at the end of each epoch
   * @throws InvalidInputException if the loss or a weight is no longer finite
   */
  void run(List<Example> examples, List<Example> heldOut, Consumer<NetworkWeights> epochEnd) {
    Optional<BilstmCrfBest> best =
        recipe
            .earlyStopping()
            .map(stopping -> new BilstmCrfBest(parts.weights(), stopping, heldOut));
    MinimumUpdates updates = MinimumUpdates.of(examples.size(), recipe);
    List<Example> order = new ArrayList<>(examples);
    boolean[] once = once(examples);
    int perEpoch = (examples.size() + updates.batchSize() - 1) / updates.batchSize();
    int total = Math.multiplyExact(perEpoch, updates.epochs());
    boolean more = true;
    for (int epoch = 0; more && epoch < updates.epochs(); epoch++) {
      Shuffle.of(order, seeds.generator("shuffle", epoch));
      for (int from = 0; more && from < order.size(); from += updates.batchSize()) {
        more = !context.cancelled().getAsBoolean();
        if (more) {
          int to = Math.min(order.size(), from + updates.batchSize());
          update(order.subList(from, to), once, total);
        }
      }
      if (more) {
        trainer.finish();
        epochEnd.accept(parts.weights());
        more = !best.map(BilstmCrfBest::exhausted).orElse(false);
      }
    }
    trainer.finish();
    best.ifPresent(BilstmCrfBest::restore);
    if (!parts.weights().finite()) {
      throw diverged("a weight is not finite", total);
    }
  }

  private void update(List<Example> batch, boolean[] once, int total) {
    RandomGenerator random = seeds.generator("unknown words", done);
    List<SentenceIds> sentences =
        batch.stream().map(one -> forgetting(one.sentence(), once, random)).toList();
    Seeds drops = new Seeds(seeds.seed("dropout", done));
    double loss =
        trainer.update(
            sentences,
            targets(batch, parts.labels().size()),
            new NetworkTrainer.Dropout(
                parts.dropout(), i -> new SplittableRandom(drops.seed("sentence", i))),
            rate * recipe.rate().schedule().factor(done, total));
    done++;
    if (!Double.isFinite(loss)) {
      throw diverged("the loss is " + loss, total);
    }
    context.progress().accept(new FitProgress(done, total, loss));
  }

  private InvalidInputException diverged(String what, int total) {
    return new InvalidInputException(
        String.format(
            Locale.ROOT,
            "training diverged: %s after update %d of %d; lower the learning rate (now %s)",
            what,
            done,
            total,
            rate));
  }

  /**
   * What a batch should be; the loss is the mean over its sentences.
   *
   * @param tags how many there are
   */
  static ChainTargets targets(List<Example> batch, int tags) {
    int words = batch.stream().mapToInt(one -> one.gold().length).sum();
    boolean soft = batch.stream().anyMatch(one -> one.soft().length > 0);
    ChainTargets targets =
        new ChainTargets(
            new int[words], new float[soft ? words * tags : 0], new float[batch.size()]);
    int at = 0;
    for (int i = 0; i < batch.size(); i++) {
      Example one = batch.get(i);
      targets.factors()[i] = (float) (one.weight() / batch.size());
      System.arraycopy(one.gold(), 0, targets.gold(), at, one.gold().length);
      if (one.soft().length > 0) {
        System.arraycopy(one.soft(), 0, targets.soft(), at * tags, one.soft().length);
      }
      for (int word = 0; soft && one.soft().length == 0 && word < one.gold().length; word++) {
        targets.soft()[(at + word) * tags + one.gold()[word]] = 1;
      }
      at += one.gold().length;
    }
    return targets;
  }

  /** Words that stand in the examples once; of a file's vectors none are looked at. */
  private boolean[] once(List<Example> examples) {
    Map<Integer, Integer> counts = new HashMap<>();
    for (Example one : examples) {
      for (int row : one.sentence().words()) {
        counts.merge(row, 1, Integer::sum);
      }
    }
    boolean[] once = new boolean[parts.vocabulary().words().count()];
    if (!parts.options().trainVectors()) {
      counts.forEach((row, count) -> once[row] = count == 1);
    }
    return once;
  }

  /** Every other time a word that stands there once is unknown, whose vector is learnt by that. */
  private static SentenceIds forgetting(
      SentenceIds sentence, boolean[] once, RandomGenerator random) {
    int[] words = sentence.words().clone();
    for (int i = 0; i < words.length; i++) {
      if (once[words[i]] && random.nextBoolean()) {
        words[i] = TableRows.UNKNOWN;
      }
    }
    return new SentenceIds(words, sentence.vectors(), sentence.characters());
  }
}
