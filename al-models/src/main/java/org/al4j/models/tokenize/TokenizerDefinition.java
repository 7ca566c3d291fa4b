package org.al4j.models.tokenize;

import java.nio.file.Files;
import java.nio.file.Path;
import org.al4j.core.InvalidInputException;

/**
 * What a tokenizer is made from, read and checked, without native memory.
 *
 * @param file where it came from
 * @param json a {@code tokenizer.json} without truncation and padding
 * @param vocabularySize one more than the largest token id
 * @param complete whether {@code file} lists every row of the embedding, as {@code vocab.txt} does;
 *     the embedding behind a {@code tokenizer.json} may have rows that no token uses
 * @param padId the id of padding; 0 when no token is named for it
 */
public record TokenizerDefinition(
    Path file, String json, int vocabularySize, boolean complete, int padId) {

  /**
   * Reads {@code tokenizer.json} or, where there is none, builds BERT's definition from {@code
   * vocab.txt}. From {@code tokenizer_config.json} come {@code do_lower_case}, {@code
   * strip_accents} and {@code tokenize_chinese_chars} (which prevail over {@code tokenizer.json},
   * as in transformers) and the names of the special tokens.
   *
   * @throws InvalidInputException naming the file, when neither is there or one is invalid
   */
  public static TokenizerDefinition read(Path dir) {
    TokenizerSettings settings = TokenizerSettings.read(dir);
    Path definition = dir.resolve("tokenizer.json");
    if (Files.isRegularFile(definition)) {
      return TokenizerJson.read(definition, settings);
    }
    Path vocabulary = dir.resolve("vocab.txt");
    if (Files.isRegularFile(vocabulary)) {
      return WordPieceVocabulary.read(vocabulary, settings);
    }
    throw new InvalidInputException(dir + ": neither tokenizer.json nor vocab.txt is there");
  }
}
