package org.al4j.strategies.diversity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Set;
import org.al4j.core.model.Output;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Selected;
import org.al4j.strategies.diversity.Representative.Form;
import org.al4j.strategies.diversity.Representative.Mix;
import org.al4j.strategies.uncertainty.LeastConfidence;
import org.junit.jupiter.api.Test;

class RepresentativeTest {
  /**
   * Candidates 0 to 4 at 0, 30, 60, 90, 120 degrees, 5 labelled at 40; 6 and 7 are the target, at
   * 90 and 92.
   */
  private static final double[] DEGREES = {0, 30, 60, 90, 120, 40, 90, 92};

  private static TableModel model() {
    float[][] x = new float[8][];
    float[][] p = new float[8][];
    for (int i = 0; i < 8; i++) {
      double angle = Math.toRadians(DEGREES[i]);
      x[i] = new float[] {(float) Math.cos(angle) * (i + 1), (float) Math.sin(angle) * (i + 1)};
      p[i] = new float[] {1 - .1f * i / 2, .1f * i / 2};
    }
    return new TableModel(x, p);
  }

  private static double cosine(double a, double b) {
    return Math.cos(Math.toRadians(a - b));
  }

  private static List<Selected> items(Form form, double weight) {
    TableModel model = model();
    return model
        .select(
            new Representative(
                model.instances().subList(6, 8), form, 1, new Mix(new LeastConfidence(), weight)),
            model.pool(6, 5),
            Budget.items(5),
            1)
        .items();
  }

  private static int[] rows(List<Selected> items) {
    return items.stream().mapToInt(item -> TableModel.row(item.instance().id())).toArray();
  }

  @Test
  void select_lectureForm_isTheCosineWithTheTargetsCentre() {
    List<Selected> items = items(Form.LECTURE, 0);
    assertArrayEquals(new int[] {3, 4, 2, 1, 0}, rows(items));
    for (Selected item : items) {
      double angle = DEGREES[TableModel.row(item.instance().id())];
      assertEquals(cosine(angle, 91), item.utility(), 1e-6);
    }
  }

  @Test
  void select_contrastiveForm_subtractsTheCosineWithTheLabelledCentre() {
    List<Selected> items = items(Form.CONTRASTIVE, 0);
    assertArrayEquals(new int[] {4, 3, 2, 1, 0}, rows(items));
    for (Selected item : items) {
      double angle = DEGREES[TableModel.row(item.instance().id())];
      assertEquals(cosine(angle, 91) - cosine(angle, 40), item.utility(), 1e-6);
    }
  }

  @Test
  void select_mixture_weighsScaledUtilities() {
    double least = cosine(0, 91);
    double range = cosine(90, 91) - least;
    for (Selected item : items(Form.LECTURE, .25)) {
      int row = TableModel.row(item.instance().id());
      double representative = (cosine(DEGREES[row], 91) - least) / range;
      assertEquals(.75 * representative + .25 * row / 4, item.utility(), 1e-5);
    }
    assertArrayEquals(new int[] {4, 3, 2, 1, 0}, rows(items(Form.LECTURE, 1)));
  }

  @Test
  void select_noTarget_isTheCandidatesThemselves() {
    TableModel model = model();
    int[] rows =
        model.rows(new Representative(List.of(), Form.LECTURE, 1, mix(0)), model.pool(5), 1, 1);
    assertArrayEquals(new int[] {2}, rows);
  }

  private static Mix mix(double weight) {
    return new Mix(new LeastConfidence(), weight);
  }

  @Test
  void needs_mixture_includeThoseOfTheUncertainty() {
    assertEquals(
        Set.of(Output.EMBEDDING), Diversity.representative(List.of(), Form.LECTURE).needs());
    assertEquals(
        Set.of(Output.EMBEDDING, Output.PROBABILITIES),
        Diversity.representative(List.of(), Form.LECTURE, new LeastConfidence(), .5).needs());
    assertThrows(IllegalArgumentException.class, () -> mix(1.5));
  }

  @Test
  void describe_target_distinguishesTexts() {
    TableModel model = model();
    String one = Diversity.representative(model.instances().subList(0, 1), Form.LECTURE).describe();
    String two = Diversity.representative(model.instances().subList(1, 2), Form.LECTURE).describe();
    assertNotEquals(one, two);
    assertEquals(
        one, Diversity.representative(model().instances().subList(0, 1), Form.LECTURE).describe());
  }
}
