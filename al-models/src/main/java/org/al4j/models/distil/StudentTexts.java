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
 * What a student is taught on.
 *
 * @param masks what hides words of the texts, if anything
 */
record StudentTexts(UnlabelledTexts read, @Nullable LanguageTask masks) {
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
    return new StudentTexts(UnlabelledTexts.of(texts, checkpoint, rules, notes), masks);
  }

  /** A text as the models read it, with masks drawn by the seeds if there are any. */
  Example example(int[] ids, Seeds seeds, int number) {
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
