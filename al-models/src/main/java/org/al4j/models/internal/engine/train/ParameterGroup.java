package org.al4j.models.internal.engine.train;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.al4j.models.internal.engine.kernel.Vectors;
import org.al4j.models.internal.engine.run.Ends;
import org.al4j.models.internal.engine.run.Engine;
import org.al4j.models.internal.engine.run.Parameter;
import org.al4j.models.internal.engine.run.Weights;
import org.al4j.models.training.Optimizer;
import org.jspecify.annotations.Nullable;

/**
 * Some of a model's parameters with their gradients and the optimizer's state: what one worker sums
 * and updates. Parameters whose layer does not train now have no gradient.
 */
final class ParameterGroup implements Exchange.Kept {
  private static final int PIECE = 4096;

  /** Groups a lane: a worker that is done early takes one more. */
  private static final int PER_LANE = 8;

  private final Weights weights;
  private final List<Trained> parameters;
  private final float[] gradient;
  private final float[] piece = new float[PIECE];
  private final float[] scratch = new float[PIECE];

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

  /** A piece that begins at {@code from} of a parameter and at {@code at} of the gradients. */
  private record Span(int from, int at, int length) {}

  private ParameterGroup(Weights weights, List<Parameter> parameters, Optimizer optimizer) {
    this.weights = weights;
    this.parameters = parameters.stream().map(one -> Trained.of(one, optimizer)).toList();
    gradient = new float[parameters.stream().mapToInt(Parameter::length).sum()];
  }

  /**
   * The parameters in about equal groups, in order, some for each lane.
   *
   * @param ends what the loss is computed of, and so which parameters train; null for all
   */
  static List<ParameterGroup> split(Engine engine, @Nullable Ends ends, Optimizer optimizer) {
    List<Parameter> parameters = engine.weights().parameters();
    if (ends != null) {
      Set<String> reached = engine.lanes().get(0).reached(ends);
      parameters = parameters.stream().filter(one -> reached.contains(one.name())).toList();
    }
    return split(engine.weights(), parameters, engine.lanes().size(), optimizer);
  }

  private static List<ParameterGroup> split(
      Weights weights, List<Parameter> parameters, int lanes, Optimizer optimizer) {
    int groups = lanes * PER_LANE;
    long total = parameters.stream().mapToLong(Parameter::length).sum();
    List<ParameterGroup> all = new ArrayList<>();
    List<Parameter> open = new ArrayList<>();
    long done = 0;
    for (Parameter parameter : parameters) {
      open.add(parameter);
      done += parameter.length();
      if (done * groups >= total * (all.size() + 1)) {
        all.add(new ParameterGroup(weights, open, optimizer));
        open.clear();
      }
    }
    return all;
  }

  /**
   * Sums the gradients of those parameters that train, in the order of the sources; returns the sum
   * of their squares.
   *
   * @param add whether to add to what earlier calls left
   */
  double collect(List<Function<Parameter, FloatBuffer>> sources, LayerRates rates, boolean add) {
    double squares = 0;
    int at = 0;
    for (Trained trained : parameters) {
      if (rates.share(trained.parameter.depth()) > 0) {
        List<FloatBuffer> buffers =
            sources.stream().map(source -> source.apply(trained.parameter)).toList();
        for (int from = 0; from < trained.length(); from += PIECE) {
          int n = Math.min(PIECE, trained.length() - from);
          squares += collect(buffers, new Span(from, at + from, n), add);
        }
      }
      at += trained.length();
    }
    return squares;
  }

  /** Pieces that fit the first cache: each number goes to memory and back once. */
  private double collect(List<FloatBuffer> sources, Span span, boolean add) {
    int n = span.length;
    sources.get(0).get(span.from, piece, 0, n);
    for (FloatBuffer source : sources.subList(1, sources.size())) {
      source.get(span.from, scratch, 0, n);
      Vectors.add(piece, scratch, n);
    }
    if (add) {
      System.arraycopy(gradient, span.at, scratch, 0, n);
      Vectors.add(piece, scratch, n);
    }
    System.arraycopy(piece, 0, gradient, span.at, n);
    return Vectors.dot(piece, piece, n);
  }

  @Override
  public void exchange(Exchange exchange) throws IOException {
    for (Trained trained : parameters) {
      for (TensorState state : trained.states) {
        state.exchange(exchange);
      }
    }
  }

  /** Updates the weights of those parameters that train. */
  void update(Update update, LayerRates rates) {
    int at = 0;
    for (Trained trained : parameters) {
      double share = rates.share(trained.parameter.depth());
      if (share > 0) {
        update(trained, at, update.step(share, trained.parameter.decays()));
      }
      at += trained.length();
    }
  }

  private void update(Trained trained, int at, Update.Step step) {
    FloatBuffer buffer = weights.buffer(trained.parameter);
    int part = trained.length() / trained.states.size();
    for (int i = 0; i < trained.states.size(); i++) {
      FloatBuffer tensor = buffer.slice(i * part, part);
      trained.states.get(i).update(tensor, gradient, at + i * part, step);
    }
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
