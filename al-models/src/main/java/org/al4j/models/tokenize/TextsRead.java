package org.al4j.models.tokenize;

/**
 * How many texts were read, and how many of them only in part.
 *
 * @param texts texts read
 * @param truncated texts with more than {@code maxLength} tokens, which lost their end
 * @param maxLength most tokens of a text that are read, special tokens included
 */
public record TextsRead(long texts, long truncated, int maxLength) {
  /** Where texts are not read by tokens. */
  public static final TextsRead NONE = new TextsRead(0, 0, 0);
}
