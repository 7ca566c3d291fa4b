package org.al4j.dl4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.io.Beside;
import org.al4j.core.model.Models;
import org.al4j.models.kind.AnnotationKind;
import org.al4j.models.kind.ProblemType;
import org.al4j.models.tensor.SafeTensors;
import org.al4j.models.tensor.Tensor;

/**
 * A saved network: {@code dl4j.json} with kind, labels, passes and the features' settings, {@code
 * configuration.json} as Deeplearning4j writes it, {@code model.safetensors} with the parameters in
 * Deeplearning4j's order, and a folder {@code features}. Equal models give equal bytes.
 */
final class Dl4jFiles {
  static final String FILE = "dl4j.json";
  private static final String CONFIGURATION = "configuration.json";
  private static final String TENSORS = "model.safetensors";
  private static final String PARAMETERS = "parameters";
  private static final String FEATURES = "features";
  private static final ObjectMapper JSON = new ObjectMapper();

  private Dl4jFiles() {}

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static void write(Path file, ObjectNode root) throws IOException {
    Files.write(file, JSON.writeValueAsBytes(root));
  }

  static JsonNode json(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new InvalidInputException(file + ": no such file; a saved network has one");
    }
    try {
      JsonNode root = JSON.readTree(Files.readAllBytes(file));
      if (root instanceof ObjectNode) {
        return root;
      }
      throw new InvalidInputException(file + ": not a JSON object");
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(
          file + ": not valid JSON: " + e.getOriginalMessage().replaceAll("\\s+", " "), e);
    }
  }

  static void write(
      Path dir, Dl4jModel.Parts<?> parts, Dl4jModel.Noise noise, TextFeatures features)
      throws IOException {
    create(
        dir,
        folder -> {
          write(folder.resolve(FILE), describe(parts, noise, features));
          Files.writeString(folder.resolve(CONFIGURATION), parts.plan().json());
          Tensor all = new Tensor(new long[] {parts.parameters().length}, parts.parameters());
          SafeTensors.write(
              folder.resolve(TENSORS), new TreeMap<>(Map.of(PARAMETERS, all)), Map.of());
          if (features.format().isPresent()) {
            features.save(Files.createDirectory(folder.resolve(FEATURES)));
          }
          Models.describe(folder, Dl4jFormat.NAME, Dl4jFormat.VERSION);
        });
  }

  private static ObjectNode describe(
      Dl4jModel.Parts<?> parts, Dl4jModel.Noise noise, TextFeatures features) {
    ObjectNode root = object();
    root.put(ProblemType.FIELD, parts.kind().problem().text());
    parts.labels().names().forEach(root.putArray("labels")::add);
    root.put("graph", parts.plan().graph());
    root.put("dropoutPasses", noise.passes()).put("dropoutSeed", noise.seed());
    root.put("mean", parts.scale().mean()).put("deviation", parts.scale().deviation());
    features.format().ifPresent(format -> root.put("featuresFormat", format));
    ObjectNode settings = root.putObject("features");
    features.settings().forEach(settings::put);
    return root;
  }

  /** With the features in the folder. */
  static Dl4jModel<?> read(Path dir) throws IOException {
    JsonNode root = json(dir.resolve(FILE));
    String format = root.path("featuresFormat").asText();
    if (format.isEmpty()) {
      throw new InvalidInputException(
          dir
              + ": its features are not saved with it, "
              + root.path("features")
              + "; give them with Dl4jModel.load(dir, features)");
    }
    TextFeatures features = features(dir.resolve(FEATURES), format);
    try {
      return read(dir, features);
    } catch (IOException | RuntimeException e) {
      features.close();
      throw e;
    }
  }

  private static TextFeatures features(Path folder, String format) throws IOException {
    return switch (format) {
      case TfidfFeatures.FORMAT -> TfidfFeatures.load(folder);
      case WordVectors.FORMAT -> VectorFiles.read(folder);
      case EncoderFeatures.FORMAT -> EncoderFeatures.load(folder);
      case ModelFeatures.FORMAT -> ModelFeatures.load(folder);
      default -> named(folder, format).load(folder);
    };
  }

  private static TextFeaturesFormat named(Path folder, String format) {
    return ServiceLoader.load(TextFeaturesFormat.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(one -> one.name().equals(format))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    folder
                        + ": features of format '"
                        + format
                        + "', which no TextFeaturesFormat on the class path reads; add it, or give"
                        + " them with Dl4jModel.load(dir, features)"));
  }

  static Dl4jModel<?> read(Path dir, TextFeatures features) throws IOException {
    Path file = dir.resolve(FILE);
    JsonNode root = json(file);
    Map<String, String> saved = new TreeMap<>();
    root.path("features")
        .properties()
        .forEach(one -> saved.put(one.getKey(), one.getValue().asText()));
    if (!saved.equals(new TreeMap<>(features.settings()))) {
      throw new InvalidInputException(
          file + ": its features are " + saved + ", found " + features.settings());
    }
    ProblemType problem =
        ProblemType.of(root.path(ProblemType.FIELD).asText())
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        file
                            + ": "
                            + ProblemType.FIELD
                            + " must be one of "
                            + ProblemType.known()));
    return model(dir, root, AnnotationKind.of(problem), features);
  }

  private static <A extends Annotation> Dl4jModel<A> model(
      Path dir, JsonNode root, AnnotationKind<A> kind, TextFeatures features) throws IOException {
    List<String> names = new ArrayList<>();
    root.path("labels").forEach(name -> names.add(name.asText()));
    NetworkPlan plan =
        new NetworkPlan(
            json(dir.resolve(CONFIGURATION)).toString(), root.path("graph").asBoolean());
    try {
      LabelSpace labels = LabelSpace.of(names);
      requireNumbers(root);
      NetworkTrial trial = NetworkTrial.of(plan, features, kind.problem());
      if (trial.outputs() != kind.width(labels)) {
        throw new InvalidInputException(
            "its output layer gives " + trial.outputs() + " numbers, its labels are " + labels);
      }
      Dl4jModel.Parts<A> parts =
          new Dl4jModel.Parts<>(
              kind,
              labels,
              plan,
              parameters(dir),
              new ValueScale(root.path("mean").asDouble(), root.path("deviation").asDouble()));
      Dl4jModel.Noise noise =
          new Dl4jModel.Noise(
              root.path("dropoutPasses").asInt(), root.path("dropoutSeed").asLong());
      return new Dl4jModel<>(parts, noise, features, true);
    } catch (RuntimeException e) { // also whatever Deeplearning4j has against its JSON
      String reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw reason.startsWith(dir.toString())
          ? e
          : new InvalidInputException(dir + ": not a saved network: " + reason, e);
    }
  }

  /** What is missing or no number would be read as 0. */
  private static void requireNumbers(JsonNode root) {
    JsonNode passes = root.path("dropoutPasses");
    require(passes.isInt() && passes.asInt() >= 0, root, "dropoutPasses", "0 or more, whole");
    require(root.path("dropoutSeed").isIntegralNumber(), root, "dropoutSeed", "a whole number");
    require(root.path("mean").isNumber(), root, "mean", "a number");
    JsonNode deviation = root.path("deviation");
    require(
        deviation.isNumber() && deviation.asDouble() > 0, root, "deviation", "a number above 0");
  }

  private static void require(boolean right, JsonNode root, String field, String rule) {
    if (!right) {
      throw new InvalidInputException(
          FILE + ": " + field + " must be " + rule + ", found " + root.path(field));
    }
  }

  private static float[] parameters(Path dir) {
    try (SafeTensors tensors = SafeTensors.open(dir.resolve(TENSORS))) {
      float[] values = tensors.floats(PARAMETERS);
      for (float value : values) {
        if (!Float.isFinite(value)) {
          throw new InvalidInputException(
              dir.resolve(TENSORS) + ": " + PARAMETERS + " must be finite, found " + value);
        }
      }
      return values;
    }
  }

  /** Fills a folder. */
  private interface Body {
    void fill(Path folder) throws IOException;
  }

  /** Filled beside and renamed, so that the folder is there as a whole or not at all. */
  private static void create(Path dir, Body body) throws IOException {
    Path target = AtomicFile.followed(dir.toAbsolutePath()).normalize();
    if (Files.exists(target) && !isEmptyFolder(target)) {
      throw new InvalidInputException(
          target + " exists and is not empty; save into a new folder or empty this one");
    }
    Files.createDirectories(target.getParent());
    Beside.sweep(target);
    Path beside = Files.createDirectory(Beside.path(target, Beside.Role.NEW));
    try {
      body.fill(beside);
      Files.deleteIfExists(target);
      Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      if (Files.exists(beside)) {
        MoreFiles.deleteRecursively(beside, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    }
  }

  private static boolean isEmptyFolder(Path target) throws IOException {
    if (!Files.isDirectory(target)) {
      return false;
    }
    try (Stream<Path> content = Files.list(target)) {
      return content.findAny().isEmpty();
    }
  }
}
