package org.al4j.models.head;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.al4j.core.settings.Settings;
import org.al4j.core.text.TextEmbedder;

/** The sum of made-up vectors of a text's words, of length 1; zeros for a text without any. */
final class WordVectorEmbedder implements TextEmbedder {
  private final int width;
  private final AtomicInteger texts = new AtomicInteger();
  private volatile boolean closed;

  WordVectorEmbedder(int width) {
    this.width = width;
  }

  /** How many texts it was given. */
  int texts() {
    return texts.get();
  }

  boolean isClosed() {
    return closed;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public void embed(List<String> all, Consumer<float[]> sink) {
    if (closed) {
      throw new IllegalStateException("the embedder is closed");
    }
    for (String text : all) {
      texts.incrementAndGet();
      sink.accept(vector(text));
    }
  }

  private float[] vector(String text) {
    double[] sum = new double[width];
    for (String word : text.strip().split("\\s+")) {
      SplittableRandom random = new SplittableRandom(word.hashCode());
      for (int j = 0; j < width && !word.isEmpty(); j++) {
        sum[j] += random.nextDouble(-1, 1);
      }
    }
    double squares = 0;
    for (double value : sum) {
      squares += value * value;
    }
    float[] vector = new float[width];
    for (int j = 0; j < width && squares > 0; j++) {
      vector[j] = (float) (sum[j] / Math.sqrt(squares));
    }
    return vector;
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("WordVectorEmbedder").with("width", width).toMap();
  }

  @Override
  public String describe() {
    return "made-up vectors of words";
  }

  @Override
  public void close() {
    closed = true;
  }
}
