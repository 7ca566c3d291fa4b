package org.al4j.core.text;

/**
 * How many texts were read, how many of them only in part, and how many in vain.
 *
 * @param texts texts read
 * @param truncated texts with more than {@code maxLength} tokens, which lost their end
 * @param maxLength most tokens of a text that are read, special tokens included; 0 where there is
 *     no limit
 * @param unknown texts without any word that the model knows, for which it can give only what it
 *     gives to an empty text; 0 for models that know parts of words
 */
public record TextsRead(long texts, long truncated, int maxLength, long unknown) {
  /** Where texts are not counted. */
  public static final TextsRead NONE = new TextsRead(0, 0, 0, 0);

  /** By a model that knows parts of words. */
  public TextsRead(long texts, long truncated, int maxLength) {
    this(texts, truncated, maxLength, 0);
  }
}
