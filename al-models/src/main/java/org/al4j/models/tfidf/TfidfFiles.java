package org.al4j.models.tfidf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.Models;
import org.al4j.models.internal.AtomicFolder;
import org.al4j.models.internal.InputFile;
import org.al4j.models.kind.ProblemType;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;
import org.al4j.models.tfidf.WordTokenizer.Unspaced;

/**
 * A saved model: {@code tfidf.json} with kind, settings, label names and the vocabulary with its
 * document frequencies, and {@code model.safetensors} with {@code weight [V, C]} and {@code bias
 * [C]} in float32. Equal models give equal bytes.
 */
final class TfidfFiles {
  private static final String TENSORS = "model.safetensors";
  private static final String FORMAT = "al4j-tfidf-1";

  /** How scripts without spaces between words are read. */
  private static final String UNSPACED = "unspacedScripts";

  private static final ObjectMapper JSON = new ObjectMapper();

  private TfidfFiles() {}

  static void write(TfidfModel<?> model, Path dir) throws IOException {
    TfidfParts parts = model.parts();
    long features = parts.vocabulary().size();
    long classes = parts.labels().size();
    Map<String, Tensor> tensors =
        Map.of(
            "weight", new Tensor(new long[] {features, classes}, parts.weights()),
            "bias", new Tensor(new long[] {classes}, parts.biases()));
    AtomicFolder.create(
        dir,
        folder -> {
          SafeTensors.write(folder.resolve(TENSORS), new TreeMap<>(tensors), Map.of());
          Files.write(
              folder.resolve(TfidfClassifier.FILE),
              JSON.writeValueAsBytes(describe(parts, model.annotationKind().problem())));
          Models.describe(folder, TfidfFormat.NAME, TfidfFormat.VERSION);
        });
  }

  /**
   * Reads a model of the wanted kind.
   *
   * @throws InvalidInputException if a file is not what {@link #write} writes, or the model is of
   *     another kind
   */
  static TfidfParts read(Path dir, ProblemType wanted) throws IOException {
    Path file = dir.resolve(TfidfClassifier.FILE);
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          dir + " is not a saved TF-IDF model: it has no file " + TfidfClassifier.FILE);
    }
    JsonNode root = InputFile.json(file, "a saved TF-IDF model");
    if (!FORMAT.equals(root.path("format").asText())) {
      throw bad(
          file, "format must be " + FORMAT + ", found '" + root.path("format").asText() + "'");
    }
    requireProblem(file, root, wanted);
    try {
      TfidfSettings settings = settings(file, root, wanted);
      return assemble(dir, settings, labels(file, root), vocabulary(file, root, settings));
    } catch (IllegalArgumentException e) {
      throw bad(file, String.valueOf(e.getMessage()));
    }
  }

  /** Whether it is a model of any number of classes for a text. */
  static boolean isMultiLabel(Path dir) throws IOException {
    JsonNode root = InputFile.json(dir.resolve(TfidfClassifier.FILE), "a saved TF-IDF model");
    String several = ProblemType.MULTI_LABEL_CLASSIFICATION.text();
    return several.equals(root.path(ProblemType.FIELD).asText());
  }

  /** Models that were saved before there was a choice have one class. */
  private static void requireProblem(Path file, JsonNode root, ProblemType wanted) {
    String usual = ProblemType.SINGLE_LABEL_CLASSIFICATION.text();
    String found = root.path(ProblemType.FIELD).asText(usual);
    if (!found.equals(wanted.text())) {
      throw bad(
          file,
          ProblemType.FIELD
              + " must be "
              + wanted.text()
              + ", found '"
              + found
              + "'; TfidfClassifier.load reads models of one class, TfidfMultiLabelClassifier.load"
              + " those of several");
    }
  }

  private static ObjectNode describe(TfidfParts model, ProblemType problem) {
    TfidfSettings settings = model.settings();
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put(ProblemType.FIELD, problem.text());
    root.put("inverseRegularisation", settings.inverseRegularisation());
    root.put("maximumNgram", settings.maximumNgram());
    root.put("minimumTokenLength", settings.minimumTokenLength());
    root.put("minimumDocumentFrequency", settings.minimumDocumentFrequency());
    if (problem == ProblemType.MULTI_LABEL_CLASSIFICATION) {
      root.put("threshold", settings.threshold());
    }
    root.put(UNSPACED, model.vocabulary().unspaced().number());
    model.labels().names().forEach(root.putArray("labels")::add);
    root.put("texts", model.vocabulary().texts());
    ObjectNode vocabulary = root.putObject("vocabulary");
    model.vocabulary().frequencies().forEach(vocabulary::put);
    return root;
  }

  private static TfidfParts assemble(
      Path dir, TfidfSettings settings, LabelSpace labels, Vocabulary vocabulary) {
    Path file = dir.resolve(TENSORS);
    try (SafeTensors tensors = SafeTensors.open(file)) {
      float[] weights = tensor(file, tensors, "weight", vocabulary.size(), labels.size());
      float[] biases = tensor(file, tensors, "bias", labels.size());
      return new TfidfParts(settings, labels, vocabulary, weights, biases);
    }
  }

  private static float[] tensor(Path file, SafeTensors tensors, String name, long... shape) {
    if (!Arrays.equals(tensors.shape(name), shape)) {
      throw bad(
          file,
          name
              + " must have the shape "
              + Arrays.toString(shape)
              + " that "
              + TfidfClassifier.FILE
              + " implies, found "
              + Arrays.toString(tensors.shape(name)));
    }
    float[] values = tensors.floats(name);
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw bad(file, name + " must be finite, found " + value);
      }
    }
    return values;
  }

  private static TfidfSettings settings(Path file, JsonNode root, ProblemType problem) {
    TfidfSettings settings =
        new TfidfSettings(
            number(file, root, "inverseRegularisation").doubleValue(),
            integer(file, root, "maximumNgram"),
            integer(file, root, "minimumTokenLength"),
            integer(file, root, "minimumDocumentFrequency"));
    return problem == ProblemType.MULTI_LABEL_CLASSIFICATION
        ? settings.withThreshold(number(file, root, "threshold").doubleValue())
        : settings;
  }

  private static LabelSpace labels(Path file, JsonNode root) {
    List<String> names = new ArrayList<>();
    for (JsonNode name : root.path("labels")) {
      if (!name.isTextual() || name.asText().isBlank()) {
        throw bad(file, "labels must be names, found " + name);
      }
      names.add(name.asText());
    }
    if (names.isEmpty()) {
      throw bad(file, "labels must name at least one class, found none");
    }
    try {
      return LabelSpace.of(names);
    } catch (InvalidInputException e) {
      throw bad(file, String.valueOf(e.getMessage()));
    }
  }

  private static Vocabulary vocabulary(Path file, JsonNode root, TfidfSettings settings) {
    if (!root.path("vocabulary").isObject()) {
      throw bad(file, "vocabulary must be an object of document frequencies by term");
    }
    int texts = integer(file, "texts", root.path("texts"), Integer.MAX_VALUE);
    TreeMap<String, Integer> frequencies = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : root.path("vocabulary").properties()) {
      String what = "the document frequency of '" + entry.getKey() + "'";
      frequencies.put(entry.getKey(), integer(file, what, entry.getValue(), texts));
    }
    return new Vocabulary(settings, unspaced(file, root), texts, frequencies);
  }

  /** The first where nothing is said: models saved before there was a choice. */
  private static Unspaced unspaced(Path file, JsonNode root) {
    int number = root.has(UNSPACED) ? integer(file, root, UNSPACED) : 1;
    for (Unspaced one : Unspaced.values()) {
      if (one.number() == number) {
        return one;
      }
    }
    throw bad(file, UNSPACED + " must be 1 or 2, found " + number + "; a later AL4J may read it");
  }

  private static JsonNode number(Path file, JsonNode root, String field) {
    JsonNode node = root.path(field);
    if (!node.isNumber()) {
      throw bad(file, field + " must be a number, found '" + node.asText() + "'");
    }
    return node;
  }

  private static int integer(Path file, JsonNode root, String field) {
    return integer(file, field, root.path(field), Integer.MAX_VALUE);
  }

  /** A count, from 1: rounded or read as 0, it would change every score. */
  private static int integer(Path file, String what, JsonNode node, int most) {
    if (!node.isInt() || node.intValue() < 1 || node.intValue() > most) {
      String found = node.isMissingNode() ? "none" : node.toString();
      throw bad(file, what + " must be an integer from 1 to " + most + ", found " + found);
    }
    return node.intValue();
  }

  private static InvalidInputException bad(Path file, String rule) {
    return new InvalidInputException(InputFile.oneLine(file + ": " + rule));
  }
}
