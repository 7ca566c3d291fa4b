package org.al4j.models.tfidf;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.LabelSpace;
import org.al4j.models.internal.InputFile;
import org.al4j.models.kind.ProblemType;
import org.al4j.models.tfidf.WordTokenizer.Unspaced;

/**
 * The {@code tfidf.json} of a saved model: kind, settings, label names, vocabulary.
 *
 * @param root of the kind {@code problem}, for messages with its {@code file}
 */
record TfidfDescription(Path file, JsonNode root, ProblemType problem) {
  private static final String FORMAT = "al4j-tfidf-1";

  /** How scripts without spaces between words are read. */
  private static final String UNSPACED = "unspacedScripts";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** What is written of a model. */
  static byte[] of(TfidfParts model, ProblemType problem) throws JsonProcessingException {
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
    return JSON.writeValueAsBytes(root);
  }

  /** Reads that of a model of the wanted kind. */
  static TfidfDescription read(Path file, ProblemType wanted) {
    TfidfDescription description = new TfidfDescription(file, json(file), wanted);
    String format = description.root.path("format").asText();
    if (!FORMAT.equals(format)) {
      throw bad(file, "format must be " + FORMAT + ", found '" + format + "'");
    }
    description.requireProblem();
    return description;
  }

  /** Whether it is that of a model of any number of classes for a text. */
  static boolean isMultiLabel(Path file) {
    String several = ProblemType.MULTI_LABEL_CLASSIFICATION.text();
    return several.equals(json(file).path(ProblemType.FIELD).asText());
  }

  private static JsonNode json(Path file) {
    return InputFile.json(file, "a saved TF-IDF model");
  }

  /** Models that were saved before there was a choice have one class. */
  private void requireProblem() {
    String usual = ProblemType.SINGLE_LABEL_CLASSIFICATION.text();
    String found = root.path(ProblemType.FIELD).asText(usual);
    if (!found.equals(problem.text())) {
      throw bad(
          ProblemType.FIELD
              + " must be "
              + problem.text()
              + ", found '"
              + found
              + "'; TfidfClassifier.load reads models of one class, TfidfMultiLabelClassifier.load"
              + " those of several");
    }
  }

  TfidfSettings settings() {
    TfidfSettings settings =
        new TfidfSettings(
            number("inverseRegularisation").doubleValue(),
            integer("maximumNgram"),
            integer("minimumTokenLength"),
            integer("minimumDocumentFrequency"));
    return problem == ProblemType.MULTI_LABEL_CLASSIFICATION
        ? settings.withThreshold(number("threshold").doubleValue())
        : settings;
  }

  LabelSpace labels() {
    List<String> names = new ArrayList<>();
    for (JsonNode name : root.path("labels")) {
      if (!name.isTextual() || name.asText().isBlank()) {
        throw bad("labels must be names, found " + name);
      }
      names.add(name.asText());
    }
    if (names.isEmpty()) {
      throw bad("labels must name at least one class, found none");
    }
    try {
      return LabelSpace.of(names);
    } catch (InvalidInputException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
  }

  Vocabulary vocabulary(TfidfSettings settings) {
    if (!root.path("vocabulary").isObject()) {
      throw bad("vocabulary must be an object of document frequencies by term");
    }
    int texts = integer("texts", root.path("texts"), Integer.MAX_VALUE);
    TreeMap<String, Integer> frequencies = new TreeMap<>();
    for (Map.Entry<String, JsonNode> entry : root.path("vocabulary").properties()) {
      String what = "the document frequency of '" + entry.getKey() + "'";
      frequencies.put(entry.getKey(), integer(what, entry.getValue(), texts));
    }
    return new Vocabulary(settings, unspaced(), texts, frequencies);
  }

  /** The first where nothing is said: models saved before there was a choice. */
  private Unspaced unspaced() {
    int number = root.has(UNSPACED) ? integer(UNSPACED) : 1;
    for (Unspaced one : Unspaced.values()) {
      if (one.number() == number) {
        return one;
      }
    }
    throw bad(UNSPACED + " must be 1 or 2, found " + number + "; a later AL4J may read it");
  }

  private JsonNode number(String field) {
    JsonNode node = root.path(field);
    if (!node.isNumber()) {
      throw bad(field + " must be a number, found '" + node.asText() + "'");
    }
    return node;
  }

  private int integer(String field) {
    return integer(field, root.path(field), Integer.MAX_VALUE);
  }

  /** A count, from 1: rounded or read as 0, it would change every score. */
  private int integer(String what, JsonNode node, int most) {
    if (!node.isInt() || node.intValue() < 1 || node.intValue() > most) {
      String found = node.isMissingNode() ? "none" : node.toString();
      throw bad(what + " must be an integer from 1 to " + most + ", found " + found);
    }
    return node.intValue();
  }

  private InvalidInputException bad(String rule) {
    return bad(file, rule);
  }

  /** The error of a file that breaks a rule. */
  static InvalidInputException bad(Path file, String rule) {
    return new InvalidInputException(InputFile.oneLine(file + ": " + rule));
  }
}
