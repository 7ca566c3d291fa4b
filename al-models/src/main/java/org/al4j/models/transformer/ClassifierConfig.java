package org.al4j.models.transformer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.LabelSpace;
import org.al4j.models.config.ModelConfig;
import org.al4j.models.internal.InputFile;
import org.al4j.models.internal.architecture.Architectures;
import org.al4j.models.internal.architecture.Head;
import org.al4j.models.kind.ProblemType;

/**
 * What {@code config.json} says of a head over whole texts. The tensors alone do not tell: a token
 * classifier that kept its pooler has the same names, and so has a classifier with a sigmoid for
 * each class. For AL4J's own modules.
 */
public record ClassifierConfig(Path file, ModelConfig config, JsonNode root) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ARCHITECTURE = "ForSequenceClassification";

  /** That of a folder whose configuration was read. */
  public static ClassifierConfig of(Path dir, ModelConfig config) {
    try {
      return new ClassifierConfig(dir.resolve("config.json"), config, JSON.readTree(config.json()));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the configuration's json is no JSON", e);
    }
  }

  /** Whether a folder's {@code config.json} says that its model has a class for each token. */
  public static boolean isOfTokens(Path dir) {
    Path file = dir.resolve(ModelConfig.FILE);
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try {
      JsonNode architectures = InputFile.json(file, "a configuration").path("architectures");
      for (JsonNode name : architectures) {
        if (name.asText().endsWith(Head.TOKEN_CLASSIFICATION.suffix())) {
          return true;
        }
      }
      return false;
    } catch (InvalidInputException e) {
      return false; // whoever reads the folder says what is wrong
    }
  }

  /**
   * What a folder's model predicts, as {@code config.json} says; without it one output is a number.
   */
  static ProblemType problem(Path dir) throws IOException {
    Path file = dir.resolve("config.json");
    if (!Files.isRegularFile(file)) {
      return ProblemType.SINGLE_LABEL_CLASSIFICATION; // whose reader says what is missing
    }
    JsonNode root = InputFile.json(file, "a configuration");
    boolean one = root.path("id2label").size() == 1 || root.path("num_labels").asInt() == 1;
    return ProblemType.of(root.path(ProblemType.FIELD).asText())
        .orElse(one ? ProblemType.REGRESSION : ProblemType.SINGLE_LABEL_CLASSIFICATION);
  }

  /**
   * Refuses what is no head over whole texts with the wanted outputs; fields that are absent say
   * nothing, but a single output without {@code problem_type} is a number, as in transformers.
   *
   * @param rows outputs of the last layer
   */
  void require(ProblemType wanted, int rows) {
    JsonNode architectures = root.path("architectures");
    if (!architectures.isEmpty() && !namesClassifier(architectures)) {
      throw bad(
          "architectures is %s, that of a sequence classifier is %s; train one from it with"
              + " TransformerLearner",
          architectures, Architectures.of(config).className(Head.SEQUENCE_CLASSIFICATION));
    }
    boolean number = rows == 1 && wanted == ProblemType.REGRESSION;
    String usual = (number ? wanted : ProblemType.SINGLE_LABEL_CLASSIFICATION).text();
    String problem = root.path(ProblemType.FIELD).asText(usual);
    if (!problem.equals(wanted.text())) {
      throw bad(
          "%s is '%s', only '%s' is supported%s",
          ProblemType.FIELD, problem, wanted.text(), reader(problem));
    }
    if (wanted == ProblemType.SINGLE_LABEL_CLASSIFICATION && rows < 2) {
      throw bad("the classifier has %d row, a score and no classes; it must have 2 or more", rows);
    }
    if (wanted == ProblemType.REGRESSION && rows != 1) {
      throw bad("the last layer has %d rows, that of a model of one number has 1", rows);
    }
  }

  /** What reads a problem of another kind. */
  private static String reader(String problem) {
    return ProblemType.of(problem)
        .map(
            found ->
                switch (found) {
                  case SINGLE_LABEL_CLASSIFICATION -> "TransformerClassifier";
                  case MULTI_LABEL_CLASSIFICATION -> "TransformerMultiLabelClassifier";
                  case REGRESSION -> "TransformerRegressor";
                })
        .map(name -> " here; " + name + ".load reads it")
        .orElse("");
  }

  private static boolean namesClassifier(JsonNode architectures) {
    for (JsonNode name : architectures) {
      if (name.asText().endsWith(ARCHITECTURE)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The classes by the names in {@code id2label}, or else {@code label2id}; where there are none,
   * as transformers does.
   */
  public LabelSpace labels(int classes) {
    List<String> named = config.labels();
    JsonNode names = root.path("id2label");
    if (names.isEmpty() && named.size() == classes) {
      return LabelSpace.of(named);
    }
    if (names.isEmpty()) {
      return LabelSpace.of(IntStream.range(0, classes).mapToObj(i -> "LABEL_" + i).toList());
    }
    if (names.size() != classes) {
      throw bad("id2label names %d classes but the classifier has %d rows", names.size(), classes);
    }
    if (named.isEmpty()) {
      throw bad(
          "id2label must give each of the classes 0 to %d a name of its own, found %s",
          classes - 1, names);
    }
    return LabelSpace.of(named);
  }

  @SuppressWarnings("AnnotateFormatMethod") // no dependency for one annotation
  private InvalidInputException bad(String rule, Object... values) {
    return new InvalidInputException(
        file + ": " + String.format(Locale.ROOT, rule, values).replaceAll("\\p{Cntrl}", "?"));
  }
}
