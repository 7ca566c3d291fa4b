package org.al4j.models.checkpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.al4j.core.InvalidInputException;
import org.al4j.models.config.ModelConfig;
import org.al4j.models.internal.BadFile;
import org.al4j.models.internal.architecture.Architecture;
import org.al4j.models.internal.architecture.Architectures;
import org.al4j.models.internal.engine.run.EmbeddingTable;
import org.al4j.models.internal.engine.run.Parameter;
import org.al4j.models.internal.onnx.OnnxFile;
import org.al4j.models.tensor.Tensor;
import org.al4j.models.tensor.TensorSource;
import org.al4j.models.tokenize.TextTokenizer;
import org.al4j.models.tokenize.TokenizerDefinition;

/**
 * A Hugging Face directory: {@code config.json}, weights, and {@code tokenizer.json} or a
 * vocabulary. The weights are, in this order: {@code model.safetensors}, or in parts with {@code
 * model.safetensors.index.json}; {@code pytorch_model.bin}, or in parts with an index; {@code
 * model.onnx}, or the only {@code *.onnx} file. Opening it checks that the three agree: every
 * tensor of the encoder is there in the shape that the configuration says, and no token id lies
 * beyond the embedding.
 *
 * <p>Tensors go by one name whatever the file calls them: without the family's prefix ({@code
 * bert.}, {@code distilbert.}) and those of wrappers ({@code module.}), and LayerNorm's {@code
 * gamma} and {@code beta} as {@code weight} and {@code bias}.
 */
public final class Checkpoint implements AutoCloseable {
  /** The name of the weights in a directory that AL4J writes. */
  public static final String WEIGHTS = "model.safetensors";

  private final Path dir;
  private final Architecture architecture;
  private final TokenizerDefinition tokenizer;
  private final TensorSource weights;
  private final SortedMap<String, String> storedNames;

  private Checkpoint(
      Path dir, Architecture architecture, TokenizerDefinition tokenizer, TensorSource weights) {
    this.dir = dir;
    this.architecture = architecture;
    this.tokenizer = tokenizer;
    this.weights = weights;
    this.storedNames = CanonicalNames.of(weights.file(), architecture.spelling(), weights.names());
  }

  /**
   * Opens a directory and checks it.
   *
   * @throws InvalidInputException naming the file, when something is missing or contradictory
   */
  public static Checkpoint open(Path dir) {
    if (Files.isRegularFile(dir)) {
      throw new InvalidInputException(
          dir
              + ": a file; a checkpoint is a directory in Hugging Face layout, give the one it is"
              + " in");
    }
    if (!Files.isDirectory(dir)) {
      throw new InvalidInputException(
          dir + ": no such directory; a checkpoint is a directory in Hugging Face layout");
    }
    Architecture architecture = Architectures.read(dir);
    TokenizerDefinition tokenizer = TokenizerDefinition.read(dir);
    TensorSource weights = WeightFiles.open(dir);
    boolean opened = false;
    try {
      Checkpoint checkpoint = new Checkpoint(dir, architecture, tokenizer, weights);
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

  /**
   * What {@code config.json} in a directory says, without looking at the rest.
   *
   * @throws InvalidInputException naming the file, when it is missing, invalid, or describes an
   *     architecture that AL4J does not know
   */
  public static ModelConfig readConfig(Path dir) {
    return Architectures.read(dir).config();
  }

  /** What {@code config.json} says. */
  public ModelConfig config() {
    return architecture.config();
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
    return storedNames.containsKey(CanonicalNames.asked(architecture.spelling(), name));
  }

  /**
   * A tensor by name, with or without the family's prefix, as float32.
   *
   * @throws InvalidInputException when there is none, or a value in it is not finite
   */
  public Tensor tensor(String name) {
    String stored = storedName(name);
    Tensor tensor = weights.tensor(stored);
    float[] values = tensor.values();
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new InvalidInputException(
            String.format(
                Locale.ROOT,
                "%s: tensor %s has the value %s at %d; a model's weights must be finite",
                weights.file(),
                stored,
                values[i],
                i));
      }
    }
    return tensor;
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

  /**
   * SHA-256 of the weights in hexadecimal; reads them whole. Where they are several files, it is
   * that of the lines which {@code sha256sum} prints for them, an index or graph first.
   */
  public String sha256() {
    return WeightFiles.sha256(weights.files());
  }

  /** The files of the weights, an index or graph first. */
  public List<Path> weightFiles() {
    return weights.files();
  }

  /** Closes the weights. Tensors and tokenizers handed out stay valid. */
  @Override
  public void close() {
    weights.close();
  }

  private String storedName(String name) {
    String stored = storedNames.get(CanonicalNames.asked(architecture.spelling(), name));
    if (stored == null) {
      // The exporter computes sums of positions in advance where the length is always the same.
      boolean folded = weights instanceof OnnxFile && isTable(name);
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s: no tensor %s; is the checkpoint a %s%s?",
              weights.file(),
              name,
              architecture.config().modelType(),
              folded ? ", and exported with dynamic axes, not for one fixed length" : ""));
    }
    return stored;
  }

  private boolean isTable(String name) {
    return architecture.tables().stream().anyMatch(table -> table.tensor().equals(name));
  }

  /** Rows that no token has are common: many are padded to a multiple of 8 or 64. */
  private void checkVocabulary() {
    long rows = architecture.tables().get(0).rows();
    int largest = tokenizer.vocabularySize() - 1;
    if (largest >= rows) {
      throw BadFile.of(
          tokenizer.file(),
          "the token '%s' has the id %d, the checkpoint's embedding has rows for 0 to %d; it is"
              + " another model's tokenizer",
          tokenizer.token(largest).orElse(""),
          largest,
          rows - 1);
    }
  }

  private void checkTensors() {
    for (EmbeddingTable table : architecture.tables()) {
      checkShape(table.tensor(), table.shape());
    }
    for (Parameter parameter : architecture.body()) {
      parameter.tensors().forEach(name -> checkShape(name, parameter.tensorShape()));
    }
  }

  private void checkShape(String name, long[] wanted) {
    String stored = storedName(name);
    if (!Arrays.equals(weights.shape(stored), wanted)) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s: tensor %s has the shape %s, config.json says %s",
              weights.file(),
              stored,
              Arrays.toString(weights.shape(stored)),
              Arrays.toString(wanted)));
    }
  }
}
