package org.al4j.models.internal.onnx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.al4j.models.internal.FileInput;

/** Of an ONNX model what tells its weights: the nodes' wiring and the initializers, by name. */
record OnnxGraph(List<Node> nodes, Map<String, OnnxTensor> initializers) {

  /** A node; of its attributes those that are one whole number. */
  record Node(
      String name,
      String op,
      List<String> inputs,
      List<String> outputs,
      Map<String, Long> attributes) {

    long attribute(String wanted, long absent) {
      return attributes.getOrDefault(wanted, absent);
    }

    /** The name of an input; empty where there is none. */
    String input(int index) {
      return index < inputs.size() ? inputs.get(index) : "";
    }

    /** The name of its only output that is read here. */
    String output() {
      return outputs.isEmpty() ? "" : outputs.get(0);
    }
  }

  /** Reads a ModelProto. */
  static OnnxGraph read(FileInput in) {
    List<Node> nodes = new ArrayList<>();
    Map<String, OnnxTensor> initializers = new LinkedHashMap<>();
    Protobuf model = new Protobuf(in);
    while (model.next()) {
      if (model.number() != 7) {
        model.skip();
        continue;
      }
      Protobuf graph = model.message();
      while (graph.next()) {
        switch (graph.number()) {
          case 1 -> nodes.add(node(graph.message()));
          case 5 -> add(in, initializers, OnnxTensor.read(graph.content()));
          default -> graph.skip();
        }
      }
    }
    if (initializers.isEmpty()) {
      throw in.bad("no ONNX file with weights: it has no graph with initializers");
    }
    return new OnnxGraph(nodes, initializers);
  }

  private static void add(FileInput in, Map<String, OnnxTensor> initializers, OnnxTensor tensor) {
    if (initializers.put(tensor.name(), tensor) != null) {
      throw in.bad("tensor %s stands there twice", tensor.name());
    }
  }

  private static Node node(Protobuf field) {
    String name = "";
    String op = "";
    Map<String, Long> attributes = new HashMap<>();
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    while (field.next()) {
      switch (field.number()) {
        case 1 -> inputs.add(field.text());
        case 2 -> outputs.add(field.text());
        case 3 -> name = field.text();
        case 4 -> op = field.text();
        case 5 -> attribute(field.message(), attributes);
        default -> field.skip();
      }
    }
    return new Node(name, op, inputs, outputs, attributes);
  }

  private static void attribute(Protobuf attribute, Map<String, Long> attributes) {
    String name = "";
    long value = 0;
    boolean whole = false;
    while (attribute.next()) {
      switch (attribute.number()) {
        case 1 -> name = attribute.text();
        case 3 -> {
          value = attribute.integer();
          whole = true;
        }
        default -> attribute.skip();
      }
    }
    if (whole) {
      attributes.put(name, value);
    }
  }
}
