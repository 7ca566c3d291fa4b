package org.al4j.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.people.Judgement;
import org.al4j.core.people.Judgements;
import org.junit.jupiter.api.Test;

class AgreementTest {
  /** Table 1 of Fleiss 1971: 30 patients, 6 diagnoses each, 5 classes; a digit a class. */
  private static final String FLEISS =
      "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031"
          + " 00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500"
          + " 00006";

  /** Krippendorff 2011, example C: four observers, twelve units; a dot is missing. */
  private static final List<String> OBSERVERS =
      List.of("123321412...", "1233224125.3", ".3332342251.", "12332441251.");

  /** po = (20 + 15) / 50 = .7, pe = (25 30 + 25 20) / 2500 = .5. */
  @Test
  void cohen_byHand_isWhatTheFormulaGives() {
    List<Character> first = characters("y".repeat(25) + "n".repeat(25));
    List<Character> second =
        characters("y".repeat(20) + "n".repeat(5) + "y".repeat(10) + "n".repeat(15));
    assertEquals(0.4, Agreement.cohen(first, second), 1e-12);
    assertEquals(1, Agreement.cohen(first, first), 1e-12);
    assertEquals(-1, Agreement.cohen(characters("ynyn"), characters("nyny")), 1e-12);
  }

  @Test
  void agreement_ofOneValueAlone_isNotDefined() {
    assertTrue(Double.isNaN(Agreement.cohen(characters("yyy"), characters("yyy"))));
    assertTrue(Double.isNaN(Agreement.fleiss(new int[][] {{3, 0}, {3, 0}})));
    assertTrue(Double.isNaN(Agreement.krippendorff(List.of(List.of(1, 1), List.of(1, 1)))));
    assertTrue(Double.isNaN(Agreement.krippendorff(List.of(List.of(1), List.of(2)))));
  }

  @Test
  void fleiss_dataOf1971_is430() {
    int[][] counts =
        Arrays.stream(FLEISS.split(" "))
            .map(row -> row.chars().map(digit -> digit - '0').toArray())
            .toArray(int[][]::new);
    assertEquals(30, counts.length);
    assertEquals(0.43024452006014074, Agreement.fleiss(counts), 1e-12);
  }

  /** P = (1 + 0) / 2 = .5, classes (3, 1) of 4: Pe = .625. */
  @Test
  void fleiss_byHand_isWhatTheFormulaGives() {
    assertEquals(-0.125 / 0.375, Agreement.fleiss(new int[][] {{2, 0}, {1, 1}}), 1e-12);
    assertThrows(
        IllegalArgumentException.class, () -> Agreement.fleiss(new int[][] {{2, 0}, {1, 2}}));
    assertThrows(IllegalArgumentException.class, () -> Agreement.fleiss(new int[0][]));
  }

  @Test
  void krippendorff_dataOf2011_is743() {
    List<List<Character>> units = new ArrayList<>();
    for (int u = 0; u < 12; u++) {
      List<Character> values = new ArrayList<>();
      for (String observer : OBSERVERS) {
        if (observer.charAt(u) != '.') {
          values.add(observer.charAt(u));
        }
      }
      units.add(values);
    }
    assertEquals(0.743421052631579, Agreement.krippendorff(units), 1e-12);
  }

  /** Do = 2 / 4, De = 1/12 (12 - 3 2) = 1/2: no better than chance. */
  @Test
  void krippendorff_byHand_isWhatTheFormulaGives() {
    assertEquals(0, Agreement.krippendorff(List.of(List.of(1, 1), List.of(1, 2))), 1e-12);
  }

  @Test
  void judgements_ofARun_areComparedInstanceByInstance() {
    List<Judgement<ClassLabel>> given = new ArrayList<>();
    String anna = "yynn";
    String ben = "ynnn";
    for (int i = 0; i < 4; i++) {
      given.add(judgement(i, "anna", anna.charAt(i)));
      given.add(judgement(i, "ben", ben.charAt(i)));
    }
    given.add(judgement(9, "anna", 'y')); // ben has not judged it
    Judgements<ClassLabel> all = new Judgements<>(LabelSpace.of("y", "n"), given, List.of());
    assertEquals(0.5, Agreement.cohen(all, "anna", "ben"), 1e-12); // po = .75, pe = .5
    assertEquals(
        Agreement.krippendorff(List.of(List.of(1, 1), List.of(1, 2), List.of(2, 2), List.of(2, 2))),
        Agreement.krippendorff(all),
        1e-12);
    assertThrows(IllegalArgumentException.class, () -> Agreement.cohen(all, "anna", "carl"));
  }

  @Test
  void cost_ofTheLecture_is249000() {
    AnnotationCost cost = new AnnotationCost(List.of(1.5, 2.0, 0.65), 5, 1.2);
    assertEquals(249_000, cost.of(10_000), 1e-6);
    assertEquals(4.15 * 1.2 * 7, cost.ofJudgements(7), 1e-12);
    assertThrows(
        IllegalArgumentException.class, () -> new AnnotationCost(List.of(Double.NaN), 1, 1));
    assertThrows(IllegalArgumentException.class, () -> new AnnotationCost(List.of(1.0), 0, 1));
    assertThrows(IllegalArgumentException.class, () -> cost.ofJudgements(-1));
  }

  private static Judgement<ClassLabel> judgement(int id, String annotator, char label) {
    return new Judgement<>("i" + id, annotator, new ClassLabel(String.valueOf(label)));
  }

  private static List<Character> characters(String text) {
    return text.chars().mapToObj(c -> (char) c).toList();
  }
}
