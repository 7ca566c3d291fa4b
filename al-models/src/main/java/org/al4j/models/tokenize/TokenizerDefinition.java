package org.al4j.models.tokenize;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.al4j.core.InvalidInputException;
import org.al4j.models.internal.FoundInstead;
import org.al4j.models.internal.tokenizer.JsonFile;

/**
 * What a tokenizer is made from, read and checked, without native memory.
 *
 * @param file where it came from
 * @param json a {@code tokenizer.json} without truncation and padding
 * @param vocabularySize one more than the largest token id
 * @param padId the id of padding; 0 when no token is named for it
 * @param spacedWords whether a space belongs to the word after it, as in byte-level BPE: a word of
 *     a text that is already split then needs one to be read as in running text
 * @param endId the id that a text without any token is read as, since no model reads nothing: that
 *     of GPT-2's {@code <|endoftext|>}; -1 where there is none, as the tokenizer puts special
 *     tokens around every text
 */
public record TokenizerDefinition(
    Path file, String json, int vocabularySize, int padId, boolean spacedWords, int endId) {

  /**
   * Reads {@code tokenizer.json} or, where there is none, builds the definition: BERT's, which
   * DistilBERT and ELECTRA share, from {@code vocab.txt}, or RoBERTa's or GPT-2's (where the
   * tokenizer's class or else the model is GPT-2's) from {@code vocab.json} and {@code merges.txt};
   * with a vocabulary, tokens from {@code added_tokens.json} and from {@code added_tokens_decoder}
   * in {@code tokenizer_config.json}. From {@code tokenizer_config.json} come {@code
   * do_lower_case}, {@code strip_accents}, {@code tokenize_chinese_chars} and {@code
   * add_prefix_space} (which prevail over {@code tokenizer.json}, as in transformers), {@code
   * add_bos_token} of GPT-2's vocabulary, and the names of the special tokens.
   *
   * @throws InvalidInputException naming the file, when none is there, one is invalid, two
   *     contradict each other, or there is a vocabulary whose tokenizer is another than BERT's,
   *     DistilBERT's, ELECTRA's, RoBERTa's or GPT-2's
   */
  public static TokenizerDefinition read(Path dir) {
    TokenizerSettings settings = TokenizerSettings.read(dir);
    Path definition = dir.resolve("tokenizer.json");
    if (Files.exists(definition)) {
      return TokenizerJson.read(definition, settings);
    }
    boolean wordPiece = Files.exists(dir.resolve("vocab.txt"));
    boolean bytePairs =
        Files.exists(dir.resolve("vocab.json")) || Files.exists(dir.resolve("merges.txt"));
    if (wordPiece && bytePairs) {
      throw new InvalidInputException(
          dir
              + ": vocab.txt is BERT's vocabulary, vocab.json and merges.txt are RoBERTa's or"
              + " GPT-2's;"
              + " keep those of the model");
    }
    if (wordPiece && Files.exists(dir.resolve("bpe.codes"))) {
      throw new InvalidInputException(
          dir
              + ": vocab.txt with bpe.codes is the tokenizer of PhoBERT or BERTweet, which AL4J"
              + " supports by a tokenizer.json only; the folder has none");
    }
    if (wordPiece) {
      return WordPieceVocabulary.read(dir.resolve("vocab.txt"), settings);
    }
    if (bytePairs) {
      return BytePairVocabulary.read(dir, settings);
    }
    throw new InvalidInputException(
        dir
            + ": no tokenizer; looked for tokenizer.json, vocab.txt, vocab.json with merges.txt"
            + FoundInstead.of(dir));
  }

  /**
   * The id of the token that hides a word: {@code mask_token} of the tokenizer's settings, else
   * {@code [MASK]} or {@code <mask>}; empty where there is none, as in GPT-2.
   */
  public OptionalInt maskId() {
    Optional<String> named = TokenizerSettings.read(file.resolveSibling("")).token("mask_token");
    Set<String> names = named.map(Set::of).orElse(Set.of("[MASK]", "<mask>"));
    for (JsonNode added : JsonFile.parse(json).path("added_tokens")) {
      if (names.contains(added.path("content").asText())) {
        return OptionalInt.of(added.path("id").asInt());
      }
    }
    return OptionalInt.empty();
  }

  /** The ids of the special tokens, such as {@code [CLS]}, {@code [SEP]}, {@code [MASK]}. */
  public Set<Integer> specialIds() {
    Set<Integer> ids = new TreeSet<>();
    for (JsonNode added : JsonFile.parse(json).path("added_tokens")) {
      if (added.path("special").asBoolean()) {
        ids.add(added.path("id").asInt());
      }
    }
    return ids;
  }

  /** The token with an id, for errors; empty when none has it. */
  public Optional<String> token(int id) {
    JsonNode root = JsonFile.parse(json);
    for (JsonNode added : root.path("added_tokens")) {
      if (added.path("id").asInt() == id) {
        return Optional.of(added.path("content").asText());
      }
    }
    JsonNode tokens = root.path("model").path("vocab");
    if (tokens.isArray()) {
      return tokens.has(id) ? Optional.of(tokens.path(id).path(0).asText()) : Optional.empty();
    }
    return tokens.properties().stream()
        .filter(entry -> entry.getValue().asInt() == id)
        .map(Map.Entry::getKey)
        .findFirst();
  }
}
