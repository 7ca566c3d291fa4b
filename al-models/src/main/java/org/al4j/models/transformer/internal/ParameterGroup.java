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
  private static final int PIECE = 4096;

  private final Weights weights;
  private final List<Parameter> parameters;
  private final Moments moments;
  private final float[] piece = new float[PIECE];
  private final float[] scratch = new float[PIECE];

  private ParameterGroup(Weights weights, List<Parameter> parameters) {
    this.weights = weights;
    this.parameters = List.copyOf(parameters);
    moments = new Moments(parameters.stream().mapToInt(Parameter::length).sum());
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
    double squares = 0;
    int at = 0;
    for (Parameter parameter : parameters) {
      List<FloatBuffer> buffers = sources.stream().map(source -> source.apply(parameter)).toList();
      for (int from = 0; from < parameter.length(); from += PIECE) {
        int n = Math.min(PIECE, parameter.length() - from);
        squares += collect(buffers, from, at + from, n);
      }
      at += parameter.length();
    }
    return squares;
  }

  /** Pieces that fit the first cache: each number goes to memory and back once. */
  private double collect(List<FloatBuffer> sources, int from, int at, int n) {
    sources.get(0).get(from, piece, 0, n);
    for (FloatBuffer source : sources.subList(1, sources.size())) {
      source.get(from, scratch, 0, n);
      Vectors.add(piece, 0, scratch, n);
    }
    System.arraycopy(piece, 0, moments.gradient, at, n);
    return Vectors.dot(piece, piece, n);
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
      AdamW adam = parameter.decays() ? decaying : free;
      for (int from = 0; from < n; from += PIECE) {
        int count = Math.min(PIECE, n - from);
        buffer.get(from, piece, 0, count);
        adam.update(piece, 0, moments, at + from, count);
        buffer.put(from, piece, 0, count);
      }
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
