package org.al4j.models.recurrent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.io.Beside;
import org.al4j.core.model.Models;
import org.al4j.models.internal.AtomicFolder;
import org.al4j.models.internal.InputFile;
import org.al4j.models.internal.recurrent.NetworkWeights;
import org.al4j.models.internal.recurrent.TaggerShape;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;

/** Saved taggers: {@code bilstm-crf.json} and {@code bilstm-crf.safetensors}. */
final class BilstmCrfFiles {
  static final String FILE = "bilstm-crf.json";
  private static final String TENSORS = "bilstm-crf.safetensors";
  private static final String VECTORS = "frozen.weight";
  private static final ObjectMapper JSON = new ObjectMapper();

  private BilstmCrfFiles() {}

  static void save(Path dir, BilstmCrfParts parts) throws IOException {
    AtomicFolder.create(
        dir,
        folder -> {
          Files.write(folder.resolve(FILE), JSON.writeValueAsBytes(json(parts)));
          SortedMap<String, Tensor> tensors = parts.weights().tensors();
          FileVectors vectors = parts.vocabulary().vectors();
          if (vectors.width() > 0) {
            long[] shape = {vectors.rows().count(), vectors.width()};
            tensors.put(VECTORS, new Tensor(shape, vectors.values()));
          }
          SafeTensors.write(folder.resolve(TENSORS), tensors, Map.of("format", "pt"));
          Models.describe(folder, BilstmCrfFormat.NAME, BilstmCrfFormat.VERSION);
        });
  }

  private static ObjectNode json(BilstmCrfParts parts) {
    BilstmCrfOptions options = parts.options();
    BilstmCrfOptions.Sizes sizes = options.sizes();
    ObjectNode root = JSON.createObjectNode();
    put(root, "tags", parts.labels().names());
    root.put("word_width", sizes.words());
    root.put("char_width", sizes.characters());
    sizes.filterWidths().forEach(root.putArray("char_widths")::add);
    root.put("char_filters", sizes.filters());
    root.put("hidden", sizes.hidden());
    root.put("feed_forward", sizes.feedForward());
    root.put("train_vectors", options.trainVectors());
    root.put("dropout", options.dropout());
    root.put("recurrent_dropout", options.recurrentDropout());
    root.put("constrained", options.constrained());
    root.put("best", options.best());
    root.put("dropout_passes", options.passes());
    root.put("seed", parts.seed());
    put(root, "words", parts.vocabulary().words().entries());
    put(root, "characters", parts.vocabulary().characters().entries());
    FileVectors vectors = parts.vocabulary().vectors();
    root.put("vectors", vectors.identity());
    root.put("vector_width", vectors.width());
    put(root, "vector_words", vectors.rows().entries());
    return root;
  }

  private static void put(ObjectNode root, String name, List<String> texts) {
    texts.forEach(root.putArray(name)::add);
  }

  static BilstmCrfParts load(Path dir) throws IOException {
    return Beside.read(dir, BilstmCrfFiles::read);
  }

  private static BilstmCrfParts read(Path dir) {
    Path file = dir.resolve(FILE);
    ObjectNode root = InputFile.json(file, "a saved tagger");
    try (SafeTensors tensors = SafeTensors.open(dir.resolve(TENSORS))) {
      return parts(root, tensors);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          InputFile.oneLine(file + ": not a saved tagger: " + e.getMessage()), e);
    }
  }

  private static BilstmCrfParts parts(ObjectNode root, SafeTensors tensors) {
    BilstmCrfOptions options;
    LabelSpace labels;
    try {
      options = options(root);
      labels = LabelSpace.of(texts(root, "tags"));
    } catch (InvalidInputException e) { // told with the file's name
      throw new IllegalArgumentException(e.getMessage(), e);
    }
    int width = whole(root, "vector_width");
    TableRows words = new TableRows(texts(root, "words"));
    FileVectors vectors =
        width == 0 ? FileVectors.NONE : vectors(root, width, values(tensors, VECTORS));
    NetworkVocabulary vocabulary =
        new NetworkVocabulary(words, vectors, new TableRows(texts(root, "characters")));
    int learnt = options.trainVectors() ? learntWidth(tensors, words) : width;
    TaggerShape shape = BilstmCrfParts.shape(options, learnt, labels.size());
    require(NetworkWeights.CHARACTERS, tensors, vocabulary.characters().count());
    if (shape.words() > 0) {
      require(NetworkWeights.WORDS, tensors, words.count());
    }
    NetworkWeights weights =
        NetworkWeights.of(shape, vectors.values(), name -> values(tensors, name));
    long seed = field(root, "seed", JsonNode::isIntegralNumber, "a whole number").longValue();
    return new BilstmCrfParts(weights, vocabulary, labels, options, seed);
  }

  private static int learntWidth(SafeTensors tensors, TableRows words) {
    return values(tensors, NetworkWeights.WORDS).length / words.count();
  }

  private static FileVectors vectors(ObjectNode root, int width, float[] values) {
    TableRows rows = new TableRows(texts(root, "vector_words"));
    if ((long) rows.count() * width != values.length) {
      throw new IllegalArgumentException(
          VECTORS + " must have " + rows.count() + " rows of " + width + " numbers");
    }
    return new FileVectors(rows, width, values, text(root, "vectors"));
  }

  private static void require(String name, SafeTensors tensors, int rows) {
    long[] shape = tensors.names().contains(name) ? tensors.shape(name) : new long[0];
    if (shape.length != 2 || shape[0] != rows) {
      throw new IllegalArgumentException(
          name + " must be a matrix of " + rows + " rows, as many as the vocabulary has");
    }
  }

  private static float[] values(SafeTensors tensors, String name) {
    if (!tensors.names().contains(name)) {
      throw new IllegalArgumentException("the weights have no " + name);
    }
    float[] values = tensors.tensor(name).values();
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(name + " must have finite numbers");
      }
    }
    return values;
  }

  private static BilstmCrfOptions options(ObjectNode root) {
    List<Integer> widths = new ArrayList<>();
    root.path("char_widths").forEach(one -> widths.add(one.asInt()));
    return new BilstmCrfOptions(
        new BilstmCrfOptions.Sizes(
            whole(root, "word_width"),
            whole(root, "char_width"),
            widths,
            whole(root, "char_filters"),
            whole(root, "hidden"),
            whole(root, "feed_forward")),
        field(root, "train_vectors", JsonNode::isBoolean, "true or false").booleanValue(),
        field(root, "dropout", JsonNode::isNumber, "a number").doubleValue(),
        field(root, "recurrent_dropout", JsonNode::isNumber, "a number").doubleValue(),
        field(root, "constrained", JsonNode::isBoolean, "true or false").booleanValue(),
        whole(root, "best"),
        whole(root, "dropout_passes"));
  }

  private static int whole(ObjectNode root, String name) {
    Predicate<JsonNode> holds = value -> value.isInt() && value.intValue() >= 0;
    return field(root, name, holds, "a whole number of 0 or more").intValue();
  }

  private static String text(ObjectNode root, String name) {
    return field(root, name, JsonNode::isTextual, "a text").textValue();
  }

  private static JsonNode field(
      ObjectNode root, String name, Predicate<JsonNode> holds, String rule) {
    JsonNode value = root.path(name);
    if (!holds.test(value)) {
      throw new IllegalArgumentException(
          name + " must be " + rule + ", found " + (value.isMissingNode() ? "nothing" : value));
    }
    return value;
  }

  private static List<String> texts(ObjectNode root, String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode one : root.path(name)) {
      if (!one.isTextual()) {
        throw new IllegalArgumentException(name + " must be texts, found " + one);
      }
      texts.add(one.textValue());
    }
    return texts;
  }
}
