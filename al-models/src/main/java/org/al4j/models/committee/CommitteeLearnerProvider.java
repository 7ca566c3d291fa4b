package org.al4j.models.committee;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.Learner;
import org.al4j.core.model.LearnerProvider;
import org.al4j.core.model.Learners;
import org.al4j.core.model.Output;
import org.al4j.core.settings.Parameters;

/**
 * Makes committees by the name {@code committee}. Parameters: {@code by}, {@code of} (the name of
 * the members' learner; tfidf, for numbers ridge, for tags tagger), {@code members} (5), {@code
 * at-once} (1); all others are the members' own, for example {@code checkpoint}. What {@code by}
 * says:
 *
 * <ul>
 *   <li>{@code bagging}, the default, or {@code seeds}: so many models of one kind, {@link
 *       CommitteeLearner#bagging} and {@link CommitteeLearner#seeds}.
 *   <li>{@code mixed}: one of each kind, {@link CommitteeLearner#families}; {@code of} names them
 *       joined by plus signs, such as {@code transformer+tfidf}, and a member's own parameters
 *       carry its name, such as {@code transformer.checkpoint}.
 *   <li>{@code dropout}: one transformer, or for tags one tagger, that makes {@code members} passes
 *       with dropout.
 * </ul>
 */
public final class CommitteeLearnerProvider implements LearnerProvider {
  private static final String TRANSFORMER = "transformer";
  private static final String TAGGER = "tagger";

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
    return Set.of(ClassLabel.class, LabelSet.class, RealValue.class, TagSequence.class);
  }

  @Override
  public Set<Output> offers() {
    Set<Output> all = new TreeSet<>();
    Joint.all().forEach(joint -> all.addAll(joint.offers()));
    return Set.copyOf(all);
  }

  @Override
  public Learner<? extends Annotation, ? extends ActiveModel<?>> create(
      Class<? extends Annotation> kind, Map<String, String> parameters) {
    return make(kind, Parameters.own(name(), parameters, "by", "of", "members", "at-once"));
  }

  private static <A extends Annotation> Learner<A, ? extends ActiveModel<A>> make(
      Class<A> annotation, Parameters given) {
    String by = given.oneOf("by", "bagging", "seeds", "mixed", "dropout");
    return switch (by) {
      case "mixed" -> mixed(annotation, given);
      case "dropout" -> dropout(annotation, given);
      default -> copies(annotation, by.equals("seeds"), given);
    };
  }

  /** The light learner of a kind of annotation. */
  private static String light(Class<? extends Annotation> annotation) {
    if (annotation == TagSequence.class) {
      return TAGGER;
    }
    return annotation == RealValue.class ? "ridge" : "tfidf";
  }

  private static <A extends Annotation> CommitteeLearner<A> copies(
      Class<A> annotation, boolean bySeeds, Parameters given) {
    String kind = given.text("of", light(annotation));
    int members = members(given);
    int atOnce = atOnce(given);
    return committee(
        List.of(kind),
        one -> member(annotation, one, given.others()),
        learners ->
            bySeeds
                ? CommitteeLearner.seeds(learners.get(0), members).atOnce(atOnce)
                : CommitteeLearner.bagging(learners.get(0), members).atOnce(atOnce));
  }

  private static <A extends Annotation> CommitteeLearner<A> mixed(
      Class<A> annotation, Parameters given) {
    if (annotation == TagSequence.class) {
      given.required("of", "names of learners such as tagger joined by plus signs");
    }
    List<String> kinds = given.words("of", TRANSFORMER + "+" + light(annotation));
    int atOnce = atOnce(given);
    Map<String, Map<String, String>> own = new TreeMap<>();
    kinds.forEach(kind -> own.put(kind, new TreeMap<>()));
    given
        .others()
        .forEach(
            (name, value) -> {
              String kind = name.substring(0, Math.max(0, name.indexOf('.')));
              Map<String, String> of = own.get(kind);
              if (of == null) {
                throw given.refused(
                    "a parameter of a mixed committee carries its member's name ("
                        + String.join(", ", kinds)
                        + ") and a dot, found '"
                        + name
                        + "'");
              }
              of.put(name.substring(kind.length() + 1), value);
            });
    return committee(
        kinds,
        kind -> member(annotation, kind, own.getOrDefault(kind, Map.of())),
        learners -> CommitteeLearner.families(learners).atOnce(atOnce));
  }

  /** The committee, which closes its learners; those open are closed if there is none. */
  private static <A extends Annotation> CommitteeLearner<A> committee(
      List<String> kinds,
      Function<String, Learner<A, ? extends ActiveModel<A>>> member,
      Function<List<Learner<A, ? extends ActiveModel<A>>>, CommitteeLearner<A>> make) {
    List<Learner<A, ? extends ActiveModel<A>>> open = new ArrayList<>();
    try {
      kinds.forEach(kind -> open.add(member.apply(kind)));
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
      Class<A> annotation, Parameters given) {
    String usual = annotation == TagSequence.class ? TAGGER : TRANSFORMER;
    String kind = given.text("of", usual);
    boolean tags = annotation == TagSequence.class && hasPasses(kind);
    if (!kind.equals(usual) && !tags) {
      throw given.refused(
          "by=dropout needs of=" + usual + ", whose models have dropout, found of='" + kind + "'");
    }
    Map<String, String> own = given.others();
    if (own.put("dropout-passes", Integer.toString(members(given))) != null) {
      throw given.refused("by=dropout makes as many passes as members; leave dropout-passes out");
    }
    return member(annotation, kind, own);
  }

  /** Whether it is another tagger that gives dropout passes. */
  private static boolean hasPasses(String kind) {
    return !kind.equals("committee")
        && Learners.provider(kind)
            .map(found -> found.offers().contains(Output.MEMBER_TOKEN_LOG_PROBABILITIES))
            .orElse(false);
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

  private static int members(Parameters given) {
    return given.whole("members", 5, 1, MOST);
  }

  private static int atOnce(Parameters given) {
    return given.whole("at-once", 1, 1, MOST);
  }
}
