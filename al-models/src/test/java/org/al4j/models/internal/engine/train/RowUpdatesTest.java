package org.al4j.models.internal.engine.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.al4j.models.internal.engine.run.Workers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowUpdatesTest {
  private static float[] numbers(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] numbers = new float[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = (float) random.nextDouble(-1, 1);
    }
    return numbers;
  }

  /** The order of tasks is the processors' choice: here, as made or shuffled, or all at once. */
  private static void run(List<Runnable> tasks, int way) {
    List<Runnable> order = new ArrayList<>(tasks);
    Collections.shuffle(order, new Random(way));
    if (way == 0) {
      tasks.forEach(Runnable::run);
    } else if (way == 1) {
      order.forEach(Runnable::run);
    } else {
      Workers.share(order);
    }
  }

  /** Gradients of a tenth of the rows in every update; one row twice. */
  private static float[] gradient(int rows, int width, int t) {
    float[] gradient = new float[rows * width];
    for (int row = t; row < rows; row += 10) {
      System.arraycopy(numbers(width, row + t), 0, gradient, row * width, width);
    }
    return gradient;
  }

  private static void add(RowUpdates updates, float[] gradient, int width) {
    for (int row = 0; row < gradient.length / width; row++) {
      float[] part = Arrays.copyOfRange(gradient, row * width, (row + 1) * width);
      if (!Arrays.equals(part, new float[width])) {
        updates.touch(row);
        updates.add(row, part);
      }
    }
  }

  /** Short rows of which a slab is not full, rows longer than a slab, more than one task. */
  @ParameterizedTest
  @CsvSource({"3000, 40, 4", "70, 1500, 3", "7, 3, 1"})
  void update_tasksInAnyOrder_equalDenseUpdatesBitForBit(int rows, int width, int tasks) {
    for (int way = 0; way < 3; way++) {
      float[] table = numbers(rows * width, 0);
      float[] dense = table.clone();
      RowUpdates updates = new RowUpdates(table, width, -1);
      updates.touchAll();
      TensorState state = new AdamW.State(dense.length);
      for (int t = 1; t <= 5; t++) {
        Update update = new Update(.01, .37f, .1, false);
        float[] gradient = gradient(rows, width, t);
        updates.clear();
        add(updates, gradient, width);
        List<Runnable> all = updates.update(update, .5);
        assertEquals(tasks, all.size());
        run(all, way);
        state.update(FloatBuffer.wrap(dense), gradient, 0, update.step(.5, true));
      }
      assertArrayEquals(dense, table);
    }
  }

  @Test
  void squares_rowsOfOneBatch_areThatBatchsAlone() {
    RowUpdates updates = new RowUpdates(new float[12], 3, 1);
    for (int row : new int[] {3, 1, 0}) {
      updates.touch(row);
      updates.add(row, new float[] {1, 2, row});
    }
    updates.add(0, new float[] {1, 0, 0});
    assertEquals(5 + 9 + 8, updates.squares(), "row 1 is padding");
    assertArrayEquals(new float[] {2, 2, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3}, updates.gradients());
    updates.clear();
    assertEquals(0, updates.squares());
    updates.add(3, new float[] {0, 0, 4});
    assertEquals(16, updates.squares());
    assertArrayEquals(new float[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4}, updates.gradients());
  }

  @Test
  void addAll_gradientOfEveryRow_reachesPaddingToo() {
    RowUpdates updates = new RowUpdates(new float[6], 2, 1);
    updates.touch(2);
    updates.touchAll();
    updates.addAll(FloatBuffer.wrap(new float[] {1, 2, 3, 4, 5, 6}));
    assertEquals(91, updates.squares());
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, updates.gradients());
  }

  /** Two updates by 1 - 0.5 before the first look, and one more before the table is read. */
  @Test
  void touch_afterUpdates_decaysTheRowFirst() {
    float[] table = {8, 8, 8};
    RowUpdates updates = new RowUpdates(table, 1, -1);
    Update update = new Update(1, 1, .5, false);
    assertTrue(updates.update(update, 1).isEmpty());
    updates.update(update, 1);
    updates.touch(1);
    assertArrayEquals(new float[] {8, 2, 8}, table);
    updates.update(update, 1).forEach(Runnable::run);
    updates.catchUp();
    assertArrayEquals(new float[] {1, 1, 1}, table);
  }
}
