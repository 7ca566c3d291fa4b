package org.al4j.models.internal.architecture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.al4j.core.InvalidInputException;
import org.al4j.models.config.ModelConfig;
import org.al4j.models.internal.BadFile;
import org.al4j.models.internal.FoundInstead;
import org.al4j.models.internal.InputFile;

/** The families that AL4J knows, by the {@code model_type} of {@code config.json}. */
public final class Architectures {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Map<String, Function<ConfigFields, Architecture>> KNOWN =
      new LinkedHashMap<>();

  static {
    KNOWN.put("bert", Bert::read);
    KNOWN.put("distilbert", DistilBert::read);
    KNOWN.put("electra", Electra::read);
    KNOWN.put("roberta", Roberta::read);
    KNOWN.put("xlm-roberta", Roberta::readXlmRoberta);
    KNOWN.put("camembert", Roberta::readCamembert);
    KNOWN.put("gpt2", Gpt2::read);
  }

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
    String known = String.join(", ", KNOWN.keySet());
    JsonNode named = root.path("model_type");
    if (named.isMissingNode()) {
      throw BadFile.of(file, "no model_type in it; add that of the model, one of: %s", known);
    }
    String type = named.asText("");
    Function<ConfigFields, Architecture> family = KNOWN.get(type);
    if (family == null) {
      throw BadFile.of(file, "unknown model_type '%s'; AL4J knows: %s", type, known);
    }
    try {
      return family.apply(new ConfigFields(file, root));
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(
          file + ": " + InputFile.oneLine(String.valueOf(e.getMessage())), e);
    }
  }
}
