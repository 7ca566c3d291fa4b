package org.al4j.models.regression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.model.Models;
import org.al4j.models.internal.AtomicFolder;
import org.al4j.models.internal.InputFile;
import org.al4j.models.kind.ProblemType;

/**
 * A saved ridge regression: {@code ridge.json} with what the features are, the bias and the
 * weights.
 */
final class RidgeFiles {
  static final String FILE = "ridge.json";
  private static final String FORMAT = "al4j-ridge-1";

  /** How hashed words read scripts without spaces; absent in models from before. */
  private static final String UNSPACED = "unspacedScripts";

  /** What the features are, where they are AL4J's own. */
  private static final String HASHED = "hashedWords";

  private static final String ATTRIBUTES = "attributes";

  private static final ObjectMapper JSON = new ObjectMapper();

  private RidgeFiles() {}

  static void write(RidgeRegressor model, Path dir) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put(ProblemType.FIELD, ProblemType.REGRESSION.text());
    root.put("features", model.features().describe());
    if (model.features() instanceof HashedWordCounts words) {
      root.put(HASHED, words.size());
      if (!words.runsAreWords()) {
        root.put(UNSPACED, 2);
      }
    }
    if (model.features() instanceof AttributeFeatures attributes) {
      attributes.names().forEach(root.putArray(ATTRIBUTES)::add);
    }
    root.put("bias", model.bias());
    ArrayNode weights = root.putArray("weights");
    for (double weight : model.weights()) {
      weights.add(weight);
    }
    AtomicFolder.create(
        dir,
        folder -> {
          Files.write(folder.resolve(FILE), JSON.writeValueAsBytes(root));
          Models.describe(folder, RidgeFormat.NAME, RidgeFormat.VERSION);
        });
  }

  /** With the features that the file tells. */
  static RidgeRegressor read(Path dir) throws IOException {
    Path file = dir.resolve(FILE);
    JsonNode root = root(dir, file);
    JsonNode hashed = root.path(HASHED);
    if (hashed.isInt() && hashed.asInt() >= 1) {
      return read(dir, Features.hashedWords(hashed.asInt()));
    }
    List<String> names = new ArrayList<>();
    root.path(ATTRIBUTES).forEach(name -> names.add(name.asText()));
    Optional<Features> described = Features.described(root.path("features").asText());
    if (names.isEmpty() && described.isPresent()) { // as it was saved before there were fields
      return read(dir, described.get());
    }
    if (names.isEmpty()) {
      throw new InvalidInputException(
          InputFile.oneLine(
              file
                  + ": "
                  + HASHED
                  + " must be a number of features or "
                  + ATTRIBUTES
                  + " names, found none; read it with RidgeRegressor.load(dir, features), features"
                  + " '"
                  + root.path("features").asText()
                  + "'"));
    }
    return read(dir, Features.attributes(names));
  }

  private static JsonNode root(Path dir, Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          dir + " is not a saved ridge regression: it has no file " + FILE);
    }
    return InputFile.json(file, "a saved ridge regression");
  }

  static RidgeRegressor read(Path dir, Features features) throws IOException {
    Path file = dir.resolve(FILE);
    JsonNode root = root(dir, file);
    require(file, "format", FORMAT, root.path("format").asText());
    require(file, "features", features.describe(), root.path("features").asText());
    JsonNode values = root.path("weights");
    require(
        file, "number of weights", String.valueOf(features.size()), String.valueOf(values.size()));
    int unspaced = root.has(UNSPACED) ? root.path(UNSPACED).asInt() : 1;
    if (unspaced != 1 && unspaced != 2) {
      throw new InvalidInputException(
          file
              + ": "
              + UNSPACED
              + " must be 1 or 2, found "
              + unspaced
              + "; a later AL4J may read it");
    }
    double[] weights = new double[features.size()];
    for (int j = 0; j < weights.length; j++) {
      weights[j] = number(file, values.path(j));
    }
    boolean old = features instanceof HashedWordCounts && unspaced == 1;
    Features own = old ? ((HashedWordCounts) features).asInFormatOne() : features;
    return new RidgeRegressor(own, weights, number(file, root.path("bias")));
  }

  private static void require(Path file, String what, String wanted, String found) {
    if (!wanted.equals(found)) {
      throw new InvalidInputException(
          file + ": " + what + " must be '" + wanted + "', found '" + found + "'");
    }
  }

  private static double number(Path file, JsonNode node) {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw new InvalidInputException(
          InputFile.oneLine(
              file + ": bias and weights must be finite numbers, found '" + node.asText() + "'"));
    }
    return node.doubleValue();
  }
}
