package org.al4j.models.internal.text;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.io.Sha256;
import org.al4j.core.text.TextsRead;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.tokenize.Encoding;
import org.al4j.models.tokenize.LongTexts;
import org.al4j.models.tokenize.TextTokenizer;

/**
 * Texts to token ids, remembered: a pool is scored every round, and a text is tokenized once. What
 * came first stays remembered; once the memory is full the rest is tokenized anew each time, which
 * for a scan that repeats beats forgetting the oldest. A text is known by its hash, so that long
 * ones are not kept. Safe for use by several threads.
 */
public final class TextEncoder implements AutoCloseable {
  /** The least that is read of a text: room for the special tokens and one more. */
  public static final int SHORTEST = 3;

  /** About 60 MB in all: ids of four bytes, and some 140 bytes for an entry. */
  private static final int MAX_TOKENS = 8_000_000;

  private static final int MAX_TEXTS = 200_000;

  private final TextTokenizer tokenizer;
  private final int maxLength;
  private final int positions;
  private final int rows;
  private final LongTexts longTexts;
  private final Sha256 sha256 = new Sha256();
  private final Map<Key, Tokenized> known = new HashMap<>();
  private final Set<Key> counted = new HashSet<>();
  private int knownTokens;
  private volatile TextsRead read;

  /** The first half of a text's SHA-256. */
  private record Key(long first, long second) {}

  private record Tokenized(Sequence sequence, boolean truncated) {}

  /** Sequences in the order of the texts, and how many of them were cut. */
  public record Encoded(List<Sequence> sequences, int truncated) {}

  /**
   * An encoder that cuts longer texts, or refuses them. It owns the tokenizer, and closes it when
   * this fails.
   *
   * @param wanted the most tokens of a text, special tokens included
   * @param tooLong what happens to longer texts
   * @param positions the most tokens that the model can read, whatever is wanted
   * @param rows of the word embedding; larger ids are refused
   * @throws InvalidInputException if the special tokens leave no room for a text
   */
  public TextEncoder(
      TextTokenizer tokenizer, int wanted, LongTexts tooLong, int positions, int rows) {
    this.rows = rows;
    this.tokenizer = tokenizer;
    this.maxLength = Math.min(wanted, positions);
    this.positions = positions;
    this.longTexts = tooLong;
    this.read = new TextsRead(0, 0, maxLength);
    try {
      tokenizer.requireRoom(maxLength);
    } catch (RuntimeException e) {
      tokenizer.close();
      throw e;
    }
  }

  /**
   * The sequences of the instances' texts, in order.
   *
   * @throws InvalidInputException if a text is too long and such are refused, or has a token that
   *     the model has not
   */
  public synchronized Encoded encode(List<Instance> instances) {
    List<Key> keys = new ArrayList<>(instances.size());
    Map<Key, Tokenized> all = new HashMap<>();
    Map<Key, Instance> fresh = new LinkedHashMap<>();
    for (Instance instance : instances) {
      Key key = key(instance.text());
      keys.add(key);
      Tokenized before = known.get(key);
      if (before == null) {
        fresh.putIfAbsent(key, instance);
      } else {
        all.put(key, before);
      }
    }
    tokenize(fresh, all);
    List<Sequence> sequences = new ArrayList<>(keys.size());
    int truncated = 0;
    for (Key key : keys) {
      Tokenized one = Objects.requireNonNull(all.get(key));
      sequences.add(one.sequence);
      truncated += one.truncated ? 1 : 0;
    }
    return new Encoded(sequences, truncated);
  }

  private void tokenize(Map<Key, Instance> fresh, Map<Key, Tokenized> into) {
    if (fresh.isEmpty()) {
      return;
    }
    List<String> texts = fresh.values().stream().map(Instance::text).toList();
    Iterator<Encoding> encodings = tokenizer.encodeAll(texts, maxLength).iterator();
    fresh.forEach(
        (key, instance) -> {
          Encoding encoding = longTexts.check(encodings.next(), instance, positions);
          Sequence sequence = TokenIds.sequence(encoding, instance, rows);
          Tokenized one = new Tokenized(sequence, encoding.truncated());
          into.put(key, one);
          remember(key, one);
        });
  }

  private void remember(Key key, Tokenized one) {
    if (counted.contains(key)) {
      return;
    }
    read = new TextsRead(read.texts() + 1, read.truncated() + (one.truncated ? 1 : 0), maxLength);
    if (known.size() + counted.size() == MAX_TEXTS) {
      return;
    }
    if (knownTokens + one.sequence.length() <= MAX_TOKENS) {
      known.put(key, one);
      knownTokens += one.sequence.length();
    } else {
      counted.add(key); // no room for its tokens, but it must not be counted again
    }
  }

  /** The texts so far, each once while it is remembered (the first 200,000 are). */
  public TextsRead read() {
    return read;
  }

  /** The longest sequence, in tokens. */
  public int maxLength() {
    return maxLength;
  }

  /** By the characters as they are: an encoding would make lone surrogates equal. */
  private Key key(String text) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(Character.BYTES, text.length()));
    bytes.asCharBuffer().put(text);
    ByteBuffer digest = ByteBuffer.wrap(sha256.add(bytes.array()).bytes());
    return new Key(digest.getLong(), digest.getLong());
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
