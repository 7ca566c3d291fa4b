package org.al4j.models.internal.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.Sha256;
import org.al4j.models.internal.InputFile;
import org.al4j.models.tokenize.TokenizerDefinition;

/**
 * The files of a checkpoint that describe its tokenizer, kept to be saved with the models trained
 * from it.
 *
 * @param contents by name
 */
@SuppressWarnings("ArrayRecordComponent") // read-only bytes of files
public record TokenizerFiles(SortedMap<String, byte[]> contents) {
  private static final String SETTINGS = "tokenizer_config.json";
  private static final String SPECIAL = "special_tokens_map.json";
  private static final String PAD = "pad_token";
  private static final String MAX_LENGTH = "model_max_length";
  private static final String SIDE = "truncation_side";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NAMES =
      List.of(
          "tokenizer.json",
          "vocab.txt",
          "vocab.json",
          "merges.txt",
          "added_tokens.json",
          SETTINGS,
          SPECIAL);

  /** Reads those that the directory has. */
  public static TokenizerFiles read(Path dir) {
    SortedMap<String, byte[]> contents = new TreeMap<>();
    for (String name : NAMES) {
      Path file = dir.resolve(name);
      if (Files.isRegularFile(file)) {
        contents.put(name, InputFile.bytes(file, "the tokenizer"));
      }
    }
    return new TokenizerFiles(contents);
  }

  /**
   * How many tokens of a text transformers gives the model: {@code model_max_length}, where
   * tokenizers without a limit have a very large number such as 10^30, and no more than {@code
   * positions}.
   *
   * @param dir named in errors
   */
  public int maxLength(Path dir, int positions) {
    JsonNode settings = json(SETTINGS);
    String side = settings.path(SIDE).asText("right");
    if (!side.equals("right")) {
      throw bad(dir, SIDE + " is '" + side + "', only 'right' is supported: texts lose their end");
    }
    JsonNode length = settings.path(MAX_LENGTH);
    if (length.isMissingNode() || length.isNull()) {
      return positions;
    }
    if (!length.isNumber() || length.asDouble() < TextEncoder.SHORTEST) {
      throw bad(
          dir, MAX_LENGTH + " must be a number of tokens, at least 3, or absent, found " + length);
    }
    return (int) Math.min(length.asDouble(), positions);
  }

  private static InvalidInputException bad(Path dir, String what) {
    return new InvalidInputException(InputFile.oneLine(dir.resolve(SETTINGS) + ": " + what));
  }

  /**
   * SHA-256, in hexadecimal, of the files and of the configuration that stands beside them: what
   * decides, with the weights, what a model trained from the checkpoint is.
   */
  public String sha256(Path config) {
    Sha256 hasher = new Sha256();
    try {
      add(hasher, String.valueOf(config.getFileName()), Files.readAllBytes(config));
    } catch (IOException e) {
      throw new InvalidInputException(config + ": cannot be read: " + e.getMessage(), e);
    }
    contents.forEach((name, bytes) -> add(hasher, name, bytes));
    return hasher.hex();
  }

  private static void add(Sha256 hasher, String name, byte[] bytes) {
    hasher.add(name).addByte(0).addLong(bytes.length).add(bytes);
  }

  /**
   * Writes the files, with settings that make transformers cut texts as this model does, and, where
   * they name no padding and the model pads with the end of a text, as GPT-2, pad them with that.
   *
   * @param padId the model's id of padding
   */
  public void write(Path dir, int maxLength, int padId) throws IOException {
    for (var file : contents.entrySet()) {
      Files.write(dir.resolve(file.getKey()), file.getValue());
    }
    ObjectNode settings = json(SETTINGS).put(MAX_LENGTH, maxLength).put(SIDE, "right");
    if (!settings.hasNonNull(PAD) && !json(SPECIAL).hasNonNull(PAD)) {
      TokenizerDefinition definition = TokenizerDefinition.read(dir);
      if (definition.endId() == padId) {
        definition.token(padId).ifPresent(token -> settings.put(PAD, token));
      }
    }
    String json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(settings) + "\n";
    Files.writeString(dir.resolve(SETTINGS), json);
  }

  private ObjectNode json(String name) {
    byte[] bytes = contents.get(name);
    try {
      return bytes == null ? JSON.createObjectNode() : (ObjectNode) JSON.readTree(bytes);
    } catch (IOException e) {
      throw new IllegalStateException(name + " was checked when the checkpoint was opened", e);
    }
  }
}
