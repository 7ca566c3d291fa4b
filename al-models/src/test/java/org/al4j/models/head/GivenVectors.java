package org.al4j.models.head;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.al4j.core.settings.Settings;
import org.al4j.core.text.TextEmbedder;

/** Texts that say their vectors: numbers with spaces between them. */
record GivenVectors(int width) implements TextEmbedder {
  @Override
  public void embed(List<String> texts, Consumer<float[]> sink) {
    for (String text : texts) {
      String[] words = text.split(" ");
      float[] vector = new float[words.length];
      for (int j = 0; j < vector.length; j++) {
        vector[j] = Float.parseFloat(words[j]);
      }
      sink.accept(vector);
    }
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("GivenVectors").with("width", width).toMap();
  }

  @Override
  public void close() {}
}
