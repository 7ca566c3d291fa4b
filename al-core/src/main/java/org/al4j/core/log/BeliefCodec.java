package org.al4j.core.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.data.Annotation;

/** What was thought of the items of a query, and how wrong that was, as fields of the log. */
final class BeliefCodec {
  private BeliefCodec() {}

  /** Adds the fields to an item of a query. */
  static void encode(Belief belief, ObjectNode item) {
    item.set("predicted", AnnotationCodec.encode(belief.predicted()));
    EventCodec.put(item, "confidence", belief.confidence());
    float[] probabilities = belief.probabilities();
    if (probabilities.length > 0) {
      item.put("probabilities", text(probabilities));
    }
  }

  /** Reads them; older logs, and items that no model selected, have none. */
  static Optional<Belief> decode(EventFields item) {
    if (!item.has("predicted")) {
      return Optional.empty();
    }
    Annotation predicted = AnnotationCodec.decode(item.object("predicted"));
    float[] kept = item.has("probabilities") ? floats(item.text("probabilities")) : new float[0];
    return Optional.of(new Belief(predicted, item.real("confidence"), kept));
  }

  static void encode(Map<String, Double> losses, ObjectNode node) {
    if (losses.isEmpty()) {
      return;
    }
    ArrayNode all = node.putArray("losses");
    losses.forEach((id, loss) -> EventCodec.put(all.addObject().put("id", id), "loss", loss));
  }

  static Map<String, Double> losses(EventFields fields) {
    Map<String, Double> losses = new LinkedHashMap<>();
    if (fields.has("losses")) {
      for (JsonNode node : fields.array("losses")) {
        EventFields one = EventFields.of(node);
        if (losses.put(one.text("id"), one.real("loss")) != null) {
          throw new IllegalArgumentException("'" + one.text("id") + "' has two losses");
        }
        one.requireNoOthers();
      }
    }
    return losses;
  }

  private static String text(float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
    return Base64.getEncoder().encodeToString(bytes.array());
  }

  private static float[] floats(String text) {
    byte[] bytes = Base64.getDecoder().decode(text); // refuses what is no base64
    if (bytes.length % Float.BYTES != 0) {
      throw new IllegalArgumentException(
          "field 'probabilities' must be of 4 bytes a number, found " + bytes.length + " bytes");
    }
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }
}
