package org.al4j.models.internal.engine.plan;

import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BaseOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.Op;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.shape.LongShapeDescriptor;
import org.nd4j.linalg.factory.Nd4j;

/** How ND4J's operations are called: arguments, output shapes, raw memory. */
final class Operations {
  private Operations() {}

  /** A context with inputs and arguments, without outputs. ND4J frees it when it is collected. */
  static OpContext context(DifferentialFunction op, INDArray[] inputs) {
    OpContext context = Nd4j.getExecutioner().buildContext();
    if (op instanceof DynamicCustomOp custom) {
      context.setArgs(inputs, custom.iArgs(), custom.dArgs(), custom.tArgs(), custom.bArgs());
    } else if (op instanceof Op && inputs.length <= 2) {
      for (int i = 0; i < inputs.length; i++) {
        context.setInputArray(i, inputs[i]);
      }
    } else {
      throw new IllegalStateException(
          "operation " + op.opName() + " has no place in a compiled plan");
    }
    return context;
  }

  /** Shapes and types of what the operation gives for the inputs in the context. */
  static List<LongShapeDescriptor> outputs(DifferentialFunction op, OpContext context) {
    return op instanceof DynamicCustomOp custom
        ? custom.calculateOutputShape(context)
        : ((BaseOp) op).calculateOutputShape(context);
  }

  /** The memory of a dense float array. */
  static FloatBuffer buffer(INDArray array) {
    if (array.dataType() != DataType.FLOAT || array.ordering() != 'c') {
      throw new IllegalArgumentException(
          "a dense c-order float array is needed, found " + array.shapeInfoToString());
    }
    FloatPointer pointer = new FloatPointer(array.data().pointer());
    long start = array.offset();
    return pointer.position(start).limit(start + array.length()).asBuffer();
  }
}
