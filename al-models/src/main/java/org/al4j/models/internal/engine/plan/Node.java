package org.al4j.models.internal.engine.plan;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Objects;
import org.al4j.models.internal.engine.kernel.Kernel;
import org.al4j.models.internal.engine.kernel.Shapes;
import org.jspecify.annotations.Nullable;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/** One step of a plan before it has memory: an ND4J operation or a kernel, with its operands. */
record Node(
    String name,
    @Nullable DifferentialFunction op,
    @Nullable Kernel kernel,
    List<Value> inputs,
    List<Value> outputs) {
  Node {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** Floating point operations of a matrix product; 0 for other steps. */
  double flops() {
    if (!name.equals("matmul") && !name.equals("matmul_bp")) {
      return 0;
    }
    long[] left = inputs.get(0).shape();
    boolean gradient = name.equals("matmul_bp"); // of [m, k] and [n, k] from that of [m, n]
    long[] result = (gradient ? inputs.get(2) : outputs.get(0)).shape();
    double inner = left[left.length - 1];
    return (gradient ? 4.0 : 2.0) * inner * Shapes.length(result);
  }

  /** Gives the step its memory; running what comes back computes it. */
  Runnable bind(Region work) {
    if (kernel != null) {
      return bindKernel(kernel, work);
    }
    INDArray[] in = inputs.stream().map(value -> array(value, work)).toArray(INDArray[]::new);
    INDArray[] out = outputs.stream().map(value -> array(value, work)).toArray(INDArray[]::new);
    DifferentialFunction operation = Objects.requireNonNull(op, name);
    OpContext context = Operations.context(operation, in);
    for (int i = 0; i < out.length; i++) {
      context.setOutputArray(i, out[i]);
    }
    if (operation instanceof CustomOp custom) {
      return () -> Nd4j.exec(custom, context);
    }
    Op legacy = (Op) operation;
    return () -> Nd4j.exec(legacy, context);
  }

  private Runnable bindKernel(Kernel bound, Region work) {
    FloatBuffer[] in =
        inputs.stream().map(value -> buffer(value, work)).toArray(FloatBuffer[]::new);
    FloatBuffer[] out =
        outputs.stream().map(value -> buffer(value, work)).toArray(FloatBuffer[]::new);
    return () -> bound.run(in, out);
  }

  static INDArray array(Value value, Region work) {
    if (value.external() != null) {
      return value.external();
    }
    return work.array(place(value), value.shape());
  }

  static FloatBuffer buffer(Value value, Region work) {
    if (value.external() != null) {
      return Operations.buffer(value.external());
    }
    return work.buffer(place(value), value.length());
  }

  private static long place(Value value) {
    return Objects.requireNonNull(value.slot(), "slot").offset + value.at();
  }
}
