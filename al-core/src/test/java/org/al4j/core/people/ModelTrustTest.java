package org.al4j.core.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSpace;
import org.junit.jupiter.api.Test;

/** Models beside people. */
class ModelTrustTest {
  private static final LabelSpace LABELS = LabelSpace.of("a", "b");
  private static final double ROUNDING = 1e-9;

  private static Judgement<ClassLabel> say(String id, String annotator, String label) {
    return new Judgement<>(id, annotator, new ClassLabel(label));
  }

  /** Anna says a of everything, the model of all but some. */
  private static Judgements<ClassLabel> compared(int agreed, int compared) {
    List<Judgement<ClassLabel>> given = new ArrayList<>();
    for (int i = 0; i < compared; i++) {
      given.add(say("i" + i, "anna", "a"));
      given.add(say("i" + i, "llm:m", i < agreed ? "a" : "b"));
    }
    return new Judgements<>(LABELS, given, List.of());
  }

  private static Optional<String> decide(
      Judgements<ClassLabel> all, ModelTrust trust, List<Judgement<ClassLabel>> said) {
    return Adjudication.<ClassLabel>peopleFirst(trust)
        .learn(all)
        .decide(said)
        .map(ClassLabel::name);
  }

  /** Wilson's interval, by hand and by R's binom.confint(method = "wilson"). */
  @Test
  void interval_ofAShare_isWilsons() {
    ModelAgreement all = new ModelAgreement(20, 20);
    assertEquals(1 / (1 + 1.959963984540054 * 1.959963984540054 / 20), all.lower(), ROUNDING);
    assertEquals(1, all.upper(), ROUNDING);
    ModelAgreement most = new ModelAgreement(18, 20);
    assertEquals(0.9, most.share(), ROUNDING);
    assertEquals(0.6990, most.lower(), 5e-5);
    assertEquals(0.9721, most.upper(), 5e-5);
    assertEquals(0, ModelAgreement.NONE.lower());
    assertEquals(1, ModelAgreement.NONE.upper());
    assertTrue(Double.isNaN(ModelAgreement.NONE.share()));
    assertThrows(IllegalArgumentException.class, () -> new ModelAgreement(2, 1));
  }

  @Test
  void believes_lowerEndAndNumber_bothMatter() {
    ModelTrust trust = ModelTrust.DEFAULT;
    assertFalse(trust.believes(new ModelAgreement(18, 20)), "0.699");
    assertTrue(trust.believes(new ModelAgreement(19, 20)), "0.764");
    assertFalse(trust.believes(new ModelAgreement(19, 19)), "too few");
    assertTrue(trust.believes(new ModelAgreement(79, 100)), "0.700");
    assertFalse(trust.believes(new ModelAgreement(78, 100)));
    assertThrows(IllegalArgumentException.class, () -> new ModelTrust(1.1, 20, 0.7, 1));
    assertThrows(IllegalArgumentException.class, () -> new ModelTrust(0.1, 0, 0.7, 1));
    assertThrows(IllegalArgumentException.class, () -> new ModelTrust(0.1, 1, Double.NaN, 1));
  }

  @Test
  void isChecked_manyIds_isTheShareAndAlwaysTheSame() {
    ModelTrust trust = new ModelTrust(0.1, 20, 0.7, 1);
    int checked = 0;
    for (int i = 0; i < 10_000; i++) {
      assertEquals(trust.isChecked("i" + i), new ModelTrust(0.1, 5, 0, 1).isChecked("i" + i));
      checked += trust.isChecked("i" + i) ? 1 : 0;
    }
    assertEquals(1_000, checked, 90, "three standard deviations");
    assertFalse(new ModelTrust(0, 20, 0.7, 1).isChecked("i"));
    assertTrue(new ModelTrust(1, 20, 0.7, 1).isChecked("i"));
  }

  @Test
  void measure_peopleAndKnownItems_countEach() {
    List<Judgement<ClassLabel>> given =
        List.of(
            say("1", "anna", "a"),
            say("1", "ben", "a"),
            say("1", "carl", "b"),
            say("1", "llm:m", "a"),
            say("2", "anna", "a"),
            say("2", "ben", "b"),
            say("2", "llm:m", "a"),
            say("3", "llm:m", "a"),
            say("3", "llm:n", "a"),
            say("4", "anna", "b"),
            say("4", "llm:n", "a"));
    List<KnownAnswer<ClassLabel>> known =
        List.of(
            new KnownAnswer<>(say("k", "llm:m", "a"), new ClassLabel("b")),
            new KnownAnswer<>(say("k", "anna", "a"), new ClassLabel("b")));
    assertEquals(
        Map.of("llm:m", new ModelAgreement(1, 2), "llm:n", new ModelAgreement(0, 1)),
        ModelTrust.measure(new Judgements<>(LABELS, given, known)));
  }

  @Test
  void peopleFirst_aPersonsWord_isTheLabelWhoeverCameFirst() {
    ModelTrust trust = new ModelTrust(0, 20, 0.7, 1);
    List<Judgement<ClassLabel>> said =
        List.of(say("x", "llm:m", "a"), say("x", "anna", "b"), say("x", "ben", "a"));
    for (int agreed : new int[] {0, 20}) {
      assertEquals(Optional.of("b"), decide(compared(agreed, 20), trust, said));
    }
  }

  @Test
  void peopleFirst_aModelAlone_countsIfItIsBelieved() {
    ModelTrust trust = new ModelTrust(0, 20, 0.7, 1);
    List<Judgement<ClassLabel>> said = List.of(say("x", "llm:m", "b"));
    assertEquals(Optional.empty(), decide(compared(0, 0), trust, said));
    assertEquals(Optional.empty(), decide(compared(18, 20), trust, said));
    assertEquals(Optional.of("b"), decide(compared(19, 20), trust, said));
    List<Judgement<ClassLabel>> two = List.of(say("x", "llm:n", "a"), say("x", "llm:m", "b"));
    assertEquals(Optional.of("b"), decide(compared(19, 20), trust, two), "n was never measured");
  }

  @Test
  void peopleFirst_whatIsToBeChecked_waitsForAPerson() {
    ModelTrust trust = new ModelTrust(1, 20, 0.7, 1);
    List<Judgement<ClassLabel>> alone = List.of(say("x", "llm:m", "b"));
    assertEquals(Optional.empty(), decide(compared(20, 20), trust, alone));
    List<Judgement<ClassLabel>> both = List.of(alone.get(0), say("x", "anna", "a"));
    assertEquals(Optional.of("a"), decide(compared(20, 20), trust, both));
  }

  @Test
  void peopleFirst_settings_tellTwoApart() {
    Adjudication<ClassLabel> usual = Adjudication.peopleFirst(ModelTrust.DEFAULT);
    Adjudication<ClassLabel> other = Adjudication.peopleFirst(new ModelTrust(0.1, 20, 0.8, 1));
    assertFalse(usual.describe().equals(other.describe()));
    assertFalse(usual.settings().equals(other.settings()));
    assertEquals("0.7", usual.settings().get("trust.floor"));
  }
}
