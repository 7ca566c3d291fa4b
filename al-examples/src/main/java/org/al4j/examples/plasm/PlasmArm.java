package org.al4j.examples.plasm;

import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.plasm.PlasmOptions;
import org.al4j.strategies.plasm.PseudoLabelFilter;

/** What a successor is trained on. */
public enum PlasmArm {
  /** Labels it acquired itself. */
  ITSELF("itself", "its own labels"),
  /** Labels that the student acquired. */
  STUDENT("student", "the student's labels"),
  /** And pseudo-labels of the teacher. */
  PSEUDO("pseudo", "and the teacher's pseudo-labels"),
  /** Less those of small confidence. */
  CONFIDENT("confident", "the confident ones of these"),
  /** Less those of large self-influence. */
  TRACIN("tracin", "those of these of small self-influence"),
  /** And pseudo-labels of the student. */
  BY_STUDENT("by-student", "and the student's pseudo-labels"),
  /** And pseudo-labels of its own. */
  BY_ITSELF("by-itself", "and its own pseudo-labels"),
  /** And pseudo-labels of a weak model. */
  BY_WEAK("by-weak", "and a weak model's pseudo-labels");

  private static final String ALL = "all";

  private final String word;
  private final String title;

  PlasmArm(String word, String title) {
    this.word = word;
    this.title = title;
  }

  /** Its name as an argument, and of folders. */
  public String word() {
    return word;
  }

  /** In tables. */
  public String title() {
    return title;
  }

  /** Whether a model labels what people did not. */
  public boolean hasPseudoLabels() {
    return this != ITSELF && this != STUDENT;
  }

  /**
   * Which of its pseudo-labels are kept.
   *
   * @param drop the share a filter drops; empty for the teacher's error
   */
  public PlasmOptions options(OptionalDouble drop) {
    PlasmOptions all = PlasmOptions.defaults();
    return switch (this) {
      case CONFIDENT -> all.withFilter(new PseudoLabelFilter.Confidence(drop));
      case TRACIN -> all.withFilter(new PseudoLabelFilter.SelfInfluence(drop, false));
      default -> all;
    };
  }

  /**
   * Those that {@code --rows} names.
   *
   * @throws InvalidInputException if it names another
   */
  public static Set<PlasmArm> named(String rows) {
    Set<PlasmArm> arms = EnumSet.noneOf(PlasmArm.class);
    for (String name : Strategies.split(rows)) {
      arms.addAll(name.equals(ALL) ? EnumSet.allOf(PlasmArm.class) : EnumSet.of(one(name)));
    }
    return arms;
  }

  private static PlasmArm one(String name) {
    return Stream.of(values())
        .filter(arm -> arm.word.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInputException(
                    "--rows must be all, or of "
                        + Stream.of(values()).map(PlasmArm::word).collect(Collectors.joining(", "))
                        + ", found '"
                        + name
                        + "'"));
  }
}
