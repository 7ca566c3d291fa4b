package org.al4j.models.tagger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.al4j.core.data.Instance;
import org.al4j.core.text.TextsRead;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.internal.text.TokenIds;
import org.al4j.models.tokenize.Encoding;
import org.al4j.models.tokenize.LongTexts;
import org.al4j.models.tokenize.TextTokenizer;
import org.al4j.models.transformer.Recipe;

/**
 * Words to token ids, remembered as long as there is room: a pool is scored every round, and a
 * sentence is tokenized once. A sentence with more tokens than the model reads is read in windows,
 * each half a window after the one before and the last one ending with the sentence. A word is read
 * from the window in which its first token has most context: the smaller number of tokens on its
 * two sides, where a side that ends with the sentence is not counted; of equals the first. Safe for
 * use by several threads.
 */
final class WordEncoder implements AutoCloseable {
  /** About 100 MB in all. */
  private static final int MAX_TOKENS = 8_000_000;

  private final TextTokenizer tokenizer;
  private final LongTexts longTexts;
  private final int maxLength;
  private final int positions;
  private final int rows;
  private final Map<List<String>, WordWindows> known = new HashMap<>();
  private int knownTokens;
  private long read;

  /** With a tokenizer of the checkpoint, which it owns. */
  WordEncoder(Checkpoint checkpoint, Recipe.Texts texts) {
    this.positions = checkpoint.config().positions();
    this.rows = checkpoint.config().vocabulary();
    this.longTexts = texts.tooLong();
    this.maxLength = Math.min(texts.maxLength(), positions);
    this.tokenizer = checkpoint.tokenizer();
    try {
      tokenizer.requireRoom(maxLength);
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  /** Most tokens of a window, special tokens included. */
  int maxLength() {
    return maxLength;
  }

  /** The sentences so far, each once while it is remembered; none loses its end. */
  synchronized TextsRead read() {
    return new TextsRead(read, 0, maxLength);
  }

  /**
   * The sentences of the instances.
   *
   * @throws org.al4j.core.InvalidInputException if one is too long and such are refused, or has a
   *     token that the model has not
   */
  synchronized List<WordWindows> encode(List<Instance> instances) {
    List<WordWindows> all = new ArrayList<>(instances.size());
    for (Instance instance : instances) {
      List<String> words = Sentences.words(instance);
      WordWindows one = known.get(words);
      if (one == null) {
        one = fresh(instance, words);
        read++;
        int tokens = one.tokens();
        if (knownTokens + tokens <= MAX_TOKENS) {
          known.put(words, one);
          knownTokens += tokens;
        }
      }
      all.add(one);
    }
    return all;
  }

  private WordWindows fresh(Instance instance, List<String> words) {
    Encoding whole = tokenizer.encodeWords(words, Integer.MAX_VALUE);
    if (longTexts == LongTexts.REFUSE && whole.length() > maxLength) {
      int[] cut = new int[maxLength];
      longTexts.check(new Encoding(cut, cut, cut, whole.length()), instance, positions);
    }
    Cuts cuts = Cuts.of(whole, maxLength);
    int[] owner = owners(cuts, whole.wordIds(), words.size());
    List<Sequence> sequences = new ArrayList<>();
    List<int[]> parts = new ArrayList<>();
    for (int start : cuts.starts) {
      Encoding window = cuts.window(whole, start);
      sequences.add(TokenIds.sequence(window, instance, rows));
      int[] of = window.wordIds();
      for (int token = 0; token < of.length; token++) {
        if (of[token] >= 0 && owner[of[token]] != parts.size()) {
          of[token] = WordWindows.NONE;
        }
      }
      parts.add(of);
    }
    return new WordWindows(sequences, parts.toArray(int[][]::new), words.size());
  }

  /** The window that each word is read from; -1 without a token. */
  private static int[] owners(Cuts cuts, int[] wordIds, int words) {
    int[] owner = new int[words];
    Arrays.fill(owner, -1);
    for (int token = 0; token < wordIds.length; token++) {
      int word = wordIds[token];
      if (word >= 0 && owner[word] < 0) {
        owner[word] = cuts.best(token - cuts.front);
      }
    }
    return owner;
  }

  /**
   * Where windows lie.
   *
   * @param front special tokens before the sentence
   * @param back special tokens behind it
   * @param content its own tokens
   * @param starts of the windows among these
   * @param room own tokens of a window
   */
  private record Cuts(int front, int back, int content, List<Integer> starts, int room) {
    static Cuts of(Encoding whole, int maxLength) {
      int[] words = whole.wordIds();
      int front = 0;
      while (front < words.length && words[front] < 0) {
        front++;
      }
      int back = 0;
      while (back < words.length - front && words[words.length - 1 - back] < 0) {
        back++;
      }
      int content = words.length - front - back;
      int room = Math.max(1, Math.min(content, maxLength - front - back));
      List<Integer> starts = new ArrayList<>(List.of(0));
      int last = 0;
      while (last + room < content) {
        last = Math.min(last + Math.max(1, room / 2), content - room);
        starts.add(last);
      }
      return new Cuts(front, back, content, starts, room);
    }

    /** The window in which a token of the sentence has most context. */
    int best(int token) {
      int best = 0;
      int most = -1;
      for (int i = 0; i < starts.size(); i++) {
        int start = starts.get(i);
        if (token < start || token >= start + room) {
          continue;
        }
        int left = start == 0 ? Integer.MAX_VALUE : token - start;
        int right = start + room >= content ? Integer.MAX_VALUE : start + room - 1 - token;
        if (Math.min(left, right) > most) {
          most = Math.min(left, right);
          best = i;
        }
      }
      return best;
    }

    /** The window's own tokens between the special ones. */
    Encoding window(Encoding whole, int start) {
      if (starts.size() == 1) {
        int[] ids = whole.ids();
        return new Encoding(ids, new int[ids.length], whole.wordIds().clone(), ids.length);
      }
      int[] ids = cut(whole.ids(), start);
      return new Encoding(ids, new int[ids.length], cut(whole.wordIds(), start), ids.length);
    }

    private int[] cut(int[] of, int start) {
      int[] cut = new int[front + room + back];
      System.arraycopy(of, 0, cut, 0, front);
      System.arraycopy(of, front + start, cut, front, room);
      System.arraycopy(of, of.length - back, cut, front + room, back);
      return cut;
    }
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
