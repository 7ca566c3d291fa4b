package org.al4j.models.embedding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.settings.Settings;
import org.al4j.core.text.TextEmbedder;

/** Makes numbers between -1 and 1 of a text's hash code, and notes what it was given. */
final class HashEmbedder implements TextEmbedder {
  static final String BAD = "bad";
  final List<String> embedded = new ArrayList<>();
  boolean closed;
  private final int width;
  private final String version;

  HashEmbedder(int width, String version) {
    this.width = width;
    this.version = version;
  }

  @Override
  public int width() {
    return width;
  }

  @Override
  public synchronized void embed(List<String> texts, Consumer<float[]> sink) {
    for (int i = 0; i < texts.size(); i++) {
      if (texts.get(i).equals(BAD)) {
        throw new InvalidInputException("text " + (i + 1) + " is bad");
      }
      embedded.add(texts.get(i));
      sink.accept(vector(texts.get(i)));
    }
  }

  float[] vector(String text) {
    SplittableRandom random = new SplittableRandom((version + text).hashCode());
    float[] vector = new float[width];
    for (int j = 0; j < width; j++) {
      vector[j] = (float) random.nextDouble(-1, 1);
    }
    return vector;
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("HashEmbedder").with("version", version).toMap();
  }

  @Override
  public void close() {
    closed = true;
  }
}
