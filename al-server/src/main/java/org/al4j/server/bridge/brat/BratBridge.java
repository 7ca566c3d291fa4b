package org.al4j.server.bridge.brat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.al4j.core.data.Instance;
import org.al4j.core.tags.CharSpan;
import org.al4j.server.bridge.Bridge;
import org.al4j.server.bridge.BridgeException;
import org.al4j.server.bridge.ToolAnswer;
import org.al4j.server.bridge.ToolJson;
import org.al4j.server.bridge.ToolLabels;
import org.al4j.server.desk.ToolDesk;
import org.al4j.server.desk.ToolPrediction;

/**
 * brat's tagging service: a document comes as plain text, and its spans go back. Each line is read
 * as a text of its own, as brat shows it. What people annotate does not come back this way.
 *
 * <p>Source: brat's {@code server/src/tag.py}. Offsets are code points of the document.
 */
public final class BratBridge implements Bridge {
  private final ToolDesk<?> desk;

  /** The bridge of a project. */
  public BratBridge(ToolDesk<?> desk) {
    this.desk = desk;
  }

  @Override
  public String tool() {
    return "brat";
  }

  @Override
  public List<Call> calls() {
    return List.of(new Call("POST", "", this::tag));
  }

  private ToolAnswer tag(String document) {
    if (!ToolLabels.isSpans(desk.labelling().task())) {
      throw new BridgeException(
          422, "task", "the project labels classes of whole texts; brat needs one of spans");
    }
    if (!desk.isTrained()) {
      throw new BridgeException(409, "no-model", "no model yet: label some texts first");
    }
    List<CharSpan> lines = lines(document);
    List<Instance> texts = new ArrayList<>();
    lines.forEach(line -> texts.add(Instance.ofText("" + texts.size(), line.of(document))));
    List<ToolPrediction> said = desk.predict(texts);
    ObjectNode reply = ToolJson.object();
    for (int i = 0; i < lines.size(); i++) {
      put(reply, document, lines.get(i).start(), said.get(i));
    }
    return ToolAnswer.json(200, reply);
  }

  private static void put(ObjectNode reply, String document, int start, ToolPrediction said) {
    for (ToolPrediction.ScoredSpan one : said.spans()) {
      CharSpan span =
          new CharSpan(one.span().type(), start + one.span().start(), start + one.span().end());
      ObjectNode node = reply.putObject("T" + (reply.size() + 1)).put("type", span.type());
      node.putArray("offsets")
          .addArray()
          .add(span.startPoint(document))
          .add(span.endPoint(document));
      node.putArray("texts").add(span.of(document));
    }
  }

  /** The lines that are not blank. */
  private static List<CharSpan> lines(String document) {
    List<CharSpan> lines = new ArrayList<>();
    int start = 0;
    while (start < document.length()) {
      int end = document.indexOf('\n', start);
      int behind = end < 0 ? document.length() : end;
      if (behind > start && !document.substring(start, behind).isBlank()) {
        lines.add(new CharSpan("", start, behind));
      }
      start = behind + 1;
    }
    return lines;
  }
}
