package org.al4j.server.bridge.labelstudio;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.al4j.server.bridge.ToolJson;
import org.al4j.server.desk.ToolDesk;
import org.al4j.server.desk.ToolPrediction;

/**
 * Predictions as Label Studio keeps them. Label Studio serves tasks by cluster and then by score,
 * lowest first: all are of one cluster, the score of what is asked now is its place in the query in
 * [0, 0.5), that of all else is above, the surest last.
 *
 * @param config where the results belong
 * @param version of the model, which is another one with each query
 * @param asking what is asked now
 */
record TaskResults(LabelConfig config, String version, ToolDesk.Asking asking) {
  private static final int CLUSTER = 0;

  /**
   * What is answered of a task.
   *
   * @param id of its text in our project, "" if it has none
   * @param said empty before there is a model, or where the task has no text
   */
  ObjectNode of(String id, Optional<ToolPrediction> said) {
    ObjectNode node = ToolJson.object();
    node.put("model_version", version);
    node.put("score", score(id, said.map(ToolPrediction::confidence).orElse(Double.NaN)));
    node.put("cluster", CLUSTER);
    ArrayNode result = node.putArray("result");
    said.ifPresent(one -> fill(result, one));
    return node;
  }

  private double score(String id, double confidence) {
    Integer place = asking.order().get(id);
    if (place != null) {
      return 0.5 * place / asking.order().size();
    }
    return 0.5 + (Double.isNaN(confidence) ? 0.5 : 0.5 * Math.min(1, confidence));
  }

  private void fill(ArrayNode result, ToolPrediction said) {
    if (!said.chosen().isEmpty()) {
      ObjectNode region = region(result, "choices");
      number(region, "score", said.confidence());
      put(region.putObject("value").putArray("choices"), said.chosen());
    }
    for (ToolPrediction.ScoredSpan one : said.spans()) {
      ObjectNode region = region(result, "labels");
      number(region, "score", one.probability());
      ObjectNode value = region.putObject("value");
      value.put("start", one.span().start()).put("end", one.span().end());
      value.put("text", one.span().of(said.text()));
      put(value.putArray("labels"), List.of(one.span().type()));
    }
  }

  private ObjectNode region(ArrayNode result, String type) {
    String id = "al4j-" + (result.size() + 1);
    return result
        .addObject()
        .put("id", id)
        .put("from_name", config.control())
        .put("to_name", config.object())
        .put("type", type);
  }

  private static void put(ArrayNode array, List<String> values) {
    values.forEach(array::add);
  }

  private static void number(ObjectNode node, String name, double value) {
    if (Double.isFinite(value)) {
      node.put(name, value);
    }
  }
}
