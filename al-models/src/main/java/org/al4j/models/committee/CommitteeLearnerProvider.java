package org.al4j.models.committee;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.LearnerProvider;
import org.al4j.core.model.Learners;
import org.al4j.core.model.Output;
import org.al4j.models.kind.AnnotationKind;
import org.al4j.models.kind.ProblemType;

/**
 * Makes committees by the name {@code committee}. Parameters: {@code by}, {@code of} (the name of
 * the members' learner; tfidf, and for numbers ridge), {@code members} (5), {@code at-once} (1);
 * all others are the members' own, for example {@code checkpoint}. What {@code by} says:
 *
 * <ul>
 *   <li>{@code bagging}, the default, or {@code seeds}: so many models of one kind, {@link
 *       CommitteeLearner#bagging} and {@link CommitteeLearner#seeds}.
 *   <li>{@code mixed}: one of each kind, {@link CommitteeLearner#families}; {@code of} names them
 *       joined by plus signs, such as {@code transformer+tfidf}, and a member's own parameters
 *       carry its name, such as {@code transformer.checkpoint}.
 *   <li>{@code dropout}: one transformer that makes {@code members} passes with dropout.
 * </ul>
 */
public final class CommitteeLearnerProvider implements LearnerProvider {
  private static final String TRANSFORMER = "transformer";

  /** All members stay in memory with the model: a larger number is a slip. */
  private static final int MOST = 10_000;

  @Override
  public String name() {
    return "committee";
  }

  @Override
  public String summary() {
    return "several models, by bagging, seeds or dropout, or of mixed kinds";
  }

  @Override
  public Set<Class<? extends Annotation>> learns() {
    return Set.of(ClassLabel.class, LabelSet.class, RealValue.class);
  }

  @Override
  public Set<Output> offers() {
    Set<Output> all = new TreeSet<>();
    for (ProblemType problem : ProblemType.values()) {
      all.addAll(Committee.offers(AnnotationKind.of(problem)));
    }
    return Set.copyOf(all);
  }

  @Override
  public Learner<? extends Annotation, ? extends ActiveModel<?>> create(
      Class<? extends Annotation> kind, Map<String, String> parameters) {
    return make(kind, new TreeMap<>(parameters));
  }

  private static <A extends Annotation> Learner<A, ? extends ActiveModel<A>> make(
      Class<A> annotation, Map<String, String> left) {
    String by = take(left, "by", "bagging");
    return switch (by) {
      case "bagging", "seeds" -> copies(annotation, by.equals("seeds"), left);
      case "mixed" -> mixed(annotation, left);
      case "dropout" -> dropout(annotation, left);
      default ->
          throw new InvalidInputException(
              "committee: by must be bagging, seeds, mixed or dropout, found '" + by + "'");
    };
  }

  /** The light learner of a kind of annotation. */
  private static String light(Class<? extends Annotation> annotation) {
    return annotation == RealValue.class ? "ridge" : "tfidf";
  }

  private static <A extends Annotation> CommitteeLearner<A> copies(
      Class<A> annotation, boolean bySeeds, Map<String, String> left) {
    String kind = take(left, "of", light(annotation));
    int members = count("members", take(left, "members", "5"));
    int atOnce = count("at-once", take(left, "at-once", "1"));
    return committee(
        List.of(() -> member(annotation, kind, left)),
        learners ->
            bySeeds
                ? CommitteeLearner.seeds(learners.get(0), members).atOnce(atOnce)
                : CommitteeLearner.bagging(learners.get(0), members).atOnce(atOnce));
  }

  private static <A extends Annotation> CommitteeLearner<A> mixed(
      Class<A> annotation, Map<String, String> left) {
    String usual = TRANSFORMER + "+" + light(annotation);
    List<String> kinds = List.of(take(left, "of", usual).split("\\+", -1));
    int atOnce = count("at-once", take(left, "at-once", "1"));
    Map<String, Map<String, String>> own = new TreeMap<>();
    kinds.forEach(kind -> own.put(kind, new TreeMap<>()));
    left.forEach(
        (name, value) -> {
          String kind = name.substring(0, Math.max(0, name.indexOf('.')));
          Map<String, String> of = own.get(kind);
          if (of == null) {
            throw new InvalidInputException(
                "committee: a parameter of a mixed committee carries its member's name ("
                    + String.join(", ", kinds)
                    + ") and a dot, found '"
                    + name
                    + "'");
          }
          of.put(name.substring(kind.length() + 1), value);
        });
    return committee(
        kinds.stream()
            .map(kind -> open(annotation, kind, own.getOrDefault(kind, Map.of())))
            .toList(),
        learners -> CommitteeLearner.families(learners).atOnce(atOnce));
  }

  private static <A extends Annotation> Supplier<Learner<A, ? extends ActiveModel<A>>> open(
      Class<A> annotation, String kind, Map<String, String> parameters) {
    return () -> member(annotation, kind, parameters);
  }

  /** The committee, which closes its learners; those open are closed if there is none. */
  private static <A extends Annotation> CommitteeLearner<A> committee(
      List<Supplier<Learner<A, ? extends ActiveModel<A>>>> members,
      Function<List<Learner<A, ? extends ActiveModel<A>>>, CommitteeLearner<A>> make) {
    List<Learner<A, ? extends ActiveModel<A>>> open = new ArrayList<>();
    try {
      members.forEach(member -> open.add(member.get()));
      return make.apply(open);
    } catch (RuntimeException | Error e) {
      try {
        Closing.all(open);
      } catch (RuntimeException closing) {
        e.addSuppressed(closing);
      }
      throw e;
    }
  }

  private static <A extends Annotation> Learner<A, ? extends ActiveModel<A>> dropout(
      Class<A> annotation, Map<String, String> left) {
    String kind = take(left, "of", TRANSFORMER);
    if (!kind.equals(TRANSFORMER)) {
      throw new InvalidInputException(
          "committee: by=dropout needs of=transformer, whose models have dropout, found of='"
              + kind
              + "'");
    }
    int passes = count("members", take(left, "members", "5"));
    if (left.put("dropout-passes", Integer.toString(passes)) != null) {
      throw new InvalidInputException(
          "committee: by=dropout makes as many passes as members; leave dropout-passes out");
    }
    return member(annotation, kind, left);
  }

  private static <A extends Annotation> Learner<A, ? extends ActiveModel<A>> member(
      Class<A> annotation, String kind, Map<String, String> parameters) {
    if (Learners.provider(kind).isEmpty()) {
      throw new InvalidInputException(
          "committee: unknown learner of='"
              + kind
              + "'; known: "
              + Learners.providers().stream()
                  .map(LearnerProvider::name)
                  .collect(Collectors.joining(", ")));
    }
    return Learners.named(kind, parameters, annotation);
  }

  private static String take(Map<String, String> left, String name, String otherwise) {
    String value = left.remove(name);
    return value == null ? otherwise : value;
  }

  private static int count(String name, String text) {
    try {
      int value = Integer.parseInt(text);
      if (value >= 1 && value <= MOST) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw bad(name, text);
    }
    throw bad(name, text);
  }

  private static InvalidInputException bad(String name, String text) {
    return new InvalidInputException(
        "committee: "
            + name
            + " must be a whole number from 1 to "
            + MOST
            + ", found '"
            + text
            + "'");
  }
}
