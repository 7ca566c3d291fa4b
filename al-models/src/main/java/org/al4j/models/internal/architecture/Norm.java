package org.al4j.models.internal.architecture;

import java.util.List;
import org.al4j.models.internal.engine.run.Parameter;

/**
 * A layer normalisation.
 *
 * @param module its name in the graph and the file
 * @param width columns of what is normalised
 * @param epsilon added to the variance
 * @param depth of its parameters
 */
record Norm(String module, int width, double epsilon, int depth) {
  List<Parameter> parameters() {
    return List.of(
        Parameter.of(Parameter.weight(module), List.of(width), false, depth),
        Parameter.of(Parameter.bias(module), List.of(width), false, depth));
  }
}
