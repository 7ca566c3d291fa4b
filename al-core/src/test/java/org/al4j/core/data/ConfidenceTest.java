package org.al4j.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.al4j.core.InvalidInputException;
import org.junit.jupiter.api.Test;

class ConfidenceTest {
  private static final ClassLabel A = new ClassLabel("a");
  private static final LabelSet NONE_OF_THEM = new LabelSet(List.of());

  @Test
  void byClass_ofLabelSet_needNotSumToOne() {
    Confidence independent = Confidence.byClass(NONE_OF_THEM, new double[] {.9, .9});
    assertTrue(independent instanceof Confidence.Independent);
    assertArrayEquals(new double[] {.9, .9}, independent.byClass());
    assertThrows(InvalidInputException.class, () -> Confidence.byClass(A, new double[] {.9, .9}));
  }

  @Test
  void byClass_withoutNumbers_isNone() {
    assertEquals(Confidence.NONE, Confidence.byClass(A, new double[0]));
    assertEquals(0, Confidence.NONE.byClass().length);
    assertEquals(0, new Confidence.Likelihood(-2).byClass().length);
  }

  @Test
  void new_numbersThatAreNone_areRefused() {
    for (double wrong : new double[] {Double.NaN, -.1, 1.1}) {
      assertThrows(
          InvalidInputException.class, () -> new Confidence.Independent(new double[] {wrong}));
      assertThrows(
          InvalidInputException.class, () -> new Confidence.Words(new double[][] {{1}, {wrong}}));
    }
    assertThrows(InvalidInputException.class, () -> new Confidence.Likelihood(Double.NaN));
    assertThrows(InvalidInputException.class, () -> new Confidence.Spread(-1));
  }

  @Test
  void fits_otherKind_isFalse() {
    Confidence classes = new Confidence.Classes(new double[] {1});
    assertTrue(classes.fits(A));
    assertFalse(classes.fits(NONE_OF_THEM));
    assertFalse(new Confidence.Spread(1).fits(A));
    assertTrue(new Confidence.Spread(1).fits(new RealValue(3)));
    Confidence oneWord = new Confidence.Words(new double[][] {{1, 0}});
    assertTrue(oneWord.fits(new TagSequence(List.of("O"))));
    assertFalse(oneWord.fits(new TagSequence(List.of("O", "O"))));
    assertTrue(Confidence.NONE.fits(A));
  }
}
