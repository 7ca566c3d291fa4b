package org.al4j.core.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.FloatBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class FloatRowsTest {
  /** Arrays whose elements lie in memory in many ways; all of them hold numbers of 0 to 23. */
  private static Map<String, INDArray> arrays() {
    INDArray cube = cube();
    INDArray columns = cube.dup('f');
    INDArray three = Nd4j.arange(3).castTo(DataType.FLOAT);
    Map<String, INDArray> all = new LinkedHashMap<>();
    all.put("c-order", cube);
    all.put("permuted, says c-order", cube.permute(1, 0, 2));
    all.put("permuted twice", cube.permute(2, 0, 1));
    all.put("reversed axes", cube.permute(2, 1, 0));
    all.put("f-order", columns);
    all.put("f-order permuted, says c-order and no view", columns.permute(1, 0, 2));
    all.put("slice of axis 0", cube.slice(1));
    all.put("slice of axis 1", cube.slice(1, 1));
    all.put("slice of axis 2", cube.slice(2, 2));
    all.put("slice of a permuted one", cube.permute(2, 1, 0).slice(1));
    all.put("transposed", cube.slice(1).transpose());
    all.put("row", cube.slice(1).getRow(2));
    all.put("column", cube.slice(1).getColumn(2));
    all.put("column as a matrix", cube.slice(1).getColumn(2).reshape(3, 1));
    all.put("interval", cube.get(NDArrayIndex.all(), NDArrayIndex.interval(1, 3)));
    all.put("every third", cube.reshape(24).get(NDArrayIndex.interval(0, 3, 24)));
    all.put("rows read twice", Nd4j.create(three.data(), new long[] {2, 3}, new long[] {0, 1}, 0));
    all.put("broadcast", three.reshape(1, 3).broadcast(2, 3));
    all.put("axes of one", cube.reshape(2, 1, 12).permute(1, 0, 2));
    all.put("scalar", Nd4j.scalar(7f));
    return all;
  }

  /** {@code [2, 3, 4]} with 0 to 23. */
  private static INDArray cube() {
    return Nd4j.arange(24).castTo(DataType.FLOAT).reshape(2, 3, 4);
  }

  /** Element by element, by index. */
  private static float[] byIndex(INDArray array) {
    float[] all = new float[(int) array.length()];
    long[] index = new long[array.rank()];
    for (int i = 0; i < all.length; i++) {
      int left = i;
      for (int axis = array.rank() - 1; axis >= 0; axis--) {
        index[axis] = left % array.size(axis);
        left = (int) (left / array.size(axis));
      }
      all[i] = array.rank() == 0 ? array.getFloat(0) : (float) array.getDouble(index);
    }
    return all;
  }

  @Test
  void of_anyStridesAndOffset_readsByIndex() {
    arrays().forEach((how, array) -> assertArrayEquals(byIndex(array), FloatRows.of(array), how));
  }

  @Test
  void of_permutedRankThree_hasTheExactOrder() {
    assertArrayEquals(
        new float[] {
          0, 1, 2, 3, 12, 13, 14, 15, 4, 5, 6, 7, 16, 17, 18, 19, 8, 9, 10, 11, 20, 21, 22, 23
        },
        FloatRows.of(cube().permute(1, 0, 2)));
  }

  @Test
  void of_otherTypes_converts() {
    for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT16, DataType.INT32}) {
      INDArray permuted = cube().castTo(type).permute(1, 0, 2);
      assertArrayEquals(byIndex(permuted), FloatRows.of(permuted), type.name());
    }
  }

  @Test
  void doubles_anyStrides_keepsDoublePrecision() {
    INDArray doubles = cube().castTo(DataType.DOUBLE).addi(1e-12).permute(2, 1, 0);
    double[] copy = FloatRows.doubles(doubles);
    assertEquals(13 + 1e-12, copy[7], 0); // (1, 0, 1) of [4, 3, 2]
    arrays()
        .forEach(
            (how, array) -> {
              float[] expected = byIndex(array);
              double[] found = FloatRows.doubles(array);
              assertEquals(expected.length, found.length, how);
              for (int i = 0; i < expected.length; i++) {
                assertEquals(expected[i], found[i], 0, how);
              }
            });
  }

  @Test
  void copy_longerTarget_leavesTheRest() {
    float[] into = {9, 9, 9, 9, 9};
    FloatRows.copy(cube().slice(1).getColumn(2), into);
    assertArrayEquals(new float[] {14, 18, 22, 9, 9}, into);
  }

  @Test
  void read_plainArray_doesNotCopy() {
    FloatBuffer buffer = FloatRows.read(cube().slice(1));
    assertFalse(buffer.hasArray(), "of the array's own memory");
    assertEquals(12, buffer.get(0));
  }

  @Test
  void of_emptyArray_isEmpty() {
    assertEquals(0, FloatRows.of(Nd4j.create(DataType.FLOAT, 0, 3)).length);
    assertEquals(0, FloatRows.doubles(Nd4j.create(DataType.FLOAT, 0, 3)).length);
  }

  @Test
  void argmax_ties_takesTheFirst() {
    assertEquals(1, FloatRows.argmax(new float[] {5, 1, 3, 3, 2}, 1, 4));
  }
}
