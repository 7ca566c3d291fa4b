package org.al4j.models.distil;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Altered copies of short texts for a student to learn from, as a teacher answers for any text,
 * good language or not. Where texts are few, a student learns the teacher's answers to these very
 * texts; with copies that are drawn anew each epoch it has to learn more. Of five copies two are
 * the beginning of one text and the end of another, two have each token replaced by any other
 * text's with probability {@value #REPLACED}, and one loses each with probability {@value #LOST}.
 * The first and last token, which mark a text's ends, stay.
 *
 * <p>Source: words replaced by others, Jiao et al. 2020 (TinyBERT), section 3; there a language
 * model and word vectors propose them. Beginnings and ends, and losses, are this project's.
 *
 * @param each copies of a text in an epoch; 0 for none
 * @param longest most tokens of a text that has copies, special tokens included
 */
public record TextVariants(int each, int longest) {
  /** No copies. */
  public static final TextVariants NONE = new TextVariants(0, 32);

  private static final double REPLACED = .25;
  private static final double LOST = .2;

  /** Checks the ranges. */
  public TextVariants {
    StudentSchedule.check(each >= 0, "{variants} must be 0 or more, found %s", each);
    StudentSchedule.check(longest >= 4, "{variantsLongest} must be at least 4, found %s", longest);
  }

  /** Whether a text has copies: it is short, and has tokens between its ends. */
  boolean alters(int[] ids) {
    return each > 0 && ids.length >= 3 && ids.length <= longest;
  }

  /**
   * A copy, no longer than the longer one of its two texts.
   *
   * @param others texts that have copies, itself among them
   */
  int[] copy(int[] ids, List<int[]> others, RandomGenerator random) {
    int[] other = others.get(random.nextInt(others.size()));
    int way = random.nextInt(5);
    if (way < 2) {
      return joined(ids, other, random);
    }
    return way < 4 ? replaced(ids, others, random) : shortened(ids, random);
  }

  private static int[] joined(int[] first, int[] second, RandomGenerator random) {
    int head = 2 + random.nextInt(first.length - 2);
    int tail = 2 + random.nextInt(second.length - 2);
    int most = Math.max(first.length, second.length);
    int[] joined = Arrays.copyOf(first, Math.min(head + tail, most));
    int from = Math.min(head, most - 1);
    int count = joined.length - from;
    System.arraycopy(second, second.length - count, joined, from, count);
    return joined;
  }

  private static int[] replaced(int[] ids, List<int[]> others, RandomGenerator random) {
    int[] copy = ids.clone();
    for (int i = 1; i < copy.length - 1; i++) {
      if (random.nextDouble() < REPLACED) {
        int[] other = others.get(random.nextInt(others.size()));
        copy[i] = other[1 + random.nextInt(other.length - 2)];
      }
    }
    return copy;
  }

  private static int[] shortened(int[] ids, RandomGenerator random) {
    int[] copy = ids.clone();
    int length = 1;
    for (int i = 1; i < ids.length - 1; i++) {
      if (random.nextDouble() >= LOST) {
        copy[length++] = ids[i];
      }
    }
    if (length == 1) {
      copy[length++] = ids[1];
    }
    copy[length++] = ids[ids.length - 1];
    return Arrays.copyOf(copy, length);
  }
}
