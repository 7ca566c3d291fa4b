package org.al4j.models.transformer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.models.checkpoint.Checkpoint;
import org.al4j.models.checkpoint.Head;
import org.al4j.models.tokenize.Encoding;
import org.al4j.models.tokenize.TextTokenizer;
import org.al4j.models.transformer.internal.Embedder;
import org.al4j.models.transformer.internal.Engine;
import org.al4j.models.transformer.internal.Graphs;
import org.al4j.models.transformer.internal.Sequence;

/**
 * Embeddings of texts by a pre-trained or fine-tuned encoder (BERT, DistilBERT, ELECTRA, RoBERTa),
 * whatever head its checkpoint has. Texts longer than the model reads lose their end; {@link
 * #truncatedTexts} counts them.
 *
 * <p>Holds native memory until {@link #close}. Calls from several threads wait for each other; each
 * call uses all processors.
 */
public final class TransformerEncoder implements AutoCloseable {
  /** Texts that are grouped by length and handed over together. */
  private static final int WINDOW = 1024;

  private final Engine engine;
  private final TextTokenizer tokenizer;
  private final int maxLength;
  private final Pooling pooling;
  private final AtomicLong truncated = new AtomicLong();
  private boolean closed;

  /** How hidden states become one vector. */
  public enum Pooling {
    /** The last hidden state of the first token, [CLS]. */
    FIRST_TOKEN,
    /** The mean of the last hidden states of all tokens, special tokens included. */
    MEAN,
    /**
     * What the pooler makes of the first token: in BERT the input of a sequence classifier's last
     * layer. BERT and RoBERTa only, where the checkpoint has one.
     */
    POOLER
  }

  private TransformerEncoder(
      Engine engine, TextTokenizer tokenizer, int maxLength, Pooling pooling) {
    this.engine = engine;
    this.tokenizer = tokenizer;
    this.maxLength = maxLength;
    this.pooling = pooling;
  }

  /**
   * Loads an encoder from a Hugging Face directory. It reads as many tokens of a text as {@code
   * model_max_length} in {@code tokenizer_config.json} says, at most the model's positions.
   *
   * @throws InvalidInputException naming the file, when something is missing or contradictory, or
   *     the model has no pooler and that is asked for
   */
  public static TransformerEncoder load(Path dir, Pooling pooling) {
    try (Checkpoint checkpoint = Checkpoint.open(dir)) {
      Head head = pooling == Pooling.POOLER ? Head.POOLER : Head.ENCODER;
      if (head == Head.POOLER && !checkpoint.has("pooler.dense.weight")) {
        throw new InvalidInputException(
            dir + ": the model has no pooler; choose FIRST_TOKEN or MEAN");
      }
      Graphs graphs = new Graphs(checkpoint.config(), head);
      int length = TokenizerFiles.read(dir).maxLength(dir, checkpoint.config().positions());
      TextTokenizer tokenizer = checkpoint.tokenizer();
      boolean loaded = false;
      try {
        Engine engine = Engine.create(graphs, 0, checkpoint::tensor);
        loaded = true;
        return new TransformerEncoder(engine, tokenizer, length, pooling);
      } finally {
        if (!loaded) {
          tokenizer.close();
        }
      }
    }
  }

  /** Numbers of an embedding: {@code d}. */
  public int width() {
    return engine.config().hidden();
  }

  /** How many texts were cut to the model's length so far. */
  public long truncatedTexts() {
    return truncated.get();
  }

  /**
   * Hands over the embedding of each text, {@code [d]}, in the order of the texts. Reads and holds
   * a window of them at a time, however many there are.
   */
  public void encode(Iterable<String> texts, Consumer<float[]> sink) {
    Iterator<String> left = texts.iterator();
    while (left.hasNext()) {
      List<String> window = new ArrayList<>();
      while (window.size() < WINDOW && left.hasNext()) {
        window.add(left.next());
      }
      float[] vectors = embed(window);
      for (int i = 0; i < window.size(); i++) {
        sink.accept(Arrays.copyOfRange(vectors, i * width(), (i + 1) * width()));
      }
    }
  }

  private synchronized float[] embed(List<String> window) {
    if (closed) {
      throw new IllegalStateException("the encoder is closed");
    }
    List<Sequence> sequences = new ArrayList<>();
    for (Encoding encoding : tokenizer.encodeAll(window, maxLength)) {
      truncated.addAndGet(encoding.truncated() ? 1 : 0);
      sequences.add(new Sequence(encoding.ids(), null)); // single texts have one segment
    }
    Embedder embedder = new Embedder(engine);
    return switch (pooling) {
      case FIRST_TOKEN -> embedder.first(sequences);
      case MEAN -> embedder.mean(sequences);
      case POOLER -> embedder.pooled(sequences);
    };
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      engine.close();
      tokenizer.close();
    }
  }
}
