package org.al4j.models.internal.language;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.al4j.core.InvalidInputException;
import org.al4j.core.Seeds;
import org.al4j.core.data.Instance;
import org.al4j.core.io.Sha256;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.internal.Shuffle;
import org.al4j.models.internal.text.TokenIds;
import org.al4j.models.tokenize.Encoding;
import org.al4j.models.tokenize.TextTokenizer;

/**
 * Texts without labels as token ids, some of them held out. Of equal texts there is one, so that
 * none is on both sides.
 *
 * @param training in an order that does not change
 * @param sha256 of the texts in their order, in hexadecimal
 */
public record UnlabelledTexts(List<int[]> training, List<int[]> heldOut, String sha256) {
  private static final int WINDOW = 1024;

  /**
   * How texts are read.
   *
   * @param maxLength most tokens of a text; a checkpoint that reads fewer gets fewer
   * @param heldOut the share of them that is held out; at least one text is, and not all
   * @param seed of which those are
   * @param teaches whether token ids teach anything; the others are left out
   * @param idle what is noted of those, after their number
   * @param tooFew what is refused, by how many there are, if there are fewer than two
   */
  public record Rules(
      int maxLength,
      double heldOut,
      long seed,
      Predicate<int[]> teaches,
      String idle,
      IntFunction<String> tooFew) {}

  /**
   * Reads texts.
   *
   * @param notes told what was left out or cut, a line each
   * @throws InvalidInputException if fewer than two texts teach anything
   */
  public static UnlabelledTexts of(
      Collection<String> texts, Checkpoint checkpoint, Rules rules, Consumer<String> notes) {
    LinkedHashSet<String> distinct = new LinkedHashSet<>(texts);
    note(notes, texts.size() - distinct.size(), "texts that were there before are left out");
    int before = distinct.size();
    distinct.removeIf(String::isBlank);
    int blank = before - distinct.size();
    Sha256 hash = new Sha256();
    distinct.forEach(text -> hash.add(text).addByte(0));
    List<int[]> all = tokens(List.copyOf(distinct), checkpoint, rules.maxLength, notes);
    all.removeIf(ids -> !rules.teaches.test(ids));
    note(notes, blank + distinct.size() - all.size(), rules.idle);
    if (all.size() < 2) {
      throw new InvalidInputException(rules.tooFew.apply(all.size()));
    }
    Shuffle.of(all, new Seeds(rules.seed).generator("held out", 0));
    int held = (int) Math.round(rules.heldOut * all.size());
    held = Math.max(1, Math.min(all.size() - 1, held));
    return new UnlabelledTexts(
        List.copyOf(all.subList(held, all.size())), List.copyOf(all.subList(0, held)), hash.hex());
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
