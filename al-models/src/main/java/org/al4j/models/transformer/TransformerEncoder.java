package org.al4j.models.transformer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.backend.Backend;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.io.Beside;
import org.al4j.core.text.TextReader;
import org.al4j.core.text.TextsRead;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.internal.architecture.Architecture;
import org.al4j.models.internal.architecture.Architectures;
import org.al4j.models.internal.architecture.Head;
import org.al4j.models.internal.architecture.Purpose;
import org.al4j.models.internal.engine.kernel.Tokens;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Graphs;
import org.al4j.models.internal.engine.run.Sequence;
import org.al4j.models.internal.scoring.ModelPasses;
import org.al4j.models.internal.text.TokenIds;
import org.al4j.models.internal.text.TokenizerFiles;
import org.al4j.models.scoring.BackendScope;
import org.al4j.models.scoring.BackendScored;
import org.al4j.models.scoring.Exportable;
import org.al4j.models.scoring.ScoredModel;
import org.al4j.models.scoring.ScoringBackend;
import org.al4j.models.tokenize.Encoding;
import org.al4j.models.tokenize.TextTokenizer;

/**
 * Embeddings of texts by a pre-trained or fine-tuned model (BERT, DistilBERT, ELECTRA, RoBERTa,
 * GPT-2), whatever head its checkpoint has. Texts longer than the model reads lose their end, and
 * {@link #textsRead} counts them; or they are an error, if the {@link LoadOptions} say so.
 *
 * <p>Holds native memory until {@link #close}. Calls from several threads wait for each other; each
 * call uses all processors.
 */
public final class TransformerEncoder
    implements TextReader, BackendScored, Exportable, AutoCloseable {
  /** Texts that are grouped by length and handed over together. */
  private static final int WINDOW = 1024;

  private final Engine engine;
  private final ModelPasses passes;
  private final TextTokenizer tokenizer;
  private final Recipe.Texts texts;
  private final Pooling pooling;
  private final AtomicLong read = new AtomicLong();
  private final AtomicLong truncated = new AtomicLong();
  private volatile boolean closed;

  /** How hidden states become one vector. */
  public enum Pooling {
    /** The last hidden state of the first token, [CLS]. Not GPT-2, where it has seen no other. */
    FIRST_TOKEN,
    /** The last hidden state of the last token, which in GPT-2 stands for the text. */
    LAST_TOKEN,
    /** The mean of the last hidden states of all tokens, special tokens included. */
    MEAN,
    /**
     * What the pooler makes of the first token: in BERT the input of a sequence classifier's last
     * layer. BERT and RoBERTa only, where the checkpoint has one.
     */
    POOLER
  }

  private TransformerEncoder(
      Engine engine, TextTokenizer tokenizer, Recipe.Texts texts, Pooling pooling) {
    this.engine = engine;
    this.passes = new ModelPasses(engine, LabelSpace.none());
    this.tokenizer = tokenizer;
    this.texts = texts;
    this.pooling = pooling;
  }

  /**
   * Loads an encoder from a Hugging Face directory. It reads as many tokens of a text as {@code
   * model_max_length} in {@code tokenizer_config.json} says, at most the model's positions, and
   * cuts longer texts.
   *
   * @throws InvalidInputException naming the file, when something is missing or contradictory, or
   *     the model has no pooler and that is asked for
   */
  public static TransformerEncoder load(Path dir, Pooling pooling) {
    return load(dir, pooling, LoadOptions.DEFAULT);
  }

  /**
   * Loads an encoder with options, of which those of dropout do not matter here; see {@link
   * #load(Path, Pooling)}.
   */
  public static TransformerEncoder load(Path dir, Pooling pooling, LoadOptions options) {
    return Beside.read(dir, folder -> read(folder, pooling, options));
  }

  /**
   * How many tokens of a text an encoder of a directory reads, special tokens included, without
   * loading it.
   *
   * @throws InvalidInputException naming the file, when something is missing or contradictory
   */
  public static int maxLength(Path dir, LoadOptions options) {
    int positions = Checkpoint.readConfig(dir).positions();
    TokenizerFiles files = TokenizerFiles.read(dir);
    Recipe.Texts texts =
        FolderErrors.in(dir, () -> options.texts(() -> files.maxLength(dir, positions)));
    return Math.min(texts.maxLength(), positions);
  }

  private static TransformerEncoder read(Path dir, Pooling pooling, LoadOptions options) {
    Backend.require();
    try (Checkpoint checkpoint = Checkpoint.open(dir)) {
      Graphs graphs = graphs(dir, checkpoint, pooling);
      int positions = checkpoint.config().positions();
      TokenizerFiles files = TokenizerFiles.read(dir);
      Recipe.Texts texts =
          FolderErrors.in(dir, () -> options.texts(() -> files.maxLength(dir, positions)));
      TextTokenizer tokenizer = checkpoint.tokenizer();
      boolean loaded = false;
      try {
        tokenizer.requireRoom(Math.min(texts.maxLength(), positions));
        Engine engine = FolderErrors.in(dir, () -> Engine.create(graphs, 0, checkpoint::tensor));
        loaded = true;
        return new TransformerEncoder(engine, tokenizer, texts, pooling);
      } finally {
        if (!loaded) {
          tokenizer.close();
        }
      }
    }
  }

  private static Graphs graphs(Path dir, Checkpoint checkpoint, Pooling pooling) {
    Architecture architecture = Architectures.of(checkpoint.config());
    if (pooling == Pooling.FIRST_TOKEN && architecture.reads() != Tokens.FIRST) {
      throw new InvalidInputException(
          dir
              + ": the first token's state says nothing of the text, as it has seen no other;"
              + " choose LAST_TOKEN or MEAN");
    }
    if (pooling != Pooling.POOLER) {
      return architecture.graphs(Head.ENCODER);
    }
    boolean pooler = architecture.heads().contains(Head.POOLER);
    if (!pooler
        || !architecture.top(new Purpose(Head.POOLER, 0)).parameters().stream()
            .allMatch(parameter -> checkpoint.has(parameter.name()))) {
      throw new InvalidInputException(
          dir
              + ": the model has no pooler; choose "
              + (architecture.reads() == Tokens.FIRST ? "FIRST_TOKEN" : "LAST_TOKEN")
              + " or MEAN");
    }
    return architecture.graphs(Head.POOLER);
  }

  @Override
  public synchronized void scoreWith(ScoringBackend backend, BackendScope scope) {
    ensureOpen();
    passes.scoreWith(backend);
  }

  @Override
  public synchronized ScoredModel exported() {
    ensureOpen();
    return passes.exported();
  }

  /** Numbers of an embedding: {@code d}. */
  public int width() {
    return engine.network().hidden();
  }

  /** The texts that were embedded; a text counts each time. */
  @Override
  public TextsRead textsRead() {
    return new TextsRead(read.get(), truncated.get(), maxLength());
  }

  private int maxLength() {
    return Math.min(texts.maxLength(), engine.network().positions());
  }

  /**
   * Hands over the embedding of each text, {@code [d]}, in the order of the texts. Reads and holds
   * a window of them at a time, however many there are.
   *
   * @throws InvalidInputException if a text is too long and such are refused, or its embedding is
   *     not finite; it is named by its number, from 1
   */
  public void encode(Iterable<String> texts, Consumer<float[]> sink) {
    ensureOpen();
    Iterator<String> left = texts.iterator();
    int first = 1;
    while (left.hasNext()) {
      List<String> window = new ArrayList<>();
      while (window.size() < WINDOW && left.hasNext()) {
        window.add(left.next());
      }
      float[] vectors = embed(first, window);
      first += window.size();
      for (int i = 0; i < window.size(); i++) {
        sink.accept(Arrays.copyOfRange(vectors, i * width(), (i + 1) * width()));
      }
    }
  }

  private synchronized float[] embed(int first, List<String> window) {
    ensureOpen();
    List<Encoding> encodings = tokenizer.encodeAll(window, maxLength());
    List<Sequence> sequences = new ArrayList<>();
    for (int i = 0; i < window.size(); i++) {
      Instance text = Instance.ofText(Integer.toString(first + i), window.get(i));
      Encoding encoding =
          texts.tooLong().check(encodings.get(i), text, engine.network().positions());
      truncated.addAndGet(encoding.truncated() ? 1 : 0);
      sequences.add(TokenIds.sequence(encoding, text, engine.network().tables().get(0).rows()));
    }
    read.addAndGet(window.size());
    float[] vectors =
        switch (pooling) {
          case FIRST_TOKEN -> passes.token(Tokens.FIRST, sequences);
          case LAST_TOKEN -> passes.token(Tokens.LAST, sequences);
          case MEAN -> passes.mean(sequences);
          case POOLER -> passes.pooled(sequences);
        };
    requireFinite(vectors, first);
    return vectors;
  }

  private void requireFinite(float[] vectors, int first) {
    for (int i = 0; i < vectors.length; i++) {
      if (!Float.isFinite(vectors[i])) {
        throw new InvalidInputException(
            "the encoder's EMBEDDING for text "
                + (first + i / width())
                + " must be finite, found "
                + vectors[i]
                + "; check the model's weights");
      }
    }
  }

  private void ensureOpen() {
    if (closed) {
      throw new IllegalStateException("the encoder is closed");
    }
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      passes.close();
      engine.close();
      tokenizer.close();
    }
  }
}
