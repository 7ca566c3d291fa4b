package org.al4j.server.bridge.doccano;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.al4j.core.data.Instance;
import org.al4j.core.tags.CharSpan;
import org.al4j.server.bridge.Bridge;
import org.al4j.server.bridge.BridgeException;
import org.al4j.server.bridge.ToolAnswer;
import org.al4j.server.bridge.ToolJson;
import org.al4j.server.desk.ToolDesk;
import org.al4j.server.desk.ToolPrediction;

/**
 * doccano's automatic labelling by a request of one's own ("Custom REST Request"): {@code {"text":
 * ".."}} is answered by {@code {"labels": [..]}}, which a template in doccano takes apart. Labels
 * do not come back this way.
 *
 * <p>Source: doccano's auto-labeling-pipeline, {@code CustomRESTRequestModel} and its mapping
 * templates. Offsets are code points, as Python counts.
 */
public final class DoccanoBridge implements Bridge {
  private final ToolDesk<?> desk;

  /** The bridge of a project. */
  public DoccanoBridge(ToolDesk<?> desk) {
    this.desk = desk;
  }

  @Override
  public String tool() {
    return "doccano";
  }

  @Override
  public List<Call> calls() {
    return List.of(new Call("POST", "", this::label));
  }

  private ToolAnswer label(String body) {
    String text = ToolJson.text(ToolJson.object(body), "text");
    ObjectNode reply = ToolJson.object();
    ArrayNode labels = reply.putArray("labels");
    if (text.isBlank()) {
      return ToolAnswer.json(200, reply);
    }
    if (!desk.isTrained()) {
      throw new BridgeException(409, "no-model", "no model yet: label some texts first");
    }
    ToolPrediction said = desk.predict(List.of(Instance.ofText("text", text))).get(0);
    for (String name : said.chosen()) {
      double probability =
          said.classes().stream()
              .filter(one -> one.label().equals(name))
              .mapToDouble(ToolPrediction.Scored::probability)
              .findFirst()
              .orElse(Double.NaN);
      number(labels.addObject().put("label", name), probability);
    }
    for (ToolPrediction.ScoredSpan one : said.spans()) {
      CharSpan span = one.span();
      ObjectNode node = labels.addObject().put("label", span.type());
      node.put("start_offset", span.startPoint(text)).put("end_offset", span.endPoint(text));
      number(node, one.probability());
    }
    return ToolAnswer.json(200, reply);
  }

  private static void number(ObjectNode node, double probability) {
    if (Double.isFinite(probability)) {
      node.put("probability", probability);
    }
  }
}
