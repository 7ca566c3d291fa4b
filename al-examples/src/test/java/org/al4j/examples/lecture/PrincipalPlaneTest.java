package org.al4j.examples.lecture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.random.RandomGenerator;
import org.al4j.core.Seeds;
import org.junit.jupiter.api.Test;

class PrincipalPlaneTest {
  /** A cross of which one arm is twice as long: the arms are the components. */
  @Test
  void of_cross_findsItsArms() {
    float s = (float) Math.sqrt(0.5);
    float[][] rows = new float[4][];
    rows[0] = new float[] {5 + 2 * s, 1 + 2 * s, 7}; // the long arm
    rows[1] = new float[] {5 - 2 * s, 1 - 2 * s, 7};
    rows[2] = new float[] {5, 1, 8}; // the short one
    rows[3] = new float[] {5, 1, 6};
    PrincipalPlane plane = PrincipalPlane.of(rows);
    double[][] expected = {{2, 0}, {-2, 0}, {0, 1}, {0, -1}};
    for (int i = 0; i < rows.length; i++) {
      assertArrayEquals(expected[i], plane.places()[i], 1e-6);
    }
    assertArrayEquals(new double[] {0.8, 0.2}, plane.shares(), 1e-6);
  }

  @Test
  void of_line_hasNoSecondComponent() {
    PrincipalPlane plane = PrincipalPlane.of(new float[][] {{0, 0, 0}, {1, 2, 2}, {2, 4, 4}});
    assertArrayEquals(new double[] {-3, 0}, plane.places()[0], 1e-9);
    assertArrayEquals(new double[] {3, 0}, plane.places()[2], 1e-9);
    assertArrayEquals(new double[] {1, 0}, plane.shares(), 1e-9);
  }

  /** What is left over by the plane is least: its coordinates are not correlated. */
  @Test
  void of_noise_hasUncorrelatedCoordinatesInOrder() {
    RandomGenerator random = new Seeds(3).generator("noise", 0);
    float[][] rows = new float[200][6];
    for (float[] row : rows) {
      for (int j = 0; j < row.length; j++) {
        row[j] = (float) (random.nextGaussian() * (1 + j));
      }
    }
    PrincipalPlane plane = PrincipalPlane.of(rows);
    double product = 0;
    for (double[] place : plane.places()) {
      product += place[0] * place[1] / rows.length;
    }
    assertEquals(0, product, 1e-3);
    assertEquals(true, plane.shares()[0] > plane.shares()[1]);
  }

  @Test
  void of_tooLittle_isRefused() {
    assertEquals(
        "a plane takes 2 rows of 2 numbers at least, found 1 of 3",
        assertThrows(
                IllegalArgumentException.class, () -> PrincipalPlane.of(new float[][] {{1, 2, 3}}))
            .getMessage());
  }
}
