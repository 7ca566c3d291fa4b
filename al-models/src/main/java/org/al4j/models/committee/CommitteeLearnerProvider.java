package org.al4j.models.committee;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.LearnerProvider;
import org.al4j.core.model.Output;
import org.al4j.core.model.TextClassifier;

/**
 * Makes {@link CommitteeLearner}s of one kind by the name {@code committee}. Parameters: {@code of}
 * (the name of the members' learner; tfidf), {@code members} (5), {@code by} (bagging or seeds;
 * bagging), {@code at-once} (1); all others are the members' own, for example {@code checkpoint}.
 */
public final class CommitteeLearnerProvider implements LearnerProvider {
  private static final String SEEDS = "seeds";
  private static final String BAGGING = "bagging";

  @Override
  public String name() {
    return "committee";
  }

  @Override
  public String summary() {
    return "several models of one kind, by bagging or by seeds";
  }

  @Override
  public Set<Output> offers() {
    return CommitteeClassifier.OFFERS;
  }

  @Override
  public Learner<ClassLabel, ? extends TextClassifier> create(Map<String, String> parameters) {
    Map<String, String> left = new TreeMap<>(parameters);
    String kind = take(left, "of", "tfidf");
    int members = count("members", take(left, "members", "5"));
    String by = take(left, "by", BAGGING);
    int atOnce = count("at-once", take(left, "at-once", "1"));
    if (!by.equals(BAGGING) && !by.equals(SEEDS)) {
      throw new InvalidInputException(
          "committee: by must be " + BAGGING + " or " + SEEDS + ", found '" + by + "'");
    }
    Learner<ClassLabel, ? extends TextClassifier> learner = member(kind, left);
    CommitteeLearner committee =
        by.equals(BAGGING)
            ? CommitteeLearner.bagging(learner, members)
            : CommitteeLearner.seeds(learner, members);
    return committee.atOnce(atOnce);
  }

  private static Learner<ClassLabel, ? extends TextClassifier> member(
      String kind, Map<String, String> parameters) {
    TreeSet<String> known = new TreeSet<>();
    for (LearnerProvider provider : ServiceLoader.load(LearnerProvider.class)) {
      known.add(provider.name());
      if (provider.name().equals(kind)) {
        return provider.create(parameters);
      }
    }
    throw new InvalidInputException(
        "committee: unknown learner of='" + kind + "'; known: " + String.join(", ", known));
  }

  private static String take(Map<String, String> left, String name, String otherwise) {
    String value = left.remove(name);
    return value == null ? otherwise : value;
  }

  private static int count(String name, String text) {
    try {
      int value = Integer.parseInt(text);
      if (value >= 1) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw bad(name, text);
    }
    throw bad(name, text);
  }

  private static InvalidInputException bad(String name, String text) {
    return new InvalidInputException(
        "committee: " + name + " must be a whole number of at least 1, found '" + text + "'");
  }
}
