package org.al4j.core.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.RealValue;
import org.junit.jupiter.api.Test;

class AdjudicationTest {
  private static final LabelSpace LABELS = LabelSpace.of("1", "2", "3", "4");

  /** Dawid and Skene 1979, table 1: a patient a word, observer 1 three times, then 2 to 5. */
  private static final String PATIENTS =
      "1111111|3334334|1122122|2223121|2223222|2223322|1222111|3333433|2222223|2322223|4444444"
          + "|2223343|1111111|2223212|1211111|1112111|1111111|1111111|2222221|2221322|2222222"
          + "|2222221|2223222|2212222|1111111|1111111|2322222|1111111|1111111|1121121|1111111"
          + "|3333233|1111111|2222222|2223232|4334343|2212232|2323233|3333432|1111111|1111111"
          + "|1212111|2322222|1211111|2222222";

  /** By a computation of the same equations in Python, until no probability moves by 1e-12. */
  private static final double[] PRIOR = {0.399555, 0.421983, 0.111795, 0.066667};

  private static final double[][] DIAGONALS = {
    {0.889488, 0.87638, 0.661178, 0.444444},
    {0.834214, 0.632946, 1., 1.},
    {1., 0.788299, 0.198776, 0.333333},
    {0.94443, 0.842627, 0.801224, 0.666667},
    {1., 0.73452, 0.790886, 0.666667}
  };

  private static final int[] CLASSES = {
    1, 4, 2, 2, 2, 2, 1, 3, 2, 2, 4, 3, 1, 2, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 1, 1, 2, 1, 1, 1, 1, 3,
    1, 2, 2, 4, 2, 3, 3, 1, 1, 1, 2, 1, 2
  };

  private static Judgements<ClassLabel> patients() {
    List<Judgement<ClassLabel>> given = new ArrayList<>();
    String[] rows = PATIENTS.split("\\|");
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < 7; k++) {
        String observer = String.valueOf(Math.max(1, k - 1));
        given.add(
            say(String.format(Locale.ROOT, "p%02d", i), observer, rows[i].substring(k, k + 1)));
      }
    }
    return new Judgements<>(LABELS, given, List.of());
  }

  private static Judgement<ClassLabel> say(String id, String annotator, String label) {
    return new Judgement<>(id, annotator, new ClassLabel(label));
  }

  private static Optional<ClassLabel> decide(
      Adjudication<ClassLabel> adjudication, String... labels) {
    return verdict(adjudication.learn(new Judgements<>(LABELS, List.of(), List.of())), labels);
  }

  /** Annotators a, b, c and so on. */
  private static Optional<ClassLabel> verdict(
      Adjudication.Jury<ClassLabel> jury, String... labels) {
    List<Judgement<ClassLabel>> said = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      said.add(say("x", String.valueOf((char) ('a' + i)), labels[i]));
    }
    return jury.decide(said);
  }

  private static Optional<ClassLabel> label(String name) {
    return Optional.of(new ClassLabel(name));
  }

  @Test
  void first_anyJudgements_isWhatCameFirst() {
    assertEquals(label("2"), decide(Adjudication.first(), "2", "1", "1"));
  }

  @Test
  void majority_tie_decidesNothing() {
    assertEquals(label("1"), decide(Adjudication.majority(), "2", "1", "1"));
    assertEquals(label("2"), decide(Adjudication.majority(), "2", "1", "2", "3"));
    assertEquals(Optional.empty(), decide(Adjudication.majority(), "2", "1"));
  }

  @Test
  void unanimous_oneOtherwise_decidesNothing() {
    assertEquals(label("1"), decide(Adjudication.unanimous(), "1", "1"));
    assertEquals(Optional.empty(), decide(Adjudication.unanimous(), "1", "1", "2"));
  }

  @Test
  void byPerson_anyJudgements_decidesNothing() {
    assertEquals(Optional.empty(), decide(Adjudication.byPerson(), "1", "1"));
  }

  @Test
  void weighted_nobodyKnown_isTheMajority() {
    assertEquals(label("1"), decide(Adjudication.weighted(), "2", "1", "1"));
    assertEquals(Optional.empty(), decide(Adjudication.weighted(), "2", "1"));
  }

  /**
   * a: 8 of 8 known right, (8 + 3) / (8 + 4) = 11/12, voice ln(3 * 11) = 3.50; b and c: 2 of 4,
   * 5/8, ln(3 * 5 / 3) = 1.61 each, 3.22 together.
   */
  @Test
  void weighted_oneMuchBetterOnKnownItems_outweighsTwo() {
    List<KnownAnswer<ClassLabel>> known = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      known.add(new KnownAnswer<>(say("k" + i, "a", "1"), new ClassLabel("1")));
    }
    for (int i = 0; i < 4; i++) {
      String said = i < 2 ? "1" : "2";
      known.add(new KnownAnswer<>(say("k" + i, "b", said), new ClassLabel("1")));
      known.add(new KnownAnswer<>(say("k" + i, "c", said), new ClassLabel("1")));
    }
    Judgements<ClassLabel> all = new Judgements<>(LABELS, List.of(), known);
    Map<String, Competence> competence = Competence.of(all);
    assertEquals(11 / 12.0, competence.get("a").value(), 1e-12);
    assertEquals(5 / 8.0, competence.get("b").value(), 1e-12);
    assertEquals(Math.log(33), competence.get("a").voice(4), 1e-12);
    Adjudication.Jury<ClassLabel> jury = Adjudication.<ClassLabel>weighted().learn(all);
    assertEquals(label("2"), verdict(jury, "2", "1", "1"));
    assertEquals(label("1"), verdict(jury, "2", "1", "1", "1")); // d counts as right 3 of 4 times
  }

  /** Of two others who differ there is no majority: nobody is compared with them. */
  @Test
  void competence_againstTheOthers_isAgreementWithTheirMajority() {
    Judgements<ClassLabel> all =
        new Judgements<>(
            LABELS,
            List.of(
                say("i1", "a", "1"),
                say("i1", "b", "1"),
                say("i1", "c", "1"),
                say("i2", "a", "2"),
                say("i2", "b", "1"),
                say("i2", "c", "1"),
                say("i3", "a", "1")),
            List.of());
    Map<String, Competence> competence = Competence.of(all);
    assertEquals(new Competence(0, 0, 1, 2), competence.get("a"));
    assertEquals(new Competence(0, 0, 1, 1), competence.get("b"));
    assertEquals((1 + 3) / (2 + 4.0), competence.get("a").value(), 1e-12);
    // 100 comparisons count as 10: (8 + 5 + 3) / (10 + 10 + 4)
    assertEquals(16 / 24.0, new Competence(8, 10, 50, 100).value(), 1e-12);
  }

  @Test
  void dawidSkene_dataOf1979_isWhatTheEquationsGive() {
    Judgements<ClassLabel> all = patients();
    DawidSkene method = new DawidSkene(0);
    DawidSkene.Fit fit = method.fit(all);
    for (int c = 0; c < 4; c++) {
      assertEquals(PRIOR[c], fit.prior()[c], 1e-6);
      for (int k = 0; k < 5; k++) {
        assertEquals(
            DIAGONALS[k][c], fit.confusion().get(String.valueOf(k + 1))[c][c], 1e-6, k + " " + c);
      }
    }
    Adjudication.Jury<ClassLabel> jury = method.learn(all);
    int i = 0;
    for (List<Judgement<ClassLabel>> said : all.byInstance()) {
      assertEquals(label(String.valueOf(CLASSES[i])), jury.decide(said), "patient " + ++i);
    }
  }

  /**
   * Three items, two annotators who agree on two: shares (1, 0), (0, 1), (1/2, 1/2) give priors
   * 1/2. Annotator a calls true 1 "1" in 1.5 of 1.5, true 2 "1" in .5 of 1.5; b mirrors him. On the
   * third item both classes stay equally probable, so nothing is decided.
   */
  @Test
  void dawidSkene_byHand_staysUndecidedWhereBothClassesAreEqual() {
    LabelSpace two = LabelSpace.of("1", "2");
    Judgements<ClassLabel> all =
        new Judgements<>(
            two,
            List.of(
                say("i1", "a", "1"), say("i1", "b", "1"),
                say("i2", "a", "2"), say("i2", "b", "2"),
                say("i3", "a", "1"), say("i3", "b", "2")),
            List.of());
    DawidSkene.Fit fit = new DawidSkene(0).fit(all);
    assertEquals(0.5, fit.prior()[0], 1e-9);
    assertEquals(1, fit.confusion().get("a")[0][0], 1e-9);
    assertEquals(2 / 3.0, fit.confusion().get("a")[1][1], 1e-9);
    Adjudication.Jury<ClassLabel> jury = new DawidSkene(0).learn(all);
    assertEquals(Optional.empty(), verdict(jury, "1", "2"));
    assertEquals(label("2"), verdict(jury, "2", "2"));
  }

  /** A known item counts for the confusions, not for how frequent the classes are. */
  @Test
  void dawidSkene_knownItems_tellWhoIsRight() {
    LabelSpace two = LabelSpace.of("1", "2");
    List<KnownAnswer<ClassLabel>> known = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String truth = i % 2 == 0 ? "1" : "2";
      String other = i % 2 == 0 ? "2" : "1";
      known.add(new KnownAnswer<>(say("k" + i, "a", truth), new ClassLabel(truth)));
      known.add(new KnownAnswer<>(say("k" + i, "b", i < 5 ? truth : other), new ClassLabel(truth)));
    }
    List<Judgement<ClassLabel>> given =
        List.of(say("i1", "a", "1"), say("i1", "b", "2"), say("i2", "a", "2"), say("i2", "b", "1"));
    Adjudication.Jury<ClassLabel> jury =
        Adjudication.dawidSkene(0.1).learn(new Judgements<>(two, given, known));
    assertEquals(label("1"), verdict(jury, "1", "2"));
    assertEquals(label("2"), verdict(jury, "2", "1"));
  }

  @Test
  void dawidSkene_nothingJudgedYet_isTheMajority() {
    assertEquals(label("1"), decide(Adjudication.dawidSkene(), "2", "1", "1"));
  }

  @Test
  void refusal_dawidSkeneWithoutClasses_saysWhy() {
    assertTrue(Adjudication.dawidSkene().refusal(LabelSpace.none()).isPresent());
    assertEquals(Optional.empty(), Adjudication.dawidSkene().refusal(LABELS));
    assertEquals(Optional.empty(), Adjudication.<RealValue>first().refusal(LabelSpace.none()));
    assertThrows(IllegalArgumentException.class, () -> Adjudication.dawidSkene(-1));
  }

  @Test
  void describe_ofEach_differs() {
    List<String> names =
        List.of(
            Adjudication.first().describe(),
            Adjudication.majority().describe(),
            Adjudication.unanimous().describe(),
            Adjudication.byPerson().describe(),
            Adjudication.weighted().describe(),
            Adjudication.dawidSkene().describe(),
            Adjudication.dawidSkene(0.1).describe());
    assertEquals(names.size(), names.stream().distinct().count(), names::toString);
  }
}
