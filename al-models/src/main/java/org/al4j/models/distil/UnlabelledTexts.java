package org.al4j.models.distil;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.data.Instance;
import org.al4j.core.io.Sha256;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.internal.Shuffle;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.internal.engine.train.Example;
import org.al4j.models.internal.text.TokenIds;
import org.al4j.models.tokenize.Encoding;
import org.al4j.models.tokenize.TextTokenizer;

/**
 * The texts as token ids, some of them held out. Of equal texts there is one, so that none is on
 * both sides.
 *
 * @param training in an order that does not change
 * @param sha256 of the texts in their order, in hexadecimal
 */
record UnlabelledTexts(List<Example> training, List<Example> heldOut, String sha256) {
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
      StudentSchedule settings,
      Consumer<String> notes) {
    LinkedHashSet<String> distinct = new LinkedHashSet<>(texts);
    note(notes, texts.size() - distinct.size(), "texts that were there before are left out");
    int before = distinct.size();
    distinct.removeIf(String::isBlank);
    note(notes, before - distinct.size(), "empty texts are left out");
    if (distinct.size() < 2) {
      throw new InvalidInputException(
          "to teach a student takes 2 different texts, one of them to measure on, found "
              + distinct.size());
    }
    Sha256 hash = new Sha256();
    distinct.forEach(text -> hash.add(text).addByte(0));
    List<Example> all = examples(List.copyOf(distinct), checkpoint, settings.maxLength(), notes);
    Shuffle.of(all, new Seeds(settings.seed()).generator("held out", 0));
    int held = (int) Math.round(settings.validationShare() * all.size());
    held = Math.max(1, Math.min(all.size() - 1, held));
    return new UnlabelledTexts(
        List.copyOf(all.subList(held, all.size())), List.copyOf(all.subList(0, held)), hash.hex());
  }

  private static void note(Consumer<String> notes, int count, String what) {
    if (count > 0) {
      notes.accept(String.format(Locale.ROOT, "%d %s", count, what));
    }
  }

  private static List<Example> examples(
      List<String> texts, Checkpoint checkpoint, int wanted, Consumer<String> notes) {
    int most = Math.min(wanted, checkpoint.config().positions());
    List<Example> all = new ArrayList<>();
    int cut = 0;
    try (TextTokenizer tokenizer = checkpoint.tokenizer()) {
      tokenizer.requireRoom(most);
      for (int from = 0; from < texts.size(); from += WINDOW) {
        List<String> window = texts.subList(from, Math.min(texts.size(), from + WINDOW));
        for (Encoding encoding : tokenizer.encodeAll(window, most)) {
          Instance named = Instance.ofText(Integer.toString(all.size() + 1), "text");
          Sequence sequence = TokenIds.sequence(encoding, named, checkpoint.config().vocabulary());
          all.add(new Example(sequence, NO_TARGET, 1));
          cut += encoding.truncated() ? 1 : 0;
        }
      }
    }
    note(notes, cut, "texts are longer than " + most + " tokens and lose their end");
    return all;
  }
}
