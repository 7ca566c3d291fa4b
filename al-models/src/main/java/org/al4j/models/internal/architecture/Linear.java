package org.al4j.models.internal.architecture;

import java.util.ArrayList;
import java.util.List;
import org.al4j.models.internal.engine.run.Parameter;

/**
 * A dense layer, {@code y = x W' + b}.
 *
 * @param name what the graph calls it
 * @param parts the modules of the file whose rows are stacked in it
 * @param in columns of x
 * @param out columns of y
 * @param depth of its parameters
 * @param form how the weight lies in the file and so in memory, and whether there is a bias
 */
record Linear(String name, List<String> parts, int in, int out, int depth, Form form) {
  /** How the weight lies. */
  enum Form {
    /** {@code [out, in]}, with a bias: PyTorch's Linear. */
    BIASED,
    /** {@code [out, in]} alone. */
    PLAIN,
    /** {@code [in, out]}, with a bias: GPT-2's Conv1D. */
    FLIPPED
  }

  Linear {
    parts = List.copyOf(parts);
  }

  /** A module of the file. */
  static Linear of(String module, int in, int out, int depth) {
    return new Linear(module, List.of(module), in, out, depth, Form.BIASED);
  }

  List<Parameter> parameters() {
    boolean flipped = form == Form.FLIPPED;
    List<Parameter> all = new ArrayList<>();
    all.add(
        new Parameter(
            Parameter.weight(name),
            parts.stream().map(Parameter::weight).toList(),
            flipped ? List.of(in, out) : List.of(out, in),
            true,
            depth));
    if (form != Form.PLAIN) {
      all.add(
          new Parameter(
              Parameter.bias(name),
              parts.stream().map(Parameter::bias).toList(),
              List.of(out),
              false,
              depth));
    }
    return all;
  }

  /** Names of the parameters. */
  List<String> names() {
    return parameters().stream().map(Parameter::name).toList();
  }
}
