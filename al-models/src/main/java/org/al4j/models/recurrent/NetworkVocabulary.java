package org.al4j.models.recurrent;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.al4j.models.internal.recurrent.SentenceIds;

/**
 * What the network has rows for.
 *
 * @param words of the learnt table
 * @param vectors of the frozen table
 * @param characters code points, each as a text
 */
record NetworkVocabulary(TableRows words, FileVectors vectors, TableRows characters) {
  /** A character that is rarer is not told from others: the unknown one's vector is learnt so. */
  private static final int LEAST = 2;

  /**
   * The vocabulary of sentences, in an order that does not depend on theirs.
   *
   * @param learnWords whether words have rows of their own
   */
  static NetworkVocabulary of(
      List<List<String>> sentences, FileVectors vectors, boolean learnWords) {
    TableRows none = new TableRows(List.of());
    return new NetworkVocabulary(none, vectors, none).with(sentences, learnWords);
  }

  /** The same with more sentences, whose new words and characters come behind the known ones. */
  NetworkVocabulary with(List<List<String>> sentences, boolean learnWords) {
    SortedSet<String> some = new TreeSet<>();
    TreeMap<String, Integer> counts = new TreeMap<>();
    for (List<String> sentence : sentences) {
      for (String word : sentence) {
        if (learnWords) {
          some.add(TableRows.learnt(word));
        }
        word.codePoints()
            .mapToObj(Character::toString)
            .forEach(c -> counts.merge(c, 1, Integer::sum));
      }
    }
    counts.values().removeIf(count -> count < LEAST);
    return new NetworkVocabulary(
        more(words, some), vectors, more(characters, counts.navigableKeySet()));
  }

  private static TableRows more(TableRows known, SortedSet<String> some) {
    List<String> all = new ArrayList<>(known.entries());
    some.stream().filter(one -> !known.has(one)).forEach(all::add);
    return new TableRows(all);
  }

  /** A sentence's rows. */
  SentenceIds encode(List<String> sentence) {
    int[] own = new int[sentence.size()];
    int[] given = new int[sentence.size()];
    int[][] letters = new int[sentence.size()][];
    for (int i = 0; i < own.length; i++) {
      String word = sentence.get(i);
      own[i] = words.rowOfWord(word);
      given[i] = vectors.width() == 0 ? 0 : vectors.rows().rowOfWord(word);
      letters[i] =
          word.codePoints().mapToObj(Character::toString).mapToInt(characters::row).toArray();
    }
    return new SentenceIds(own, given, letters);
  }
}
