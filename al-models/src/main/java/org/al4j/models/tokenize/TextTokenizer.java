package org.al4j.models.tokenize;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.al4j.core.InvalidInputException;

/**
 * Turns texts into token ids. Safe for use by several threads.
 *
 * <p>Every {@code maxLength} counts the special tokens; longer texts lose tokens at the end, which
 * {@link LongTexts} counts or refuses. It must leave room for the special tokens themselves, or an
 * {@link IllegalArgumentException} says so.
 */
public interface TextTokenizer extends AutoCloseable {

  /** A text, in at most {@code maxLength} tokens. */
  Encoding encode(String text, int maxLength);

  /** Texts in order, each as {@link #encode} gives it; uses all processors. */
  List<Encoding> encodeAll(List<String> texts, int maxLength);

  /**
   * A text that is already split: {@link Encoding#wordIds} are positions in {@code words}. A word
   * may give several tokens, or none. Where spaces are part of tokens (RoBERTa), every word counts
   * as one after a space.
   */
  Encoding encodeWords(List<String> words, int maxLength);

  /** Two texts in one sequence; the longer one loses tokens first, of equals the second. */
  Encoding encodePair(String first, String second, int maxLength);

  /**
   * Refuses a length in which the special tokens leave no room for a text.
   *
   * @throws org.al4j.core.InvalidInputException naming the tokenizer's file, where it has one
   */
  default void requireRoom(int maxLength) {
    int specials = encode("", Integer.MAX_VALUE).length();
    if (specials >= maxLength) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "the tokenizer's %d special tokens leave no room for a text in %d tokens",
              specials,
              maxLength));
    }
  }

  /** One more than the largest token id. */
  int vocabularySize();

  /** The id that fills up a batch. */
  int padId();

  /** Frees the native tokenizer. Later calls fail with an {@link IllegalStateException}. */
  @Override
  void close();

  /**
   * Opens the tokenizer of a Hugging Face directory; see {@link TokenizerDefinition#read}.
   *
   * @throws org.al4j.core.InvalidInputException naming the file, when it is missing or invalid
   */
  static TextTokenizer open(Path dir) {
    return open(TokenizerDefinition.read(dir));
  }

  /** Opens a tokenizer from its definition. */
  static TextTokenizer open(TokenizerDefinition definition) {
    return new NativeTokenizer(definition);
  }
}
