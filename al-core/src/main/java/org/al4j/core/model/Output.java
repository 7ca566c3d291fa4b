package org.al4j.core.model;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.RealValue;
import org.al4j.core.data.TagSequence;
import org.al4j.core.data.TargetText;
import org.al4j.core.settings.Named;

/**
 * What a model can give for a block of {@code n} instances: a name, the axes of its float32 array,
 * and a rule for its numbers, which {@link Outputs} checks whenever a model hands it over. The
 * constants are those that the library's strategies know; {@link #of} makes another one.
 *
 * <p>Outputs of one name are equal. The standard ones come first, in the order in which they stand
 * here.
 */
public final class Output implements Comparable<Output>, Named {
  /** An axis of an output's array. */
  public enum Axis {
    /** The instances of the block; each output has this axis, first or behind the members. */
    INSTANCES("n"),
    /** The members of a committee or the dropout passes; always first. */
    MEMBERS("m"),
    /** The classes in the order of the label space; always last. */
    CLASSES("C"),
    /** The words of the longest instance of the block. */
    WORDS("w"),
    /** The best annotations of an instance, best first. */
    BEST("k"),
    /** The numbers of a vector. */
    FEATURES("d");

    private final String letter;

    Axis(String letter) {
      this.letter = letter;
    }
  }

  /** Unnormalised class scores, {@code [n, C]}. */
  public static final Output LOGITS =
      standard(0, "LOGITS", RowRule.FINITE, Axis.INSTANCES, Axis.CLASSES);

  /** Probabilities of classes that exclude each other, {@code [n, C]}; rows sum to one. */
  public static final Output PROBABILITIES =
      standard(1, "PROBABILITIES", RowRule.DISTRIBUTION, Axis.INSTANCES, Axis.CLASSES);

  /** The vector that the classification layer multiplies, {@code [n, d]}. */
  public static final Output EMBEDDING =
      standard(2, "EMBEDDING", RowRule.FINITE, Axis.INSTANCES, Axis.FEATURES);

  /** Probabilities of each member of a committee or each dropout pass, {@code [m, n, C]}. */
  public static final Output MEMBER_PROBABILITIES =
      standard(
          3,
          "MEMBER_PROBABILITIES",
          RowRule.DISTRIBUTION,
          Axis.MEMBERS,
          Axis.INSTANCES,
          Axis.CLASSES);

  /** Activations before the non-linearity of a stated layer, {@code [n, d]}. */
  public static final Output ACTIVATIONS =
      standard(4, "ACTIVATIONS", RowRule.FINITE, Axis.INSTANCES, Axis.FEATURES);

  /**
   * Log-probabilities of each word's tags, {@code [n, w, C]}, at most 0. {@code w} is the number of
   * words of the longest instance in the block; those of a shorter one end with words that are NaN
   * for all tags. (Not 0, which is the logarithm of a tag that is certain.) How many words each
   * instance has: {@link Outputs#words}.
   */
  public static final Output TOKEN_LOG_PROBABILITIES =
      standard(
          5,
          "TOKEN_LOG_PROBABILITIES",
          RowRule.LOG_PROBABILITIES,
          Axis.INSTANCES,
          Axis.WORDS,
          Axis.CLASSES);

  /** Log-likelihood of the best sequence, {@code [n]}. */
  public static final Output SEQUENCE_LOG_LIKELIHOOD =
      standard(6, "SEQUENCE_LOG_LIKELIHOOD", RowRule.FINITE, Axis.INSTANCES);

  /** A predicted number, {@code [n]}. */
  public static final Output VALUE = standard(7, "VALUE", RowRule.FINITE, Axis.INSTANCES);

  /** The number that each member of a committee of regressors predicts, {@code [m, n]}. */
  public static final Output MEMBER_VALUES =
      standard(8, "MEMBER_VALUES", RowRule.FINITE, Axis.MEMBERS, Axis.INSTANCES);

  /** L2 norm of the loss gradient at the predicted annotation, {@code [n]}, 0 or more. */
  public static final Output GRADIENT_NORM =
      standard(9, "GRADIENT_NORM", RowRule.NOT_NEGATIVE, Axis.INSTANCES);

  /**
   * Probabilities of classes that do not exclude each other, {@code [n, C]}, each in [0, 1]: that
   * the instance has the class (multi-label classification).
   */
  public static final Output INDEPENDENT_PROBABILITIES =
      standard(
          10, "INDEPENDENT_PROBABILITIES", RowRule.UNIT_INTERVAL, Axis.INSTANCES, Axis.CLASSES);

  /** {@link #INDEPENDENT_PROBABILITIES} of each member of a committee, {@code [m, n, C]}. */
  public static final Output MEMBER_INDEPENDENT_PROBABILITIES =
      standard(
          11,
          "MEMBER_INDEPENDENT_PROBABILITIES",
          RowRule.UNIT_INTERVAL,
          Axis.MEMBERS,
          Axis.INSTANCES,
          Axis.CLASSES);

  /**
   * {@link #TOKEN_LOG_PROBABILITIES} of each member of a committee or each dropout pass, {@code [m,
   * n, w, C]}. An instance has as many words for all members.
   */
  public static final Output MEMBER_TOKEN_LOG_PROBABILITIES =
      standard(
          12,
          "MEMBER_TOKEN_LOG_PROBABILITIES",
          RowRule.LOG_PROBABILITIES,
          Axis.MEMBERS,
          Axis.INSTANCES,
          Axis.WORDS,
          Axis.CLASSES);

  /**
   * Log-likelihoods of the best sequences of an instance, best first, at most 0, {@code [n, k]}:
   * natural logarithms of the whole sequence's probability. Where an instance has fewer than {@code
   * k}, as a text of one word may, its row ends with NaN.
   */
  public static final Output BEST_SEQUENCE_LOG_LIKELIHOODS =
      standard(13, "BEST_SEQUENCE_LOG_LIKELIHOODS", RowRule.BEST_FIRST, Axis.INSTANCES, Axis.BEST);

  private static final int OTHER = Integer.MAX_VALUE;
  private static final List<Output> STANDARD =
      List.of(
          LOGITS,
          PROBABILITIES,
          EMBEDDING,
          MEMBER_PROBABILITIES,
          ACTIVATIONS,
          TOKEN_LOG_PROBABILITIES,
          SEQUENCE_LOG_LIKELIHOOD,
          VALUE,
          MEMBER_VALUES,
          GRADIENT_NORM,
          INDEPENDENT_PROBABILITIES,
          MEMBER_INDEPENDENT_PROBABILITIES,
          MEMBER_TOKEN_LOG_PROBABILITIES,
          BEST_SEQUENCE_LOG_LIKELIHOODS);
  private static final Map<String, Output> BY_NAME =
      STANDARD.stream().collect(Collectors.toMap(Output::name, Function.identity()));
  private static final Comparator<Output> ORDER =
      Comparator.comparingInt((Output output) -> output.place).thenComparing(Output::name);

  private final int place;
  private final String name;
  private final RowRule rule;
  private final List<Axis> axes;

  private Output(int place, String name, RowRule rule, List<Axis> axes) {
    this.place = place;
    this.name = name;
    this.rule = rule;
    this.axes = axes;
  }

  private static Output standard(int place, String name, RowRule rule, Axis... axes) {
    return new Output(place, name, rule, List.of(axes));
  }

  /**
   * An output of your own, for models and strategies that know each other.
   *
   * @param name upper case letters, digits and underscores by custom; not that of a standard output
   * @param rule for the numbers of each instance (of each member, where there are members)
   * @param axes the axes of its array; {@link Axis#INSTANCES} once, first or behind {@link
   *     Axis#MEMBERS}
   */
  public static Output of(String name, RowRule rule, Axis... axes) {
    Objects.requireNonNull(rule, "rule");
    List<Axis> all = List.of(axes);
    if (name.isBlank() || BY_NAME.containsKey(name)) {
      throw new IllegalArgumentException(
          "an output's name must not be blank, nor that of a standard output, found '"
              + name
              + "'");
    }
    int members = (int) all.stream().filter(axis -> axis == Axis.MEMBERS).count();
    boolean right =
        members <= 1
            && all.indexOf(Axis.INSTANCES) == members
            && all.lastIndexOf(Axis.INSTANCES) == members
            && (members == 0 || all.get(0) == Axis.MEMBERS);
    if (!right) {
      throw new IllegalArgumentException(
          "the axes of an output must begin with INSTANCES, or with MEMBERS and INSTANCES, found "
              + all);
    }
    return new Output(OTHER, name, rule, all);
  }

  /** The outputs that the library's strategies know. */
  public static List<Output> standard() {
    return STANDARD;
  }

  /** Its name, for example {@code PROBABILITIES}. */
  @Override
  public String name() {
    return name;
  }

  /** The axes of its array. */
  public List<Axis> axes() {
    return axes;
  }

  /** What its numbers must be. */
  public RowRule rule() {
    return rule;
  }

  /**
   * The kinds of annotation that models who give it are for: {@code PROBABILITIES} are of class
   * labels. All kinds where it says nothing of the annotation, as an embedding or an output of your
   * own.
   */
  public Set<Class<? extends Annotation>> kinds() {
    return switch (name) {
      case "PROBABILITIES", "MEMBER_PROBABILITIES" -> Set.of(ClassLabel.class);
      case "LOGITS" -> Set.of(ClassLabel.class, LabelSet.class);
      case "INDEPENDENT_PROBABILITIES", "MEMBER_INDEPENDENT_PROBABILITIES" ->
          Set.of(LabelSet.class);
      case "TOKEN_LOG_PROBABILITIES", "MEMBER_TOKEN_LOG_PROBABILITIES" -> Set.of(TagSequence.class);
      case "SEQUENCE_LOG_LIKELIHOOD", "BEST_SEQUENCE_LOG_LIKELIHOODS" ->
          Set.of(TagSequence.class, TargetText.class);
      case "VALUE", "MEMBER_VALUES" -> Set.of(RealValue.class);
      default -> Annotation.kinds();
    };
  }

  /** The array's axes, for example {@code [n, C]}. */
  String shape() {
    return axes.stream().map(axis -> axis.letter).collect(Collectors.joining(", ", "[", "]"));
  }

  /** The axis of the instances: 1 where the members come first, else 0. */
  int instanceAxis() {
    return axes.indexOf(Axis.INSTANCES);
  }

  /** How many axes the array has. */
  int rank() {
    return axes.size();
  }

  /** Whether the last axis is that of the classes. */
  boolean byClass() {
    return axes.get(axes.size() - 1) == Axis.CLASSES;
  }

  @Override
  public int compareTo(Output other) {
    return ORDER.compare(this, other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Output output && name.equals(output.name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
