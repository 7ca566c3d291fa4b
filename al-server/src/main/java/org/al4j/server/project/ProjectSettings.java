package org.al4j.server.project;

import java.util.Objects;
import org.al4j.core.InvalidInputException;
import org.al4j.server.kind.AnnotationForm;

/**
 * What a project is about. It is decided when the project is made and stays, but for labels, of
 * which there may come more.
 *
 * @param labelling what is labelled
 * @param choosing what is asked next
 * @param sharing how many people label a text
 */
public record ProjectSettings(LabelTask labelling, Choosing choosing, Sharing sharing) {
  /** Refuses nulls. */
  public ProjectSettings {
    Objects.requireNonNull(labelling, "labelling");
    Objects.requireNonNull(choosing, "choosing");
    Objects.requireNonNull(sharing, "sharing");
  }

  /** One person a text, and the defaults of {@link Choosing}. */
  public static ProjectSettings of(LabelTask labelling) {
    return new ProjectSettings(labelling, Choosing.DEFAULT, Sharing.ONE);
  }

  /** The same with other choices of what is asked. */
  public ProjectSettings with(Choosing other) {
    return new ProjectSettings(labelling, other, sharing);
  }

  /** The same with other labels. */
  ProjectSettings with(LabelTask other) {
    return new ProjectSettings(other, choosing, sharing);
  }

  /** The same with another number of people. */
  public ProjectSettings with(Sharing other) {
    return new ProjectSettings(labelling, choosing, other);
  }

  /** The form of the project's annotations. */
  AnnotationForm<?> form() {
    return AnnotationForm.of(labelling.task());
  }

  static void requireAtLeast(String name, int value, int least) {
    if (value < least) {
      throw InvalidInputException.ofSettings(
          "{" + name + "} must be at least %s, found %s", least, value);
    }
  }
}
