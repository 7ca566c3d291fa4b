package org.al4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.people.Adjudication;
import org.al4j.core.people.Judgement;
import org.al4j.core.people.Judgements;
import org.al4j.core.people.KnownAnswer;
import org.junit.jupiter.api.Test;

/**
 * What every adjudication must keep, so that a run that was broken off decides as an undisturbed
 * one. Extend it, say which adjudication and which annotations, and the tests are inherited.
 *
 * @param <A> the kind of annotation
 */
public abstract class AdjudicationContract<A extends Annotation> {
  private static final int INSTANCES = 40;
  private static final List<String> ANNOTATORS = List.of("anna", "ben", "carl");

  /** The contract's tests are inherited. */
  protected AdjudicationContract() {}

  /** The adjudication under test, a new one at each call. */
  protected abstract Adjudication<A> adjudication();

  /** The labels of a run in which it can be used. */
  protected abstract LabelSpace labels();

  /** At least two annotations that differ. */
  protected abstract List<A> annotations();

  private List<Judgement<A>> given() {
    List<Judgement<A>> given = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < INSTANCES; i++) {
      for (String annotator : ANNOTATORS) {
        given.add(judgement("i" + i, annotator, random.nextInt(3) == 0 ? 1 : 0));
      }
    }
    return given;
  }

  private List<KnownAnswer<A>> known() {
    List<KnownAnswer<A>> known = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      A right = annotations().get(i % 2);
      known.add(new KnownAnswer<>(judgement("k" + i, "anna", i % 2), right));
      known.add(new KnownAnswer<>(judgement("k" + i, "ben", 0), right));
    }
    return known;
  }

  private Judgement<A> judgement(String id, String annotator, int annotation) {
    return new Judgement<>(id, annotator, annotations().get(annotation));
  }

  private List<Optional<A>> decisions(Adjudication.Jury<A> jury, List<Judgement<A>> given) {
    return new Judgements<>(labels(), given, List.of())
        .byInstance().stream().map(jury::decide).toList();
  }

  @Test
  void learn_judgementsInAnyOrder_decidesAlike() {
    List<Judgement<A>> given = given();
    List<Optional<A>> expected =
        decisions(adjudication().learn(new Judgements<>(labels(), given, known())), given);
    for (int seed = 0; seed < 5; seed++) {
      List<Judgement<A>> shuffled = new ArrayList<>(given);
      List<KnownAnswer<A>> known = new ArrayList<>(known());
      Collections.shuffle(shuffled, new Random(seed));
      Collections.shuffle(known, new Random(seed));
      Judgements<A> all = new Judgements<>(labels(), shuffled, known);
      assertEquals(expected, decisions(adjudication().learn(all), given), "order " + seed);
    }
  }

  @Test
  void learn_nothing_isAJury() {
    Adjudication.Jury<A> jury =
        adjudication().learn(new Judgements<>(labels(), List.of(), List.of()));
    assertTrue(decisions(jury, given()).size() == INSTANCES);
  }

  @Test
  void decide_annotatorsNotSeenBefore_saysWhatSomebodySaid() {
    Adjudication.Jury<A> jury =
        adjudication().learn(new Judgements<>(labels(), given(), List.of()));
    Optional<A> decided =
        jury.decide(List.of(judgement("x", "new", 1), judgement("x", "newer", 1)));
    assertTrue(decided.isEmpty() || annotations().contains(decided.get()), decided::toString);
  }

  @Test
  void decide_allOfOneMind_saysNothingElse() {
    List<Judgement<A>> agreed = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      for (String annotator : ANNOTATORS) {
        agreed.add(judgement("i" + i, annotator, i % 2));
      }
    }
    Adjudication.Jury<A> jury = adjudication().learn(new Judgements<>(labels(), agreed, List.of()));
    List<Judgement<A>> one = agreed.subList(0, ANNOTATORS.size());
    jury.decide(one).ifPresent(label -> assertEquals(one.get(0).annotation(), label));
  }

  @Test
  void describe_always_isOneLine() {
    assertFalse(adjudication().describe().isBlank());
    assertEquals(1, adjudication().describe().lines().count());
    assertEquals(adjudication().describe(), adjudication().describe());
    assertEquals(Optional.empty(), adjudication().refusal(labels()));
  }
}
