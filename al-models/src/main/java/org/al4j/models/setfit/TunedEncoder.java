package org.al4j.models.setfit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.io.Sha256;
import org.al4j.core.settings.Settings;
import org.al4j.core.text.TextEmbedder;
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsRead;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.embedding.EmbeddingOptions;
import org.al4j.models.internal.architecture.Architecture;
import org.al4j.models.internal.architecture.Architectures;
import org.al4j.models.internal.architecture.ConfigJson;
import org.al4j.models.internal.architecture.Head;
import org.al4j.models.internal.architecture.Purpose;
import org.al4j.models.internal.engine.run.Embedder;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.internal.text.TextEncoder;
import org.al4j.models.internal.text.TokenizerFiles;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;
import org.al4j.models.tokenize.LongTexts;

/**
 * An encoder of a model's own: its engine, and the tokenizer of its checkpoint. It is told by the
 * SHA-256 of its weights, read when first asked for; they must not change after.
 */
final class TunedEncoder implements TextEmbedder, TextReader {
  private static final int WINDOW = 1024;

  private final Parts parts;
  private final EmbeddingOptions options;
  private String sha256 = "";
  private boolean closed;

  /** What it consists of; engine and texts are its own. */
  record Parts(Architecture architecture, Engine engine, TextEncoder texts, TokenizerFiles files) {}

  private TunedEncoder(Parts parts, EmbeddingOptions options) {
    this.parts = parts;
    this.options = options;
  }

  /** The encoder of an open checkpoint, whose weights are copied. */
  static TunedEncoder of(Checkpoint checkpoint, EmbeddingOptions options) {
    Architecture architecture = Architectures.of(checkpoint.config());
    TokenizerFiles files = TokenizerFiles.read(checkpoint.directory());
    int positions = checkpoint.config().positions();
    int wanted =
        options.maxLength() > 0
            ? options.maxLength()
            : files.maxLength(checkpoint.directory(), positions);
    TextEncoder texts =
        new TextEncoder(
            checkpoint.tokenizer(),
            wanted,
            LongTexts.TRUNCATE,
            positions,
            checkpoint.config().vocabulary());
    try {
      Engine engine = Engine.create(architecture.graphs(Head.ENCODER), 0, checkpoint::tensor);
      return new TunedEncoder(new Parts(architecture, engine, texts, files), options);
    } catch (RuntimeException | Error e) { // native memory may run out
      texts.close();
      throw e;
    }
  }

  Engine engine() {
    return parts.engine;
  }

  /** The tokens of texts, the prefix before each. */
  List<Sequence> sequences(List<Instance> texts) {
    return parts.texts.encode(texts.stream().map(this::prefixed).toList()).sequences();
  }

  private Instance prefixed(Instance text) {
    return options.prefix().isEmpty()
        ? text
        : Instance.ofText(text.id(), options.prefix() + text.text());
  }

  @Override
  public int width() {
    return parts.engine.network().hidden();
  }

  @Override
  public synchronized void embed(List<String> texts, Consumer<float[]> sink) {
    if (closed) {
      throw new IllegalStateException("the encoder is closed");
    }
    int width = width();
    for (int from = 0; from < texts.size(); from += WINDOW) {
      List<String> window = texts.subList(from, Math.min(texts.size(), from + WINDOW));
      int first = from + 1;
      List<Instance> instances =
          IntStream.range(0, window.size())
              .mapToObj(i -> Instance.ofText(Integer.toString(first + i), window.get(i)))
              .toList();
      float[] vectors = new Embedder(parts.engine).mean(sequences(instances));
      for (int i = 0; i < window.size(); i++) {
        float[] vector = Arrays.copyOfRange(vectors, i * width, (i + 1) * width);
        sink.accept(options.normalised() ? unit(vector) : vector);
      }
    }
  }

  private static float[] unit(float[] vector) {
    double squares = 0;
    for (float value : vector) {
      squares += (double) value * value;
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < vector.length && length > 0; i++) {
      vector[i] = (float) (vector[i] / length);
    }
    return vector;
  }

  @Override
  public TextsRead textsRead() {
    return parts.texts.read();
  }

  @Override
  public String describe() {
    return "embeddings (" + options.pooling() + ") of a tuned " + parts.architecture.className();
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("TunedEncoder")
        .with("maxLength", parts.texts.maxLength())
        .with("normalised", options.normalised())
        .with("pooling", options.pooling())
        .with("prefix", options.prefix())
        .with("weights.sha256", sha256())
        .toMap();
  }

  private synchronized String sha256() {
    if (sha256.isEmpty()) {
      Sha256 hash = new Sha256();
      parts
          .engine
          .tensors()
          .forEach(
              (name, tensor) -> {
                ByteBuffer bytes = ByteBuffer.allocate(tensor.values().length * Float.BYTES);
                bytes.asFloatBuffer().put(tensor.values());
                hash.add(name).addByte(0).add(bytes.array());
              });
      sha256 = hash.hex();
    }
    return sha256;
  }

  EmbeddingOptions options() {
    return options;
  }

  /** Writes a checkpoint in Hugging Face layout into an empty folder. */
  void save(Path folder) throws IOException {
    Architecture architecture = parts.architecture;
    ConfigJson.write(folder, architecture, new Purpose(Head.ENCODER, 0), List.of());
    parts.files.write(folder, parts.texts.maxLength(), architecture.config().padId());
    SortedMap<String, Tensor> stored = new TreeMap<>();
    parts
        .engine
        .tensors()
        .forEach(
            (name, tensor) ->
                stored.put(architecture.spelling().stored(name, Head.ENCODER), tensor));
    SafeTensors.write(folder.resolve(Checkpoint.WEIGHTS), stored, Map.of("format", "pt"));
  }

  /**
   * Reads what {@link #save} wrote.
   *
   * @throws InvalidInputException naming the file, if it is something else
   */
  static TunedEncoder load(Path folder, EmbeddingOptions options) {
    try (Checkpoint checkpoint = Checkpoint.open(folder)) {
      return of(checkpoint, options);
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      parts.engine.close();
      parts.texts.close();
    }
  }
}
