package org.al4j.examples.lecture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The map's values are the utilities at points that can be told exactly. */
class SimplexMapTest {
  private static final float[][] CORNERS = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
  private static final float[][] EDGES = {{.5f, .5f, 0}, {.5f, 0, .5f}, {0, .5f, .5f}};
  private static final float[][] CENTRE = {{1f / 3, 1f / 3, 1f / 3}};
  private static final double ROUNDED = 1e-7; // probabilities are floats

  /** Formulas of the strategies' documentation: 1 - p1, 1 - (p1 - p2), p2 / p1, -sum p log p. */
  @ParameterizedTest
  @CsvSource({
    "least-confidence, 0, 0.5, 0.6666666666666667",
    "margin, 0, 1, 1",
    "ratio, 0, 1, 1",
    "entropy, 0, 0.6931471805599453, 1.0986122886681098"
  })
  void values_atCornersEdgesAndCentre_areTheFormulas(
      String strategy, double corner, double edge, double centre) {
    assertArrayEquals(
        new double[] {corner, corner, corner}, SimplexMap.values(strategy, CORNERS), ROUNDED);
    assertArrayEquals(new double[] {edge, edge, edge}, SimplexMap.values(strategy, EDGES), ROUNDED);
    assertArrayEquals(new double[] {centre}, SimplexMap.values(strategy, CENTRE), ROUNDED);
  }

  @ParameterizedTest
  @CsvSource({
    "least-confidence, 0.5 0.667",
    "margin, 1.000 1.000",
    "ratio, 1.000 1.000",
    "entropy, 0.693 1.099"
  })
  void svg_mapOfAStrategy_printsItsValues(String strategy, String printed) {
    String svg = SimplexMap.svg();
    String map = svg.substring(svg.indexOf(">" + strategy + "<"));
    map = map.substring(0, map.indexOf("</g>"));
    for (String value : printed.split(" ", -1)) {
      assertTrue(map.contains(">" + value), map);
    }
    assertTrue(map.contains(">0.000<"), map);
    assertEquals(SimplexMap.svg(), svg);
  }
}
