package org.al4j.models.internal.onnx;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.al4j.models.internal.FileInput;

/** Of an ONNX model what tells its weights: the nodes' wiring and the initializers, by name. */
record OnnxGraph(List<Node> nodes, Map<String, OnnxTensor> initializers) {

  /** A node; {@code transB} is the attribute of that name, 0 where it is absent. */
  record Node(String name, String op, List<String> inputs, List<String> outputs, long transB) {}

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
    long transB = 0;
    List<String> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    while (field.next()) {
      switch (field.number()) {
        case 1 -> inputs.add(field.text());
        case 2 -> outputs.add(field.text());
        case 3 -> name = field.text();
        case 4 -> op = field.text();
        case 5 -> transB |= transB(field.message());
        default -> field.skip();
      }
    }
    return new Node(name, op, inputs, outputs, transB);
  }

  private static long transB(Protobuf attribute) {
    boolean meant = false;
    long value = 0;
    while (attribute.next()) {
      switch (attribute.number()) {
        case 1 -> meant = attribute.text().equals("transB");
        case 3 -> value = attribute.integer();
        default -> attribute.skip();
      }
    }
    return meant ? value : 0;
  }
}
