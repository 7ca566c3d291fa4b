package org.al4j.bench.engine;

import java.util.ArrayList;
import java.util.List;
import org.al4j.models.internal.engine.run.Workers;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.CustomOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J's matrix products of the shapes that a layer's dense parts have, and nothing else, on all
 * lanes at a time: the floor under the time of a model.
 */
final class Products implements AutoCloseable {
  private final List<INDArray> arrays = new ArrayList<>();
  private final List<List<Runnable>> lanes = new ArrayList<>();
  private double flops;

  /**
   * Products of one layer.
   *
   * @param tokens rows of a lane
   * @param gradients whether those of the gradients are added to those of the forward pass
   */
  Products(int lanes, int tokens, int hidden, int intermediate, boolean gradients) {
    int[][] dense = {
      {hidden, 3 * hidden}, {hidden, hidden}, {hidden, intermediate}, {intermediate, hidden}
    };
    for (int lane = 0; lane < lanes; lane++) {
      List<Runnable> steps = new ArrayList<>();
      for (int[] sizes : dense) {
        add(steps, tokens, sizes[0], sizes[1], gradients);
      }
      this.lanes.add(steps);
    }
  }

  /** Floating point operations of a run. */
  double flops() {
    return flops;
  }

  /** Computes all of them. */
  void run() {
    Workers.all(
        lanes.stream().map(steps -> (Runnable) () -> steps.forEach(Runnable::run)).toList());
  }

  private void add(List<Runnable> steps, int tokens, int in, int out, boolean gradients) {
    INDArray x = array(tokens, in);
    INDArray weight = array(out, in);
    INDArray y = array(tokens, out);
    steps.add(product(x, weight, y, 0, 1));
    if (gradients) {
      steps.add(product(y, weight, array(tokens, in), 0, 0));
      steps.add(product(y, x, array(out, in), 1, 0));
    }
    flops += (gradients ? 3 : 1) * 2.0 * tokens * in * out;
  }

  private static Runnable product(INDArray a, INDArray b, INDArray c, int flipA, int flipB) {
    CustomOp op = DynamicCustomOp.builder("matmul").addIntegerArguments(flipA, flipB, 0).build();
    OpContext context = Nd4j.getExecutioner().buildContext();
    context.setInputArrays(a, b);
    context.setOutputArrays(c);
    context.setIArguments(flipA, flipB, 0);
    return () -> Nd4j.exec(op, context);
  }

  private INDArray array(int rows, int columns) {
    INDArray array = Nd4j.createUninitializedDetached(DataType.FLOAT, rows, columns);
    arrays.add(array);
    array.assign(0.5f);
    return array;
  }

  @Override
  public void close() {
    arrays.forEach(INDArray::close);
  }
}
