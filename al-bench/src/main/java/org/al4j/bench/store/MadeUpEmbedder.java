package org.al4j.bench.store;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.al4j.core.settings.Settings;
import org.al4j.core.text.TextEmbedder;

/** Makes numbers between -1 and 1 of a text, and counts how often it did. */
final class MadeUpEmbedder implements TextEmbedder {
  private static final int HALF_MANTISSA = 10;
  private static final int LEAST = -24;

  private final int width;
  private long embedded;

  MadeUpEmbedder(int width) {
    this.width = width;
  }

  /** The text of a number: some are long, many are short. */
  static String text(int number) {
    return "text " + number + " word".repeat(number % 50);
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public synchronized void embed(List<String> texts, Consumer<float[]> sink) {
    for (String text : texts) {
      embedded++;
      sink.accept(vector(text));
    }
  }

  /** How many texts it embedded. */
  synchronized long embedded() {
    return embedded;
  }

  float[] vector(String text) {
    SplittableRandom random = new SplittableRandom(text.hashCode());
    float[] vector = new float[width];
    for (int j = 0; j < width; j++) {
      vector[j] = (float) random.nextDouble(-1, 1);
    }
    return vector;
  }

  /** Whether a vector is this one in half floats, by arithmetic of its own. */
  boolean isRounded(String text, float[] found) {
    float[] exact = vector(text);
    boolean equal = found.length == width;
    for (int j = 0; j < width && equal; j++) {
      double step = Math.scalb(1.0, Math.max(Math.getExponent(exact[j]) - HALF_MANTISSA, LEAST));
      equal = found[j] == Math.rint(exact[j] / step) * step;
    }
    return equal;
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("MadeUpEmbedder").with("width", width).toMap();
  }

  @Override
  public void close() {}
}
