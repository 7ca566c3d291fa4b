package org.al4j.core.people;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.al4j.core.Seeds;
import org.al4j.core.data.Annotation;

/**
 * When a model that annotates beside people, such as a language model, is believed: when the lower
 * end of its {@link ModelAgreement} reaches a floor. A share of what it says is checked by people
 * all the same. Models are annotators whose name begins with {@value #PREFIX}.
 *
 * @param check the share of the instances that a model labels nowhere alone, in [0, 1]; which ones
 *     follows from seed and id
 * @param least of how many instances both must have said something, at least 1
 * @param floor that the lower end of the agreement must reach, in [0, 1]
 * @param seed of the draw
 */
public record ModelTrust(double check, int least, double floor, long seed) {
  /** With what the name of a model begins. */
  public static final String PREFIX = "llm:";

  /** A tenth is checked; 20 compared, and the interval of the agreement begins at 0.7 or above. */
  public static final ModelTrust DEFAULT = new ModelTrust(0.1, 20, 0.7, 1);

  /** Refuses what cannot be. */
  public ModelTrust {
    requireShare("check", check);
    requireShare("floor", floor);
    if (least < 1) {
      throw new IllegalArgumentException("least must be at least 1, found " + least);
    }
  }

  private static void requireShare(String name, double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(name + " must lie in [0, 1], found " + share);
    }
  }

  /** Whether an annotator is a model. */
  public static boolean isModel(String annotator) {
    return annotator.startsWith(PREFIX);
  }

  /** Whether people look at an instance whatever a model says. */
  public boolean isChecked(String id) {
    return new Seeds(seed).generator("check " + id, 0).nextDouble() < check;
  }

  /** Whether a model of this agreement is believed. */
  public boolean believes(ModelAgreement agreement) {
    return agreement.compared() >= least && agreement.lower() >= floor;
  }

  /**
   * The agreement of each model, by name: with what most people say of an instance (left out where
   * these are of two minds), and with what is known of known items. Cost: O(judgements).
   */
  public static <A extends Annotation> Map<String, ModelAgreement> measure(Judgements<A> all) {
    Map<String, ModelAgreement> found = new TreeMap<>();
    for (KnownAnswer<A> answer : all.known()) {
      add(found, answer.given().annotator(), answer.right());
    }
    for (List<Judgement<A>> said : all.byInstance()) {
      List<Judgement<A>> people = said.stream().filter(one -> !isModel(one.annotator())).toList();
      Optional<A> most = people.isEmpty() ? Optional.empty() : Vote.largest(people, one -> 1);
      most.ifPresent(
          label ->
              said.forEach(one -> add(found, one.annotator(), one.annotation().equals(label))));
    }
    return found;
  }

  private static void add(Map<String, ModelAgreement> found, String annotator, boolean same) {
    if (isModel(annotator)) {
      found.put(annotator, found.getOrDefault(annotator, ModelAgreement.NONE).plus(same));
    }
  }
}
