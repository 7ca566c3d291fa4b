package org.al4j.models.transformer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.al4j.core.InvalidInputException;
import org.al4j.models.tokenize.Encoding;
import org.al4j.models.tokenize.LongTexts;
import org.al4j.models.tokenize.TextTokenizer;
import org.al4j.models.transformer.internal.Sequence;

/**
 * Texts to token ids, remembered: a pool is scored every round, and a text is tokenized once. What
 * came first stays remembered; once the memory is full the rest is tokenized anew each time, which
 * for a scan that repeats beats forgetting the oldest. Safe for use by several threads.
 */
final class TextEncoder implements AutoCloseable {
  /** About 60 MB in all: ids of four bytes, and some 150 bytes for an entry. */
  private static final int MAX_TOKENS = 8_000_000;

  private static final int MAX_TEXTS = 200_000;

  /** Characters of a refused text that its error shows. */
  private final TextTokenizer tokenizer;

  private final int maxLength;
  private final LongTexts longTexts;
  private final Map<String, Sequence> known = new HashMap<>();
  private final AtomicLong truncated = new AtomicLong();
  private int knownTokens;

  /** An encoder that cuts longer texts. */
  TextEncoder(TextTokenizer tokenizer, int maxLength) {
    this(tokenizer, new Recipe.Texts(maxLength, LongTexts.TRUNCATE));
  }

  /** An encoder that cuts longer texts, or refuses them. */
  TextEncoder(TextTokenizer tokenizer, Recipe.Texts texts) {
    this.tokenizer = tokenizer;
    this.maxLength = texts.maxLength();
    this.longTexts = texts.tooLong();
  }

  /**
   * The sequences of the texts, in order.
   *
   * @throws InvalidInputException if a text is too long and the recipe refuses such
   */
  synchronized List<Sequence> encode(List<String> texts) {
    List<String> fresh =
        texts.stream().filter(text -> !known.containsKey(text)).distinct().toList();
    Map<String, Sequence> now = new HashMap<>();
    List<Encoding> encodings = fresh.isEmpty() ? List.of() : tokenizer.encodeAll(fresh, maxLength);
    for (int i = 0; i < fresh.size(); i++) {
      now.put(fresh.get(i), remember(fresh.get(i), encodings.get(i)));
    }
    List<Sequence> sequences = new ArrayList<>(texts.size());
    texts.forEach(text -> sequences.add(known.getOrDefault(text, now.get(text))));
    return sequences;
  }

  /** The longest sequence, in tokens. */
  int maxLength() {
    return maxLength;
  }

  /**
   * How many tokenized texts were longer than the model reads; texts that are tokenized again count
   * again.
   */
  long truncated() {
    return truncated.get();
  }

  private Sequence remember(String text, Encoding encoding) {
    if (longTexts.check(encoding, text).truncated()) {
      truncated.incrementAndGet();
    }
    Sequence sequence = new Sequence(encoding.ids(), null); // single texts have one segment
    if (known.size() < MAX_TEXTS && knownTokens + sequence.length() <= MAX_TOKENS) {
      known.put(text, sequence);
      knownTokens += sequence.length();
    }
    return sequence;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
