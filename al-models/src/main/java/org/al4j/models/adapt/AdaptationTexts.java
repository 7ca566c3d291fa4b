package org.al4j.models.adapt;

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
import org.al4j.models.internal.language.LanguageTask;
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
record AdaptationTexts(List<int[]> training, List<int[]> heldOut, String sha256) {
  private static final int WINDOW = 1024;

  /**
   * Reads texts.
   *
   * @throws InvalidInputException if fewer than two texts teach anything
   */
  static AdaptationTexts of(
      Collection<String> texts,
      Checkpoint checkpoint,
      LanguageTask task,
      AdaptationSettings settings,
      Consumer<String> notes) {
    LinkedHashSet<String> distinct = new LinkedHashSet<>(texts);
    int equal = texts.size() - distinct.size();
    distinct.removeIf(String::isBlank);
    Sha256 hash = new Sha256();
    distinct.forEach(text -> hash.add(text).addByte(0));
    List<int[]> all = tokens(List.copyOf(distinct), checkpoint, settings.maxLength(), notes);
    int before = all.size();
    all.removeIf(ids -> task.candidates(ids) < 1);
    note(notes, equal, "texts that were there before are left out");
    note(notes, before - all.size(), "texts without a word to ask for are left out");
    if (all.size() < 2) {
      throw new InvalidInputException(
          "to adapt a checkpoint takes 2 different texts with words, one of them to measure on,"
              + " found "
              + all.size());
    }
    return split(all, settings, hash.hex());
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

  private static AdaptationTexts split(
      List<int[]> all, AdaptationSettings settings, String sha256) {
    List<int[]> order = new ArrayList<>(all);
    Shuffle.of(order, new Seeds(settings.seed()).generator("held out", 0));
    int held = (int) Math.round(settings.validationShare() * all.size());
    held = Math.max(1, Math.min(all.size() - 1, held));
    return new AdaptationTexts(
        List.copyOf(order.subList(held, order.size())),
        List.copyOf(order.subList(0, held)),
        sha256);
  }
}
