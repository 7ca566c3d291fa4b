package org.al4j.examples.experiment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.al4j.core.io.AtomicFile;

/**
 * A byte-level vocabulary as GPT-2's: the 256 bytes, and pairs of tokens that were joined because
 * they often follow each other in some texts (Sennrich, Haddow and Birch 2016). Any text can be
 * read with it.
 *
 * @param merges the pairs, the first ones joined first; two tokens and a space between
 */
record BytePairs(List<String> merges) {
  /** What ends a text; the only special token, behind all others. */
  public static final String END = "<|endoftext|>";

  private static final int BYTES = 256;

  /** Where GPT-2 cuts a text before it looks for pairs. */
  private static final Pattern WORDS =
      Pattern.compile(
          "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+",
          Pattern.UNICODE_CHARACTER_CLASS);

  /** Keeps the list. */
  public BytePairs {
    merges = List.copyOf(merges);
  }

  /**
   * Learns a vocabulary: joins the most frequent pair, of equally frequent ones the first by name,
   * until there are enough tokens or no pair occurs twice. Same texts, same vocabulary.
   *
   * @param size tokens in all, {@link #END} included; more than 257
   */
  public static BytePairs learn(Iterable<String> texts, int size) {
    Map<String, Integer> counts = new TreeMap<>();
    for (String text : texts) {
      Matcher words = WORDS.matcher(text);
      while (words.find()) {
        counts.merge(words.group(), 1, Integer::sum);
      }
    }
    List<Word> words = new ArrayList<>();
    counts.forEach((word, count) -> words.add(new Word(characters(word), count)));
    Map<Pair, Integer> pairs = new HashMap<>();
    words.forEach(word -> word.addTo(pairs, 1));
    List<String> merges = new ArrayList<>();
    for (Pair best = best(pairs);
        merges.size() < size - BYTES - 1 && pairs.getOrDefault(best, 0) > 1;
        best = best(pairs)) {
      merges.add(best.left + " " + best.right);
      for (Word word : words) {
        word.join(best, pairs);
      }
    }
    return new BytePairs(merges);
  }

  private static Pair best(Map<Pair, Integer> pairs) {
    return pairs.entrySet().stream()
        .max(
            Map.Entry.<Pair, Integer>comparingByValue()
                .thenComparing(Map.Entry.<Pair, Integer>comparingByKey().reversed()))
        .map(Map.Entry::getKey)
        .orElse(new Pair("", ""));
  }

  private record Pair(String left, String right) implements Comparable<Pair> {
    @Override
    public int compareTo(Pair other) {
      int lefts = left.compareTo(other.left);
      return lefts != 0 ? lefts : right.compareTo(other.right);
    }
  }

  /** How often a word occurs, and the tokens that it consists of so far. */
  private record Word(List<String> tokens, int count) {
    /** Adds the word's pairs so many times as it occurs. */
    void addTo(Map<Pair, Integer> pairs, int sign) {
      for (int i = 1; i < tokens.size(); i++) {
        pairs.merge(new Pair(tokens.get(i - 1), tokens.get(i)), sign * count, Integer::sum);
      }
    }

    /** Joins a pair, and keeps the counts of all pairs right. */
    void join(Pair pair, Map<Pair, Integer> pairs) {
      boolean found = false;
      for (int i = 1; i < tokens.size(); i++) {
        found |= tokens.get(i - 1).equals(pair.left) && tokens.get(i).equals(pair.right);
      }
      if (!found) {
        return;
      }
      addTo(pairs, -1);
      for (int i = 1; i < tokens.size(); i++) {
        if (tokens.get(i - 1).equals(pair.left) && tokens.get(i).equals(pair.right)) {
          tokens.set(i - 1, pair.left + tokens.remove(i));
        }
      }
      addTo(pairs, 1);
    }
  }

  /** A character for each byte of the UTF-8 form. */
  private static List<String> characters(String word) {
    List<String> characters = new ArrayList<>();
    for (byte one : word.getBytes(StandardCharsets.UTF_8)) {
      characters.add(character(one & 0xff));
    }
    return characters;
  }

  /** Printable bytes stand for themselves, the others, in order, are the characters from 256 on. */
  private static String character(int one) {
    int hidden = 0;
    for (int before = 0; before < one && !printable(one); before++) {
      hidden += printable(before) ? 0 : 1;
    }
    return Character.toString(printable(one) ? one : BYTES + hidden);
  }

  private static boolean printable(int one) {
    return (one > ' ' && one < 0x7f) || (one > 0xa0 && one != 0xad);
  }

  /** Tokens in all. */
  public int size() {
    return BYTES + merges.size() + 1;
  }

  /** The id of {@link #END}. */
  public int endId() {
    return size() - 1;
  }

  /** Writes {@code vocab.json} and {@code merges.txt}. */
  public void write(Path dir) throws IOException {
    String[] bytes = new String[BYTES];
    Arrays.setAll(bytes, BytePairs::character);
    List<String> alphabet = new ArrayList<>(List.of(bytes));
    Collections.sort(alphabet); // the printable ones first, as in OpenAI's
    ObjectMapper json = new ObjectMapper();
    ObjectNode ids = json.createObjectNode();
    alphabet.forEach(one -> ids.put(one, ids.size()));
    merges.forEach(merge -> ids.put(merge.replace(" ", ""), ids.size()));
    ids.put(END, ids.size());
    AtomicFile.write(dir.resolve("vocab.json"), json.writeValueAsBytes(ids));
    String lines = "#version: 0.2\n" + String.join("\n", merges) + "\n";
    AtomicFile.write(dir.resolve("merges.txt"), lines.getBytes(StandardCharsets.UTF_8));
  }
}
