package org.al4j.models.defects;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Gradients of the variable {@link #LOSS} of small graphs in double precision. */
final class Gradients {
  static final String LOSS = "loss";

  private static final double STEP = 1e-5;

  private Gradients() {}

  /** An array of normal draws, the same for the same shape. */
  static INDArray draws(long... shape) {
    int length = 1;
    for (long size : shape) {
      length *= (int) size;
    }
    SplittableRandom random = new SplittableRandom(length);
    return Nd4j.create(random.doubles(length, -1.5, 1.5).toArray(), shape);
  }

  /** A trained variable. */
  static SDVariable variable(SameDiff graph, String name, long... shape) {
    return graph.var(name, draws(shape));
  }

  /** Makes the sum of the variable's elements, each times a number of its own, the loss. */
  static SameDiff lossOf(SDVariable output, long... shape) {
    SameDiff graph = output.getSameDiff();
    output.mul(graph.constant(draws(shape).add(0.1))).sum().rename(LOSS);
    graph.setLossVariables(LOSS);
    return graph;
  }

  /** What backpropagation says. */
  static double[] backward(SameDiff graph, String variable) {
    differentiate(graph);
    return graph.calculateGradients(Map.of(), variable).get(variable).dup().data().asDouble();
  }

  /** Builds the backward graph; returns what that printed. */
  static String differentiate(SameDiff graph) {
    PrintStream original = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      graph.createGradFunction();
    } finally {
      System.setOut(original);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  /** What central differences of the loss say. */
  static double[] differences(SameDiff graph, String variable) {
    INDArray values = graph.getVariable(variable).getArr();
    double[] slopes = new double[(int) values.length()];
    for (int i = 0; i < slopes.length; i++) {
      double before = values.getDouble(i);
      double high = loss(graph, values, i, before + STEP);
      double low = loss(graph, values, i, before - STEP);
      values.putScalar(i, before);
      slopes[i] = (high - low) / (2 * STEP);
    }
    return slopes;
  }

  private static double loss(SameDiff graph, INDArray values, int at, double value) {
    values.putScalar(at, value);
    return graph.outputSingle(Map.of(), LOSS).getDouble(0);
  }

  /** The largest difference between the two. */
  static double error(SameDiff graph, String variable) {
    double[] want = differences(graph, variable);
    double[] got = backward(graph, variable);
    double worst = 0;
    for (int i = 0; i < want.length; i++) {
      worst = Math.max(worst, Math.abs(want[i] - got[i]));
    }
    return worst;
  }
}
