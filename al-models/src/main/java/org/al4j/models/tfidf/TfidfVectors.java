package org.al4j.models.tfidf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.models.internal.InputFile;
import org.al4j.models.tfidf.WordTokenizer.Unspaced;

/**
 * TF-IDF vectors of texts as plain arrays, for models of other kinds; the same numbers as {@link
 * TfidfLearner}'s where all terms are kept. Immutable.
 */
public final class TfidfVectors {
  private static final String FORMAT = "al4j-tfidf-vectors-1";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final TfidfSettings settings;
  private final Vocabulary vocabulary;

  private TfidfVectors(TfidfSettings settings, Vocabulary vocabulary) {
    this.settings = settings;
    this.vocabulary = vocabulary;
  }

  /**
   * Learns terms and document frequencies in one pass.
   *
   * @param settings of the terms; those of the regression do not matter
   * @param most how many terms are kept at most: those that most texts have, of equals the first in
   *     the alphabet
   * @throws InvalidInputException if no text has a term
   */
  public static TfidfVectors of(TfidfSettings settings, int most, Iterable<Instance> texts) {
    if (most < 1) {
      throw new IllegalArgumentException("at least 1 term must be kept, found " + most);
    }
    Vocabulary all = Vocabulary.fit(settings, texts);
    TreeMap<String, Integer> kept = new TreeMap<>();
    Comparator<Map.Entry<String, Integer>> byCount = Map.Entry.comparingByValue();
    all.frequencies().entrySet().stream()
        .sorted(byCount.reversed().thenComparing(Map.Entry.comparingByKey()))
        .limit(most)
        .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
    if (kept.isEmpty()) {
      throw new InvalidInputException("none of the texts has a term to count; give other texts");
    }
    return new TfidfVectors(
        settings, new Vocabulary(settings, Unspaced.CHARACTERS, all.texts(), kept));
  }

  /** How many terms there are. */
  public int size() {
    return vocabulary.size();
  }

  /** The vector of a text, of length one, or of zeros if it has no known term. */
  public float[] vector(Instance x) {
    SparseRows row = vocabulary.rows(List.of(x));
    float[] vector = new float[size()];
    for (int e = row.offsets()[0]; e < row.offsets()[1]; e++) {
      vector[row.columns()[e]] = (float) row.values()[e];
    }
    return vector;
  }

  /** Tells it from another one. */
  public String sha256() {
    return vocabulary.sha256();
  }

  /** Writes a file that {@link #read} reads. */
  public void write(Path file) throws IOException {
    ObjectNode root = JSON.createObjectNode().put("format", FORMAT);
    root.put("maximumNgram", settings.maximumNgram());
    root.put("minimumTokenLength", settings.minimumTokenLength());
    root.put("texts", vocabulary.texts());
    ObjectNode terms = root.putObject("vocabulary");
    vocabulary.frequencies().forEach(terms::put);
    Files.write(file, JSON.writeValueAsBytes(root));
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws InvalidInputException naming the file, if it is something else
   */
  public static TfidfVectors read(Path file) {
    JsonNode root = InputFile.json(file, "TF-IDF vectors");
    if (!FORMAT.equals(root.path("format").asText())) {
      throw new InvalidInputException(
          InputFile.oneLine(
              file + ": format must be " + FORMAT + ", found " + root.path("format")));
    }
    int texts = root.path("texts").asInt();
    TreeMap<String, Integer> terms = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : root.path("vocabulary").properties()) {
      int count = entry.getValue().asInt();
      if (count < 1 || count > texts) {
        throw new InvalidInputException(
            InputFile.oneLine(
                String.format(
                    Locale.ROOT,
                    "%s: the document frequency of '%s' must lie in [1, %d], found %s",
                    file,
                    entry.getKey(),
                    texts,
                    entry.getValue())));
      }
      terms.put(entry.getKey(), count);
    }
    try {
      TfidfSettings settings =
          new TfidfSettings(
              TfidfSettings.defaults().inverseRegularisation(),
              root.path("maximumNgram").asInt(),
              root.path("minimumTokenLength").asInt(),
              1);
      return new TfidfVectors(
          settings, new Vocabulary(settings, Unspaced.CHARACTERS, texts, terms));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(InputFile.oneLine(file + ": " + e.getMessage()), e);
    }
  }
}
