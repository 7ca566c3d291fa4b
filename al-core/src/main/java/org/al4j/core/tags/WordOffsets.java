package org.al4j.core.tags;

import java.util.ArrayList;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;

/**
 * Where words stand in their text, in UTF-16 units as {@link String} counts. An instance keeps its
 * text and its words; this finds them again, so that spans can be given back as characters.
 */
public final class WordOffsets {
  private final int[] starts;
  private final int[] ends;

  private WordOffsets(int[] starts, int[] ends) {
    this.starts = starts;
    this.ends = ends;
  }

  static WordOffsets of(List<int[]> words) {
    return new WordOffsets(
        words.stream().mapToInt(word -> word[0]).toArray(),
        words.stream().mapToInt(word -> word[1]).toArray());
  }

  /**
   * Where the words of an instance stand: each at its first place behind the one before. That is
   * where the readers found them, as words begin with no character that may stand between them.
   *
   * @throws InvalidInputException naming the instance, if its text does not have its words in order
   */
  public static WordOffsets of(Instance instance) {
    try {
      return of(instance.text(), instance.words());
    } catch (InvalidInputException e) {
      throw new InvalidInputException("instance '" + instance.id() + "': " + e.getMessage(), e);
    }
  }

  /**
   * The same of a text and its words.
   *
   * @throws InvalidInputException if the text does not have the words in order
   */
  public static WordOffsets of(String text, List<String> words) {
    boolean joined = text.equals(String.join(" ", words)); // a word may be a blank then
    int[] starts = new int[words.size()];
    int[] ends = new int[words.size()];
    int at = 0;
    for (int i = 0; i < starts.length; i++) {
      String word = words.get(i);
      starts[i] = joined ? at : text.indexOf(word, at);
      if (starts[i] < 0) {
        throw new InvalidInputException(
            "the text must have its words in order, word "
                + (i + 1)
                + " '"
                + word
                + "' is not in it behind character "
                + at);
      }
      ends[i] = starts[i] + word.length();
      at = ends[i] + (joined ? 1 : 0);
    }
    return new WordOffsets(starts, ends);
  }

  /** How many words there are. */
  public int size() {
    return starts.length;
  }

  /** Where a word starts. */
  public int start(int word) {
    return starts[word];
  }

  /** Behind the last unit of a word. */
  public int end(int word) {
    return ends[word];
  }

  /** The words, as the text has them. */
  public List<String> words(String text) {
    List<String> words = new ArrayList<>(starts.length);
    for (int i = 0; i < starts.length; i++) {
      words.add(text.substring(starts[i], ends[i]));
    }
    return words;
  }

  /** A span of words as one of characters. */
  public CharSpan characters(Span span) {
    return new CharSpan(span.type(), starts[span.first()], ends[span.end() - 1]);
  }
}
