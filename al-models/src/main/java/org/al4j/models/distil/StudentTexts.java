package org.al4j.models.distil;

import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.al4j.core.Seeds;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.internal.engine.train.Example;
import org.al4j.models.internal.language.LanguageTask;
import org.al4j.models.internal.language.LanguageTasks;
import org.al4j.models.internal.language.UnlabelledTexts;
import org.jspecify.annotations.Nullable;

/**
 * What a student is taught on: texts, and behind them copies of the short ones.
 *
 * @param masks what hides words of the texts, if anything
 * @param altered the texts that have copies
 */
record StudentTexts(
    UnlabelledTexts read,
    @Nullable LanguageTask masks,
    TextVariants variants,
    List<int[]> altered) {
  private static final float[] NO_TARGET = {};

  /**
   * Reads texts.
   *
   * @throws org.al4j.core.InvalidInputException if there are fewer than two
   */
  static StudentTexts of(
      Collection<String> texts,
      Checkpoint checkpoint,
      DistillationSettings all,
      Consumer<String> notes) {
    StudentSchedule settings = all.training();
    LanguageTask masks = all.masks() ? LanguageTasks.masking(checkpoint) : null;
    UnlabelledTexts.Rules rules =
        new UnlabelledTexts.Rules(
            settings.maxLength(),
            settings.validationShare(),
            settings.seed(),
            ids -> masks == null || masks.candidates(ids) > 0,
            masks == null
                ? "empty texts are left out"
                : "texts without a word to ask for are left out",
            found ->
                "to teach a student takes 2 different texts, one of them to measure on, found "
                    + found);
    UnlabelledTexts read = UnlabelledTexts.of(texts, checkpoint, rules, notes);
    List<int[]> altered = read.training().stream().filter(all.variants()::alters).toList();
    return new StudentTexts(read, masks, all.variants(), altered);
  }

  /** Texts of an epoch, copies among them. */
  int size() {
    return Math.addExact(
        read.training().size(), Math.multiplyExact(variants.each(), altered.size()));
  }

  /** A text of an epoch; copies and masks are drawn by the epoch's seeds. */
  Example training(int number, Seeds epoch) {
    int copy = number - read.training().size();
    int[] ids =
        copy < 0
            ? read.training().get(number)
            : variants.copy(
                altered.get(copy % altered.size()), altered, epoch.generator("copy", copy));
    return example(ids, epoch, number);
  }

  /** A text as the models read it, with masks drawn by the seeds if there are any. */
  private Example example(int[] ids, Seeds seeds, int number) {
    return masks == null
        ? new Example(new Sequence(ids, null), NO_TARGET, 1)
        : masks.example(ids, seeds.generator("text", number));
  }

  /** The held-out texts, with the same masks each time. */
  List<Example> heldOut(Seeds seeds) {
    Seeds own = new Seeds(seeds.seed("held-out masks", 0));
    return IntStream.range(0, read.heldOut().size())
        .mapToObj(i -> example(read.heldOut().get(i), own, i))
        .toList();
  }
}
