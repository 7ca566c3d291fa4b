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
 * @param spacedWords whether a space belongs to the word after it, as in byte-level BPE: a word of
 *     a text that is already split then needs one to be read as in running text
 */
public record TokenizerDefinition(
    Path file, String json, int vocabularySize, boolean complete, int padId, boolean spacedWords) {

  /**
   * Reads {@code tokenizer.json} or, where there is none, builds the definition: BERT's, which
   * DistilBERT and ELECTRA share, from {@code vocab.txt}, or RoBERTa's from {@code vocab.json} and
   * {@code merges.txt}. From {@code tokenizer_config.json} come {@code do_lower_case}, {@code
   * strip_accents}, {@code tokenize_chinese_chars} and {@code add_prefix_space} (which prevail over
   * {@code tokenizer.json}, as in transformers) and the names of the special tokens.
   *
   * @throws InvalidInputException naming the file, when none is there, one is invalid, two
   *     contradict each other, or there is a vocabulary whose tokenizer is another than BERT's,
   *     DistilBERT's, ELECTRA's or RoBERTa's
   */
  public static TokenizerDefinition read(Path dir) {
    TokenizerSettings settings = TokenizerSettings.read(dir);
    Path definition = dir.resolve("tokenizer.json");
    if (Files.isRegularFile(definition)) {
      return TokenizerJson.read(definition, settings);
    }
    boolean wordPiece = Files.isRegularFile(dir.resolve("vocab.txt"));
    boolean bytePairs =
        Files.isRegularFile(dir.resolve("vocab.json"))
            || Files.isRegularFile(dir.resolve("merges.txt"));
    if (wordPiece && bytePairs) {
      throw new InvalidInputException(
          dir
              + ": vocab.txt is BERT's vocabulary, vocab.json and merges.txt are RoBERTa's;"
              + " keep those of the model");
    }
    if (wordPiece) {
      return WordPieceVocabulary.read(dir.resolve("vocab.txt"), settings);
    }
    if (bytePairs) {
      return BytePairVocabulary.read(dir, settings);
    }
    throw new InvalidInputException(
        dir + ": no tokenizer; looked for tokenizer.json, vocab.txt, vocab.json with merges.txt");
  }
}
