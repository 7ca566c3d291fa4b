package org.al4j.models.transformer.internal;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.al4j.models.training.Optimizer;

/**
 * Some of a model's parameters with their gradients and the optimizer's state: what one worker sums
 * and updates. Parameters whose layer does not train now have no gradient.
 */
final class ParameterGroup {
  private final Weights weights;
  private final List<Trained> parameters;
  private final float[] gradient;
  private final float[] scratch;

  /** A parameter with the state of each tensor stacked in it. */
  private record Trained(Parameter parameter, List<TensorState> states) {
    static Trained of(Parameter parameter, Optimizer optimizer) {
      List<TensorState> states = new ArrayList<>();
      parameter
          .tensors()
          .forEach(tensor -> states.add(TensorState.of(optimizer, parameter.tensorShape())));
      return new Trained(parameter, states);
    }

    int length() {
      return parameter.length();
    }
  }

  private ParameterGroup(Weights weights, List<Parameter> parameters, Optimizer optimizer) {
    this.weights = weights;
    this.parameters = parameters.stream().map(one -> Trained.of(one, optimizer)).toList();
    gradient = new float[parameters.stream().mapToInt(Parameter::length).sum()];
    scratch = new float[parameters.stream().mapToInt(Parameter::length).max().orElse(0)];
  }

  /** All parameters in about equal groups, in order. */
  static List<ParameterGroup> split(Weights weights, int groups, Optimizer optimizer) {
    long total = weights.parameters().stream().mapToLong(Parameter::length).sum();
    List<ParameterGroup> all = new ArrayList<>();
    List<Parameter> open = new ArrayList<>();
    long done = 0;
    for (Parameter parameter : weights.parameters()) {
      open.add(parameter);
      done += parameter.length();
      if (done * groups >= total * (all.size() + 1)) {
        all.add(new ParameterGroup(weights, open, optimizer));
        open.clear();
      }
    }
    return all;
  }

  /** Forgets the gradients. */
  void clear() {
    Arrays.fill(gradient, 0);
  }

  /**
   * Adds gradients in the order of the sources, of those parameters that train; returns the sum of
   * the squares of all so far.
   */
  double collect(List<Function<Parameter, FloatBuffer>> sources, LayerRates rates) {
    for (Function<Parameter, FloatBuffer> source : sources) {
      int at = 0;
      for (Trained trained : parameters) {
        if (rates.share(trained.parameter.name()) > 0) {
          source.apply(trained.parameter).get(0, scratch, 0, trained.length());
          Vectors.add(gradient, at, scratch, trained.length());
        }
        at += trained.length();
      }
    }
    return Vectors.squares(gradient);
  }

  /** Scales the gradients and updates the weights of those parameters that train. */
  void update(Update update, LayerRates rates) {
    if (update.scale() != 1) {
      Vectors.scale(gradient, update.scale());
    }
    int at = 0;
    for (Trained trained : parameters) {
      double share = rates.share(trained.parameter.name());
      if (share > 0) {
        update(trained, at, update.step(share, trained.parameter.decays()));
      }
      at += trained.length();
    }
  }

  private void update(Trained trained, int at, TensorState.Step step) {
    FloatBuffer buffer = weights.buffer(trained.parameter);
    buffer.get(0, scratch, 0, trained.length());
    int part = trained.length() / trained.states.size();
    for (int i = 0; i < trained.states.size(); i++) {
      trained.states.get(i).update(scratch, i * part, gradient, at + i * part, step);
    }
    buffer.put(0, scratch, 0, trained.length());
  }

  /** The gradients now, by tensor name without prefix. */
  Map<String, float[]> gradients() {
    Map<String, float[]> all = new LinkedHashMap<>();
    int at = 0;
    for (Trained trained : parameters) {
      int part = trained.length() / trained.states.size();
      for (String tensor : trained.parameter.tensors()) {
        all.put(tensor, Arrays.copyOfRange(gradient, at, at + part));
        at += part;
      }
    }
    return all;
  }
}
