package org.al4j.models.internal.text;

import java.util.List;
import org.al4j.models.tokenize.Encoding;
import org.al4j.models.tokenize.TextTokenizer;

/** A tokenizer that makes more tokens of every text than are read. */
final class Endless implements TextTokenizer {
  @Override
  public Encoding encode(String text, int maxLength) {
    int[] tokens = new int[maxLength];
    return new Encoding(tokens, tokens, tokens, maxLength + 1);
  }

  @Override
  public List<Encoding> encodeAll(List<String> texts, int maxLength) {
    return texts.stream().map(text -> encode(text, maxLength)).toList();
  }

  @Override
  public Encoding encodeWords(List<String> words, int maxLength) {
    return encode("", maxLength);
  }

  @Override
  public Encoding encodePair(String first, String second, int maxLength) {
    return encode("", maxLength);
  }

  @Override
  public void requireRoom(int maxLength) {}

  @Override
  public int vocabularySize() {
    return 1;
  }

  @Override
  public int padId() {
    return 0;
  }

  @Override
  public void close() {}
}
