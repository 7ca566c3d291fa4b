package org.al4j.models.tfidf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.al4j.core.data.Instance;
import org.al4j.core.io.Sha256;
import org.al4j.models.tfidf.WordTokenizer.Unspaced;

/**
 * The terms, in natural order, with their inverse document frequencies {@code ln((1 + n) / (1 +
 * df)) + 1}, and the map from a text to its row: counts times idf, scaled to length one. A text
 * without a known term has a zero row.
 */
final class Vocabulary {
  private final WordTokenizer tokenizer;
  private final Unspaced unspaced;
  private final int texts;
  private final SortedMap<String, Integer> frequencies;
  private final Map<String, Integer> indexes;
  private final double[] idf; // [V]

  /** The vocabulary of so many texts, of which so many have each term. */
  Vocabulary(
      TfidfSettings settings,
      Unspaced unspaced,
      int texts,
      SortedMap<String, Integer> frequencies) {
    this.tokenizer = new WordTokenizer(settings, unspaced);
    this.unspaced = unspaced;
    this.texts = texts;
    this.frequencies = Collections.unmodifiableSortedMap(new TreeMap<>(frequencies));
    this.indexes = new HashMap<>(frequencies.size() * 2);
    this.idf = new double[frequencies.size()];
    this.frequencies.forEach(
        (term, frequency) -> {
          int index = indexes.size();
          indexes.put(term, index);
          // StrictMath: the same bits on every platform
          idf[index] = StrictMath.log((1.0 + texts) / (1.0 + frequency)) + 1;
        });
  }

  /** Learns terms and frequencies; the order of the texts does not matter. */
  static Vocabulary fit(TfidfSettings settings, Iterable<Instance> texts) {
    WordTokenizer tokenizer = new WordTokenizer(settings);
    Map<String, Integer> found = new HashMap<>();
    int count = 0;
    for (Instance instance : texts) {
      for (String term : new HashSet<>(tokenizer.terms(instance.text()))) {
        found.merge(term, 1, Integer::sum);
      }
      count++;
    }
    found.values().removeIf(frequency -> frequency < settings.minimumDocumentFrequency());
    return new Vocabulary(settings, Unspaced.CHARACTERS, count, new TreeMap<>(found));
  }

  /** Tells vocabularies apart. */
  String sha256() {
    Sha256 hasher = new Sha256().addInt(texts);
    frequencies.forEach(
        (term, count) ->
            hasher
                .addInt(term.length())
                .add(term.getBytes(StandardCharsets.UTF_16LE))
                .addInt(count));
    return hasher.hex();
  }

  /** What becomes of scripts without spaces. */
  Unspaced unspaced() {
    return unspaced;
  }

  List<String> terms() {
    return List.copyOf(frequencies.keySet());
  }

  /** How many texts it was learnt from. */
  int texts() {
    return texts;
  }

  /** How many of them have each term. */
  SortedMap<String, Integer> frequencies() {
    return frequencies;
  }

  int size() {
    return idf.length;
  }

  /** The rows of the given texts. */
  SparseRows rows(List<Instance> texts) {
    int[] offsets = new int[texts.size() + 1];
    int[] columns = new int[Math.max(16, texts.size() * 16)];
    double[] values = new double[columns.length];
    for (int i = 0; i < texts.size(); i++) {
      int[] found = indexes(texts.get(i).text());
      int needed = offsets[i] + found.length;
      if (needed > columns.length) {
        int capacity = Math.max(needed, columns.length + columns.length / 2);
        columns = Arrays.copyOf(columns, capacity);
        values = Arrays.copyOf(values, capacity);
      }
      offsets[i + 1] = addRow(found, offsets[i], columns, values);
    }
    int length = offsets[texts.size()];
    return new SparseRows(offsets, Arrays.copyOf(columns, length), Arrays.copyOf(values, length));
  }

  /** The indexes of a text's known terms, ascending, repeated as often as the term. */
  private int[] indexes(String text) {
    List<String> found = tokenizer.terms(text);
    int[] known = new int[found.size()];
    int count = 0;
    for (String term : found) {
      Integer index = indexes.get(term);
      if (index != null) {
        known[count++] = index;
      }
    }
    Arrays.sort(known, 0, count);
    return Arrays.copyOf(known, count);
  }

  private int addRow(int[] sorted, int start, int[] columns, double[] values) {
    int end = start;
    for (int index : sorted) {
      if (end > start && columns[end - 1] == index) {
        values[end - 1]++;
      } else {
        columns[end] = index;
        values[end++] = 1;
      }
    }
    double squares = 0;
    for (int i = start; i < end; i++) {
      values[i] *= idf[columns[i]];
      squares += values[i] * values[i];
    }
    double length = Math.sqrt(squares);
    for (int i = start; i < end; i++) {
      values[i] /= length;
    }
    return end;
  }
}
