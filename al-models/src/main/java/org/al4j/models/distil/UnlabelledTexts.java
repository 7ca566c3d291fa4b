package org.al4j.models.distil;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.data.Instance;
import org.al4j.core.io.Sha256;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.internal.Shuffle;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.internal.engine.train.Example;
import org.al4j.models.internal.language.LanguageTask;
import org.al4j.models.internal.language.LanguageTasks;
import org.al4j.models.internal.text.TokenIds;
import org.al4j.models.tokenize.Encoding;
import org.al4j.models.tokenize.TextTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * The texts as token ids, some of them held out. Of equal texts there is one, so that none is on
 * both sides.
 *
 * @param training in an order that does not change
 * @param masks what hides words of them, if anything
 * @param sha256 of the texts in their order, in hexadecimal
 */
record UnlabelledTexts(
    List<int[]> training, List<int[]> heldOut, @Nullable LanguageTask masks, String sha256) {
  private static final int WINDOW = 1024;
  private static final float[] NO_TARGET = {};

  /**
   * Reads texts.
   *
   * @throws InvalidInputException if there are fewer than two
   */
  static UnlabelledTexts of(
      Collection<String> texts,
      Checkpoint checkpoint,
      DistillationSettings all,
      Consumer<String> notes) {
    StudentSchedule settings = all.training();
    LanguageTask masks = all.masks() ? LanguageTasks.masking(checkpoint) : null;
    LinkedHashSet<String> distinct = new LinkedHashSet<>(texts);
    note(notes, texts.size() - distinct.size(), "texts that were there before are left out");
    int before = distinct.size();
    distinct.removeIf(String::isBlank);
    note(notes, before - distinct.size(), "empty texts are left out");
    require(distinct.size());
    Sha256 hash = new Sha256();
    distinct.forEach(text -> hash.add(text).addByte(0));
    List<int[]> tokens = tokens(List.copyOf(distinct), checkpoint, settings.maxLength(), notes);
    if (masks != null) {
      tokens.removeIf(ids -> masks.candidates(ids) < 1);
    }
    require(tokens.size());
    Shuffle.of(tokens, new Seeds(settings.seed()).generator("held out", 0));
    int held = (int) Math.round(settings.validationShare() * tokens.size());
    held = Math.max(1, Math.min(tokens.size() - 1, held));
    return new UnlabelledTexts(
        List.copyOf(tokens.subList(held, tokens.size())),
        List.copyOf(tokens.subList(0, held)),
        masks,
        hash.hex());
  }

  private static void require(int texts) {
    if (texts < 2) {
      throw new InvalidInputException(
          "to teach a student takes 2 different texts, one of them to measure on, found " + texts);
    }
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
    return IntStream.range(0, heldOut.size())
        .mapToObj(i -> example(heldOut.get(i), own, i))
        .toList();
  }

  private static void note(Consumer<String> notes, int count, String what) {
    if (count > 0) {
      notes.accept(String.format(Locale.ROOT, "%d %s", count, what));
    }
  }

  private static List<int[]> tokens(
      List<String> texts, Checkpoint checkpoint, int wanted, Consumer<String> notes) {
    int most = Math.min(wanted, checkpoint.config().positions());
    List<int[]> all = new ArrayList<>();
    int cut = 0;
    try (TextTokenizer tokenizer = checkpoint.tokenizer()) {
      tokenizer.requireRoom(most);
      for (int from = 0; from < texts.size(); from += WINDOW) {
        List<String> window = texts.subList(from, Math.min(texts.size(), from + WINDOW));
        for (Encoding encoding : tokenizer.encodeAll(window, most)) {
          Instance named = Instance.ofText(Integer.toString(all.size() + 1), "text");
          all.add(TokenIds.sequence(encoding, named, checkpoint.config().vocabulary()).ids());
          cut += encoding.truncated() ? 1 : 0;
        }
      }
    }
    note(notes, cut, "texts are longer than " + most + " tokens and lose their end");
    return all;
  }
}
