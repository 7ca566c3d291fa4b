package org.al4j.dl4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.data.Instance;
import org.al4j.core.model.FloatTable;
import org.al4j.core.settings.Settings;
import org.al4j.models.tfidf.TfidfVectors;

/** Dense TF-IDF vectors. */
record TfidfFeatures(TfidfVectors vectors) implements TextFeatures {
  static final String FORMAT = "tfidf";
  private static final String FILE = "tfidf-vectors.json";

  static TfidfFeatures load(Path folder) throws IOException {
    return new TfidfFeatures(TfidfVectors.read(folder.resolve(FILE)));
  }

  @Override
  public long[] shape() {
    return new long[] {vectors.size()};
  }

  @Override
  public List<FloatTable> read(List<Instance> xs) {
    return xs.stream().map(x -> FloatTable.vector(vectors.vector(x))).toList();
  }

  @Override
  public String describe() {
    return "TF-IDF of " + vectors.size() + " terms";
  }

  @Override
  public Map<String, String> settings() {
    return Settings.named("TfidfFeatures").with("vocabulary.sha256", vectors.sha256()).toMap();
  }

  @Override
  public Optional<String> format() {
    return Optional.of(FORMAT);
  }

  @Override
  public void save(Path folder) throws IOException {
    vectors.write(folder.resolve(FILE));
  }
}
