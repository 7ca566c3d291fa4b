package org.al4j.core.data;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.InvalidInputException;

/**
 * The label names in a fixed order: the column order of every {@code [n, C]} array. Declared before
 * round 0, so that a model can be trained while some classes have no example yet. Empty for
 * annotations without classes ({@link TargetText}, {@link RealValue}).
 */
public final class LabelSpace {
  private static final LabelSpace NONE = new LabelSpace(List.of());
  private final List<String> names;
  private final Map<String, Integer> indexes;

  private LabelSpace(List<String> names) {
    this.names = List.copyOf(names);
    this.indexes = new HashMap<>();
    for (int i = 0; i < this.names.size(); i++) {
      if (indexes.put(this.names.get(i), i) != null) {
        throw new InvalidInputException(
            "label names must differ: '" + this.names.get(i) + "' is declared twice");
      }
    }
  }

  /** The space with the given names, in that order. */
  public static LabelSpace of(List<String> names) {
    return new LabelSpace(names);
  }

  /** The space with the given names, in that order. */
  public static LabelSpace of(String... names) {
    return new LabelSpace(List.of(names));
  }

  /** The distinct names in natural order, so that the order of a file does not matter. */
  public static LabelSpace sorted(Collection<String> names) {
    return new LabelSpace(names.stream().distinct().sorted().toList());
  }

  /** The space of annotations that have no classes. */
  public static LabelSpace none() {
    return NONE;
  }

  /** The names, in column order. */
  public List<String> names() {
    return names;
  }

  /** How many classes there are: {@code C}. */
  public int size() {
    return names.size();
  }

  /** The name of column {@code index}. */
  public String name(int index) {
    return names.get(index);
  }

  /**
   * The column of {@code name}.
   *
   * @throws InvalidInputException if the name is not declared
   */
  public int index(String name) {
    Integer index = indexes.get(name);
    if (index == null) {
      throw new InvalidInputException(
          "unknown label '" + name + "'; declared labels: " + declared());
    }
    return index;
  }

  /**
   * Why {@code annotation} of {@code instance} does not fit this space; empty if it fits. Classes
   * and tags must be declared, the empty {@link LabelSet} fits every space, a number or a text only
   * that without labels.
   */
  public Optional<String> refusal(Instance instance, Annotation annotation) {
    boolean plain = annotation instanceof RealValue || annotation instanceof TargetText;
    if (plain && size() > 0) {
      String what = annotation instanceof RealValue ? "a number" : "a text";
      return Optional.of(
          what + " where labels are declared: " + declared() + "; numbers and texts have none");
    }
    if (annotation instanceof TagSequence sequence) {
      int words = instance.words().size();
      if (sequence.tags().size() != words) {
        return Optional.of(
            sequence.tags().size() + " tags for " + words + " words; give one tag per word");
      }
    }
    return unknown(annotation.names());
  }

  private Optional<String> unknown(List<String> found) {
    return found.stream()
        .filter(name -> !indexes.containsKey(name))
        .findFirst()
        .map(name -> "unknown label '" + name + "'; declared labels: " + declared());
  }

  private String declared() {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelSpace space && names.equals(space.names);
  }

  @Override
  public int hashCode() {
    return names.hashCode();
  }

  @Override
  public String toString() {
    return names.toString();
  }
}
