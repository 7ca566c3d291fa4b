package org.al4j.models.transformer.internal;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.al4j.models.transformer.internal.AdamW.Moments;

/**
 * Some of a model's parameters with their gradients and moments: what one worker sums and updates.
 */
final class ParameterGroup {
  private final Weights weights;
  private final List<Parameter> parameters;
  private final Moments moments;
  private final float[] scratch;

  private ParameterGroup(Weights weights, List<Parameter> parameters) {
    this.weights = weights;
    this.parameters = List.copyOf(parameters);
    moments = new Moments(parameters.stream().mapToInt(Parameter::length).sum());
    scratch = new float[parameters.stream().mapToInt(Parameter::length).max().orElse(0)];
  }

  /** All parameters in about equal groups, in order. */
  static List<ParameterGroup> split(Weights weights, int groups) {
    long total = weights.parameters().stream().mapToLong(Parameter::length).sum();
    List<ParameterGroup> all = new ArrayList<>();
    List<Parameter> open = new ArrayList<>();
    long done = 0;
    for (Parameter parameter : weights.parameters()) {
      open.add(parameter);
      done += parameter.length();
      if (done * groups >= total * (all.size() + 1)) {
        all.add(new ParameterGroup(weights, open));
        open.clear();
      }
    }
    return all;
  }

  /** Sums the gradients, in the order of the sources; returns the sum of their squares. */
  double collect(List<Function<Parameter, FloatBuffer>> sources) {
    Arrays.fill(moments.gradient, 0);
    for (Function<Parameter, FloatBuffer> source : sources) {
      int at = 0;
      for (Parameter parameter : parameters) {
        source.apply(parameter).get(0, scratch, 0, parameter.length());
        Vectors.add(moments.gradient, at, scratch, parameter.length());
        at += parameter.length();
      }
    }
    return Vectors.squares(moments.gradient);
  }

  /** Scales the gradients and updates the weights. */
  void update(AdamW decaying, AdamW free, float scale) {
    if (scale != 1) {
      Vectors.scale(moments.gradient, scale);
    }
    int at = 0;
    for (Parameter parameter : parameters) {
      int n = parameter.length();
      FloatBuffer buffer = weights.buffer(parameter);
      buffer.get(0, scratch, 0, n);
      (parameter.decays() ? decaying : free).update(scratch, 0, moments, at, n);
      buffer.put(0, scratch, 0, n);
      at += n;
    }
  }

  /** The gradients now, by tensor name without prefix. */
  Map<String, float[]> gradients() {
    Map<String, float[]> all = new LinkedHashMap<>();
    int at = 0;
    for (Parameter parameter : parameters) {
      int part = (int) Shapes.length(parameter.tensorShape());
      for (String tensor : parameter.tensors()) {
        all.put(tensor, Arrays.copyOfRange(moments.gradient, at, at + part));
        at += part;
      }
    }
    return all;
  }
}
