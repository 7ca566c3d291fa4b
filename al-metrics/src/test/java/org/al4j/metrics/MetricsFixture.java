package org.al4j.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.stream.StreamSupport;

/** The scikit-learn values of {@code metrics.json}. */
final class MetricsFixture {
  private MetricsFixture() {}

  static JsonNode read() {
    try (InputStream in = MetricsFixture.class.getResourceAsStream("metrics.json")) {
      return new ObjectMapper().readTree(in);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static int[] ints(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false).mapToInt(JsonNode::asInt).toArray();
  }

  static double[] doubles(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  static double[][] rows(JsonNode node) {
    return StreamSupport.stream(node.spliterator(), false)
        .map(MetricsFixture::doubles)
        .toArray(double[][]::new);
  }
}
