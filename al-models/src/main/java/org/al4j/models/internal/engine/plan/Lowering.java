package org.al4j.models.internal.engine.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.al4j.models.internal.engine.kernel.ColumnSums;
import org.al4j.models.internal.engine.kernel.Kernel;
import org.al4j.models.internal.engine.kernel.LayerNorm;
import org.al4j.models.internal.engine.kernel.Stack;
import org.al4j.models.internal.engine.kernel.Times;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;

/**
 * What single operations become in a plan other than themselves: another name of existing memory
 * where ND4J would copy, or a kernel where ND4J is slow.
 */
final class Lowering {
  private final boolean kernels;

  Lowering(boolean kernels) {
    this.kernels = kernels;
  }

  /** Whether the operation was taken care of; if not, it becomes a step of its own. */
  boolean lower(SameDiffOp op, List<Value> in, Set<String> needed, Compiler compiler) {
    return kernels
        && switch (op.getOp().opName()) {
          case "identity" -> alias(op, 0, in.get(0), compiler);
          case "unstack" -> unstack(op, in.get(0), compiler);
          case "stack" -> stack(op, in, compiler);
          case "add_bp" -> addBackward(op, in, needed, compiler);
          case "multiply_bp" -> multiplyBackward(op, in, needed, compiler);
          case "layer_norm" -> kernel(op, LayerNorm.FORWARD, in, compiler);
          case "layer_norm_bp" -> kernel(op, LayerNorm.BACKWARD, in, compiler);
          default -> false;
        };
  }

  /** All arrays of a plan are dense and c-order, so a reshape is the same memory. */
  boolean isOtherShapeOnly(DifferentialFunction op) {
    return kernels && op.opName().equals("reshape");
  }

  private static boolean alias(SameDiffOp op, int output, Value value, Compiler compiler) {
    compiler.alias(op.getOutputsOfOp().get(output), value);
    return true;
  }

  private static boolean kernel(SameDiffOp op, Kernel kernel, List<Value> in, Compiler compiler) {
    compiler.emitKernel(op.getOp().opName(), kernel, in, op.getOutputsOfOp());
    return true;
  }

  /** Along the first axis the parts lie behind each other already. */
  private static boolean unstack(SameDiffOp op, Value in, Compiler compiler) {
    if (axis(op) != 0) {
      return false;
    }
    for (int i = 0; i < in.shape()[0]; i++) {
      alias(op, i, in.part(i), compiler);
    }
    return true;
  }

  private static boolean stack(SameDiffOp op, List<Value> in, Compiler compiler) {
    return axis(op) == 0 && kernel(op, new Stack(), in, compiler);
  }

  /**
   * The gradient of a sum is the incoming gradient; where a bias was broadcast, its sum over the
   * rows.
   */
  private static boolean addBackward(
      SameDiffOp op, List<Value> in, Set<String> needed, Compiler compiler) {
    Value left = in.get(0);
    Value right = in.get(1);
    Value gradient = in.get(2);
    List<String> out = op.getOutputsOfOp();
    boolean same = Arrays.equals(left.shape(), right.shape());
    boolean bias = left.shape().length == 2 && right.shape().length == 1;
    boolean rightWanted = needed.contains(out.get(1));
    if (!Arrays.equals(left.shape(), gradient.shape()) || (rightWanted && !same && !bias)) {
      return false;
    }
    alias(op, 0, gradient, compiler);
    if (rightWanted && same) {
      alias(op, 1, gradient, compiler);
    } else if (rightWanted) {
      compiler.emitKernel(
          "bias gradient", new ColumnSums(), List.of(right, gradient), out.subList(1, 2));
    }
    return true;
  }

  /** Of a product with a mask, which has no gradient, ND4J would compute both. */
  private static boolean multiplyBackward(
      SameDiffOp op, List<Value> in, Set<String> needed, Compiler compiler) {
    List<String> out = op.getOutputsOfOp();
    boolean right = needed.contains(out.get(1));
    if (right == needed.contains(out.get(0))
        || !in.stream().allMatch(one -> Arrays.equals(one.shape(), in.get(2).shape()))) {
      return false;
    }
    int wanted = right ? 1 : 0;
    compiler.emitKernel(
        op.getOp().opName(),
        new Times(),
        List.of(in.get(1 - wanted), in.get(2)),
        out.subList(wanted, wanted + 1));
    return true;
  }

  private static long axis(SameDiffOp op) {
    return ((DynamicCustomOp) op.getOp()).iArgs()[0];
  }
}
