package org.al4j.models.regression;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.al4j.core.InvalidInputException;
import org.al4j.core.model.Models;
import org.al4j.models.internal.AtomicFolder;
import org.al4j.models.internal.InputFile;

/**
 * A saved ridge regression: {@code ridge.json} with what the features are, the bias and the
 * weights.
 */
final class RidgeFiles {
  static final String FILE = "ridge.json";
  private static final String FORMAT = "al4j-ridge-1";

  /** How hashed words read scripts without spaces; absent in models from before. */
  private static final String UNSPACED = "unspacedScripts";

  private static final ObjectMapper JSON = new ObjectMapper();

  private RidgeFiles() {}

  static void write(RidgeRegressor model, Path dir) throws IOException {
    ObjectNode root = JSON.createObjectNode();
    root.put("format", FORMAT);
    root.put("features", model.features().describe());
    if (model.features() instanceof HashedWords words && !words.runsAreWords()) {
      root.put(UNSPACED, 2);
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

  /** A model whose features are the library's own, as its file describes them. */
  static RidgeRegressor read(Path dir) throws IOException {
    Path file = dir.resolve(FILE);
    String said = InputFile.json(file, "a saved ridge regression").path("features").asText();
    return read(
        dir,
        Features.described(said)
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        InputFile.oneLine(
                            file
                                + ": features must be hashed words or attributes, found '"
                                + said
                                + "'; read it with RidgeRegressor.load(dir, features)"))));
  }

  static RidgeRegressor read(Path dir, Features features) throws IOException {
    Path file = dir.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(
          dir + " is not a saved ridge regression: it has no file " + FILE);
    }
    JsonNode root = InputFile.json(file, "a saved ridge regression");
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
    boolean old = features instanceof HashedWords && unspaced == 1;
    Features own = old ? ((HashedWords) features).asInFormatOne() : features;
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
