package org.al4j.study;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.read.LabelFormat;
import org.jspecify.annotations.Nullable;

/**
 * What the labels of a study's files are, as options spell it.
 *
 * @param kind {@code class}, {@code set} or {@code number}
 * @param separator what stands between the classes of a set, null for a comma
 * @param columns a column of 0 and 1 for each class, in place of one with names; null for one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LabelReading(
    String kind, @Nullable String separator, @Nullable List<String> columns) {
  /** One class a text. */
  public static final LabelReading CLASS = new LabelReading("class", null, null);

  /**
   * Copies the list.
   *
   * @throws InvalidInputException if the kind is unknown, or has what belongs to sets
   */
  public LabelReading {
    columns = columns == null ? null : List.copyOf(columns);
    if (!List.of("class", "set", "number").contains(kind)) {
      throw new InvalidInputException(
          "--labels must be class (one class a text), set (any number of classes) or number,"
              + " found '"
              + kind
              + "'");
    }
    if (!kind.equals("set") && (separator != null || columns != null)) {
      throw new InvalidInputException(
          (separator != null ? "--label-separator" : "--label-columns")
              + " is for sets of classes, found --labels "
              + kind
              + "; write --labels set, or leave it out");
    }
    requireForm(separator, columns);
  }

  /**
   * As the options say.
   *
   * @param kind null if it is not said, for sets
   */
  public static LabelReading of(
      @Nullable String kind, @Nullable String separator, @Nullable List<String> columns) {
    return new LabelReading(kind == null ? "set" : kind, separator, columns);
  }

  /**
   * As a data set spells them.
   *
   * @throws InvalidInputException if no study has such labels
   */
  public static LabelReading published(LabelFormat<?> format) {
    return new LabelReading(TaskKind.of(format.kind()).option(), null, null);
  }

  /** The kind of annotation that is read. */
  public Class<? extends Annotation> annotations() {
    return format().kind();
  }

  /** The same for the readers. */
  LabelFormat<?> format() {
    return switch (kind) {
      case "class" -> LabelFormat.classLabel();
      case "number" -> LabelFormat.number();
      default ->
          columns != null
              ? LabelFormat.labelSetColumns(columns)
              : LabelFormat.labelSet(Optional.ofNullable(separator).orElse(","));
    };
  }

  private static void requireForm(@Nullable String separator, @Nullable List<String> columns) {
    if (separator != null && columns != null) {
      throw new InvalidInputException(
          "--label-separator is for names in one column, --label-columns for a column for each"
              + " class; give one of them");
    }
    if (separator != null && separator.isBlank() && !separator.equals(" ")) {
      throw new InvalidInputException(
          "--label-separator must not be empty, found '" + separator + "'");
    }
    if (columns != null
        && (columns.isEmpty()
            || columns.stream().anyMatch(String::isBlank)
            || columns.stream().distinct().count() < columns.size())) {
      throw new InvalidInputException(
          "--label-columns must name different columns with commas between them, found '"
              + String.join(",", columns)
              + "'");
    }
  }
}
