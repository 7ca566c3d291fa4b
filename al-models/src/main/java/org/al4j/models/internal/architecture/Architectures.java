package org.al4j.models.internal.architecture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.models.config.ModelConfig;
import org.al4j.models.internal.BadFile;
import org.al4j.models.internal.FoundInstead;
import org.al4j.models.internal.InputFile;

/** The families that AL4J knows, by the {@code model_type} of {@code config.json}. */
public final class Architectures {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> KNOWN =
      List.of("bert", "distilbert", "electra", "roberta", "xlm-roberta", "camembert", "gpt2");

  private Architectures() {}

  /**
   * Reads {@code config.json} in a directory.
   *
   * @throws InvalidInputException naming the file, when it is missing, invalid, or describes an
   *     architecture that AL4J does not know
   */
  public static Architecture read(Path dir) {
    Path file = dir.resolve(ModelConfig.FILE);
    if (!Files.exists(file)) {
      throw BadFile.of(
          file,
          "no such file; a checkpoint is a directory in Hugging Face layout%s",
          FoundInstead.ofWeights(dir));
    }
    return read(file, InputFile.json(file, "the configuration"));
  }

  /** The architecture of a configuration that was read before; its labels are those of the file. */
  public static Architecture of(ModelConfig config) {
    try {
      return read(Path.of(ModelConfig.FILE), JSON.readTree(config.json()));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the configuration's json is no JSON", e);
    }
  }

  private static Architecture read(Path file, JsonNode root) {
    String known = String.join(", ", KNOWN);
    JsonNode named = root.path("model_type");
    if (named.isMissingNode()) {
      throw BadFile.of(file, "no model_type in it; add that of the model, one of: %s", known);
    }
    String type = named.asText("");
    if (!KNOWN.contains(type)) {
      throw BadFile.of(file, "unknown model_type '%s'; AL4J knows: %s", type, known);
    }
    try {
      return family(type, new ConfigFields(file, root));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          file + ": " + InputFile.oneLine(String.valueOf(e.getMessage())), e);
    }
  }

  /** Only the family that is asked for is loaded. */
  private static Architecture family(String type, ConfigFields fields) {
    return switch (type) {
      case "bert" -> Bert.read(fields);
      case "distilbert" -> DistilBert.read(fields);
      case "electra" -> Electra.read(fields);
      case "roberta" -> Roberta.read(fields);
      case "xlm-roberta" -> Roberta.readXlmRoberta(fields);
      case "camembert" -> Roberta.readCamembert(fields);
      case "gpt2" -> Gpt2.read(fields);
      default -> throw new IllegalStateException(type + " is in KNOWN and has no family");
    };
  }
}
