package org.al4j.models.checkpoint;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.al4j.core.InvalidInputException;
import org.al4j.models.tokenize.TextTokenizer;
import org.al4j.models.tokenize.TokenizerDefinition;

/**
 * A Hugging Face directory: {@code config.json}, {@code model.safetensors}, and {@code
 * tokenizer.json} or {@code vocab.txt}. Opening it checks that the three agree: every tensor of the
 * encoder is there in the shape that the configuration says, and no token id lies beyond the
 * embedding.
 *
 * <p>Tensors go by one name whatever the file calls them: without the family's prefix ({@code
 * bert.}, {@code distilbert.}), and LayerNorm's {@code gamma} and {@code beta} as {@code weight}
 * and {@code bias}.
 */
public final class Checkpoint implements AutoCloseable {
  /** The name of the weights within the directory. */
  public static final String WEIGHTS = "model.safetensors";

  static final String WORD_EMBEDDINGS = "embeddings.word_embeddings.weight";

  private final Path dir;
  private final ModelConfig config;
  private final TokenizerDefinition tokenizer;
  private final SafeTensors weights;
  private final SortedMap<String, String> storedNames;

  private Checkpoint(
      Path dir, ModelConfig config, TokenizerDefinition tokenizer, SafeTensors weights) {
    this.dir = dir;
    this.config = config;
    this.tokenizer = tokenizer;
    this.weights = weights;
    this.storedNames = storedNames(dir, config, weights);
  }

  /**
   * Opens a directory and checks it.
   *
   * @throws InvalidInputException naming the file, when something is missing or contradictory
   */
  public static Checkpoint open(Path dir) {
    if (!Files.isDirectory(dir)) {
      throw new InvalidInputException(
          dir + ": no such directory; a checkpoint is a directory in Hugging Face layout");
    }
    ModelConfig config = ModelConfig.read(dir);
    TokenizerDefinition tokenizer = TokenizerDefinition.read(dir);
    SafeTensors weights = openWeights(dir);
    boolean opened = false;
    try {
      Checkpoint checkpoint = new Checkpoint(dir, config, tokenizer, weights);
      checkpoint.checkTensors();
      checkpoint.checkVocabulary();
      opened = true;
      return checkpoint;
    } finally {
      if (!opened) {
        weights.close();
      }
    }
  }

  /** What {@code config.json} says. */
  public ModelConfig config() {
    return config;
  }

  /** The directory. */
  public Path directory() {
    return dir;
  }

  /** The normalised names of all tensors, heads included. */
  public SortedSet<String> names() {
    return Collections.unmodifiableSortedSet(new TreeSet<>(storedNames.keySet()));
  }

  /** Whether there is a tensor of this name, with or without the family's prefix. */
  public boolean has(String name) {
    return storedNames.containsKey(normalised(config.family(), name));
  }

  /**
   * A tensor by name, with or without the family's prefix, as float32.
   *
   * @throws InvalidInputException when there is none
   */
  public Tensor tensor(String name) {
    return weights.tensor(storedName(name));
  }

  /** The shape of a tensor, without reading it; see {@link #tensor}. */
  public long[] shape(String name) {
    return weights.shape(storedName(name));
  }

  /** What the tokenizer is made from. */
  public TokenizerDefinition tokenizerDefinition() {
    return tokenizer;
  }

  /** Opens the tokenizer. Each call opens one, which the caller closes; it outlives this object. */
  public TextTokenizer tokenizer() {
    return TextTokenizer.open(tokenizer);
  }

  /** SHA-256 of the weights file, in hexadecimal; reads the whole file. */
  public String sha256() {
    Path file = dir.resolve(WEIGHTS);
    try (DigestInputStream in =
        new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
      in.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(in.getMessageDigest().digest());
    } catch (IOException e) {
      throw new InvalidInputException(file + ": cannot be read: " + e.getMessage(), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Closes the weights file. Tensors and tokenizers handed out stay valid. */
  @Override
  public void close() {
    weights.close();
  }

  private static SafeTensors openWeights(Path dir) {
    Path file = dir.resolve(WEIGHTS);
    if (!Files.isRegularFile(file) && Files.isRegularFile(dir.resolve("pytorch_model.bin"))) {
      throw new InvalidInputException(
          file + ": no such file; convert the directory's pytorch_model.bin to safetensors");
    }
    return SafeTensors.open(file);
  }

  private static SortedMap<String, String> storedNames(
      Path dir, ModelConfig config, SafeTensors weights) {
    SortedMap<String, String> names = new TreeMap<>();
    for (String stored : weights.names()) {
      String other = names.put(normalised(config.family(), stored), stored);
      if (other != null) {
        throw new InvalidInputException(
            "%s: %s and %s are two names of one tensor"
                .formatted(dir.resolve(WEIGHTS), other, stored));
      }
    }
    return names;
  }

  private static String normalised(Family family, String name) {
    String bare =
        name.startsWith(family.prefix()) ? name.substring(family.prefix().length()) : name;
    if (bare.endsWith("LayerNorm.gamma")) {
      return bare.substring(0, bare.length() - "gamma".length()) + "weight";
    }
    if (bare.endsWith("LayerNorm.beta")) {
      return bare.substring(0, bare.length() - "beta".length()) + "bias";
    }
    return bare;
  }

  private String storedName(String name) {
    String stored = storedNames.get(normalised(config.family(), name));
    if (stored == null) {
      throw new InvalidInputException(
          "%s: no tensor %s; is the checkpoint a %s?"
              .formatted(dir.resolve(WEIGHTS), name, config.family().modelType()));
    }
    return stored;
  }

  private void checkVocabulary() {
    long rows = shape(WORD_EMBEDDINGS)[0];
    int size = tokenizer.vocabularySize();
    if (tokenizer.complete() ? size != rows : size > rows) {
      throw new InvalidInputException(
          "%s has %d entries but the checkpoint's embedding has %d rows"
              .formatted(tokenizer.file(), size, rows));
    }
  }

  private void checkTensors() {
    for (Map.Entry<String, long[]> wanted : EncoderTensors.of(config).entrySet()) {
      String stored = storedName(wanted.getKey());
      if (!Arrays.equals(weights.shape(stored), wanted.getValue())) {
        throw new InvalidInputException(
            "%s: tensor %s has the shape %s, config.json says %s"
                .formatted(
                    dir.resolve(WEIGHTS),
                    stored,
                    Arrays.toString(weights.shape(stored)),
                    Arrays.toString(wanted.getValue())));
      }
    }
  }
}
