package org.al4j.core.people;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.al4j.core.data.Annotation;

/**
 * How often an annotator is right, as far as that can be seen: on items whose label is known, and
 * against the majority of the others on each instance (left out where these have none).
 *
 * <p><b>Formula.</b> {@code p = (right + w agreed + 3) / (known + w compared + 4)} with {@code w =
 * min(1, 10 / compared)}: the others err too, so what they say counts as at most ten known items;
 * someone of whom nothing is known counts as one who is right three times of four. In (0, 1),
 * larger is better.
 *
 * @param right how many known items he labelled right
 * @param known how many known items he labelled
 * @param agreed on how many instances he said what most of the others say
 * @param compared on how many instances the others have a majority
 */
public record Competence(int right, int known, int agreed, int compared) {
  /** Someone of whom nothing is known. */
  public static final Competence UNKNOWN = new Competence(0, 0, 0, 0);

  private static final double PRIOR_RIGHT = 3;
  private static final double PRIOR = 4;
  private static final double MOST_COMPARED = 10;

  /** The estimate {@code p}, in (0, 1). */
  public double value() {
    double weight = Math.min(1, MOST_COMPARED / Math.max(1, compared));
    return (right + weight * agreed + PRIOR_RIGHT) / (known + weight * compared + PRIOR);
  }

  /** Of all annotators who judged anything, by name. Cost: O(judgements x annotators each). */
  public static <A extends Annotation> Map<String, Competence> of(Judgements<A> all) {
    Map<String, Competence> found = new TreeMap<>();
    for (KnownAnswer<A> answer : all.known()) {
      found.merge(
          answer.given().annotator(),
          new Competence(answer.right() ? 1 : 0, 1, 0, 0),
          Competence::plus);
    }
    for (List<Judgement<A>> judgements : all.byInstance()) {
      for (Judgement<A> one : judgements) {
        found.merge(one.annotator(), compare(one, judgements), Competence::plus);
      }
    }
    return found;
  }

  @SuppressWarnings("ReferenceEquality") // all but this one, also if another is equal
  private static <A extends Annotation> Competence compare(
      Judgement<A> one, List<Judgement<A>> all) {
    List<Judgement<A>> others = all.stream().filter(other -> other != one).toList();
    Optional<A> majority = Vote.largest(others, other -> 1);
    return majority
        .map(said -> new Competence(0, 0, said.equals(one.annotation()) ? 1 : 0, 1))
        .orElse(UNKNOWN);
  }

  private Competence plus(Competence other) {
    return new Competence(
        right + other.right, known + other.known, agreed + other.agreed, compared + other.compared);
  }

  /** Voices by annotator, for {@code classes} classes. */
  static <A extends Annotation> Map<String, Double> voices(Judgements<A> all, int classes) {
    Map<String, Double> voices = new HashMap<>();
    of(all).forEach((annotator, competence) -> voices.put(annotator, competence.voice(classes)));
    return voices;
  }

  /** The logarithm of the odds, against errors spread over the other classes; at least 0. */
  double voice(int classes) {
    double p = value();
    return Math.max(0, StrictMath.log((classes - 1) * p / (1 - p)));
  }
}
