package org.al4j.models.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.al4j.models.kind.ProblemType;

/** The {@code config.json} of a model that AL4J saves: the one it came from, with another head. */
final class ConfigJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ConfigJson() {}

  static String of(ModelConfig config, Head head, ProblemType problem) {
    try {
      ObjectNode root = (ObjectNode) JSON.readTree(config.json());
      String type = root.path("model_type").asText(config.family().modelType());
      root.putArray("architectures").add(head.architecture(config.family(), type));
      root.put("torch_dtype", "float32");
      root.remove("dtype"); // the newer name of the same field, which would prevail
      root.remove(ProblemType.FIELD);
      if (head == Head.SEQUENCE_CLASSIFICATION) {
        root.put(ProblemType.FIELD, problem.text());
      }
      if (head == Head.SEQUENCE_CLASSIFICATION || head == Head.TOKEN_CLASSIFICATION) {
        labels(config, root);
      }
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the configuration's json is no JSON", e);
    }
  }

  private static void labels(ModelConfig config, ObjectNode root) {
    root.remove("num_labels"); // transformers derives it from id2label
    ObjectNode names = root.putObject("id2label");
    ObjectNode ids = root.putObject("label2id");
    for (int i = 0; i < config.labels().size(); i++) {
      names.put(Integer.toString(i), config.labels().get(i));
      ids.put(config.labels().get(i), i);
    }
  }
}
