package org.al4j.models.committee;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Output;
import org.al4j.core.model.fit.SoftLearner;
import org.al4j.core.settings.Settings;

/**
 * How a committee is made: one learner per member, each on all labels or on a bootstrap sample of
 * them.
 *
 * @param way {@code bagging}, {@code seeds} or {@code families}
 * @param learners one per member
 * @param atOnce how many members are trained at the same time
 */
record CommitteeRecipe<A extends Annotation, M extends AcquisitionModel>(
    Way way, List<Learner<A, ? extends M>> learners, int atOnce) {

  /** What the members differ in. */
  enum Way {
    BAGGING("bagging"),
    SEEDS("seeds"),
    FAMILIES("families");

    private final String text;

    Way(String text) {
      this.text = text;
    }
  }

  CommitteeRecipe {
    learners = List.copyOf(learners);
    if (learners.isEmpty()) {
      throw new IllegalArgumentException("a committee needs at least 1 member, found 0");
    }
    if (atOnce < 1) {
      throw new IllegalArgumentException(
          "members trained at once must be at least 1, found " + atOnce);
    }
  }

  /** The recipe with every learner's offer checked. */
  static <A extends Annotation, M extends AcquisitionModel> CommitteeRecipe<A, M> of(
      Way way, List<Learner<A, ? extends M>> learners, Output needed) {
    for (Learner<A, ? extends M> learner : learners) {
      if (!learner.offers().contains(needed)) {
        throw new InvalidInputException(
            "a committee needs members that offer "
                + needed
                + ", but "
                + learner.describe()
                + " offers "
                + learner.offers()
                + "; use another learner");
      }
    }
    return new CommitteeRecipe<>(way, learners, 1);
  }

  CommitteeRecipe<A, M> withAtOnce(int count) {
    return new CommitteeRecipe<>(way, learners, count);
  }

  boolean computesInJava() {
    return learners.stream().allMatch(Learner::computesInJava);
  }

  boolean startsWarm() {
    return learners.stream().allMatch(Learner::startsWarm);
  }

  /** How many are trained at once changes no model. */
  Map<String, String> settings(String name) {
    Settings all = Settings.named(name).with("way", way).with("members", learners.size());
    return way == Way.FAMILIES
        ? all.with("learners", learners).toMap()
        : all.with("learner", learners.get(0)).toMap();
  }

  String describe() {
    String members =
        way == Way.FAMILIES
            ? learners.stream().map(Learner::describe).collect(Collectors.joining("; "))
            : learners.get(0).describe();
    return "committee of " + learners.size() + " by " + way.text + " (" + members + ")";
  }

  Map<String, String> provenance() {
    Map<String, String> all = new HashMap<>();
    int count = way == Way.FAMILIES ? learners.size() : 1;
    for (int i = 0; i < count; i++) {
      String prefix = way == Way.FAMILIES ? "member-" + i + "." : "member.";
      learners.get(i).provenance().forEach((key, value) -> all.put(prefix + key, value));
    }
    return all;
  }

  /** Closes every learner, each once. */
  void close() {
    Set<AutoCloseable> each = Collections.newSetFromMap(new IdentityHashMap<>());
    each.addAll(learners);
    Closing.all(List.copyOf(each));
  }

  /** Whether every learner takes soft labels and weights. */
  boolean isSoft() {
    return learners.stream().allMatch(SoftLearner.class::isInstance);
  }
}
