package org.al4j.models.internal.onnx;

import java.util.Arrays;
import java.util.Locale;
import org.al4j.models.internal.Dtype;
import org.jspecify.annotations.Nullable;

/**
 * How integers stand for floats: {@code (q - zero) * scale}, with one scale and zero point for all,
 * or one for each place along an axis.
 *
 * @param scale F32, of one element or as many as the axis has
 * @param zero of the type of the integers; null for 0
 * @param axis which the scales go along, where they are several
 */
record Scaling(OnnxTensor scale, @Nullable OnnxTensor zero, int axis) {

  /** What is wrong with it for a tensor, as the end of a sentence about that; empty if nothing. */
  String wrong(OnnxTensor tensor, int scales, int zeros) {
    long[] shape = tensor.shape();
    OnnxTensor from = zero;
    if (!tensor.isQuantised() || (from != null && from.dtype() != tensor.dtype())) {
      return String.format(
          Locale.ROOT,
          "is scaled and of the type %s, its zero point is %s; both must be U8, or I8",
          tensor.dtype(),
          from == null ? "absent" : from.dtype());
    }
    boolean each = axis >= 0 && axis < shape.length && scales == shape[axis];
    if ((scales != 1 && !each) || zeros != scales) {
      return String.format(
          Locale.ROOT,
          "of the shape %s has %d scales and %d zero points; one of each is read, or as many as axis"
              + " %d is long",
          Arrays.toString(shape),
          scales,
          zeros,
          axis);
    }
    return "";
  }

  /** The floats, in the order of the integers; nothing is {@link #wrong} with it. */
  float[] floats(OnnxTensor tensor, byte[] integers, float[] scales, byte[] zeros) {
    int mask = tensor.dtype() == Dtype.U8 ? 0xff : -1;
    int inner = 1;
    for (int i = axis + 1; i < tensor.shape().length && scales.length > 1; i++) {
      inner *= (int) tensor.shape()[i];
    }
    float[] floats = new float[integers.length];
    for (int i = 0; i < floats.length; i++) {
      int place = scales.length == 1 ? 0 : i / inner % scales.length;
      floats[i] = ((integers[i] & mask) - (zeros[place] & mask)) * scales[place];
    }
    return floats;
  }
}
