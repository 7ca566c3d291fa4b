package org.al4j.study;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.read.EmptyCell;
import org.al4j.core.read.LabelFormat;
import org.jspecify.annotations.Nullable;

/**
 * What the labels of a study's files are, in words that a file can keep.
 *
 * @param kind {@code class}, {@code set}, {@code number} or {@code tags}
 * @param separator what stands between the classes of a set, null for a comma
 * @param columns a column of 0 and 1 for each class, in place of one with names; null for one
 * @param empty what an empty cell of names with separators means: {@code unlabelled}, or null for
 *     the empty set
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LabelReading(
    String kind,
    @Nullable String separator,
    @Nullable List<String> columns,
    @Nullable String empty) {
  private static final String UNLABELLED = "unlabelled";

  /** One class a text. */
  public static final LabelReading CLASS = new LabelReading("class", null, null, null);

  /**
   * Copies the list.
   *
   * @throws InvalidInputException if the kind is unknown, or has what belongs to sets
   */
  public LabelReading {
    columns = columns == null ? null : List.copyOf(columns);
    if (!List.of("class", "set", "number", "tags").contains(kind)) {
      throw InvalidInputException.ofSettings(
          "{kind} must be class (one class a text), set (any number of classes), number or tags (one"
              + " for each word), found '%s'",
          kind);
    }
    empty = "set".equals(empty) ? null : empty;
    if (!kind.equals("set") && (separator != null || columns != null || empty != null)) {
      throw InvalidInputException.ofSettings(
          (separator != null ? "{separator}" : columns != null ? "{columns}" : "{empty}")
              + " is for sets of classes, found {kind} %s; write {kind} set, or leave it out",
          kind);
    }
    requireForm(separator, columns);
    requireEmpty(columns, empty);
  }

  /**
   * As it is said.
   *
   * @param kind null if it is not said, for sets
   */
  public static LabelReading of(
      @Nullable String kind, @Nullable String separator, @Nullable List<String> columns) {
    return new LabelReading(kind == null ? "set" : kind, separator, columns, null);
  }

  /**
   * The same labels, an empty cell read otherwise.
   *
   * @param empty {@code set} (the text has none of the classes) or {@code unlabelled}; null if it
   *     is not said
   */
  public LabelReading withEmpty(@Nullable String empty) {
    return new LabelReading(kind, separator, columns, empty);
  }

  /** Whether an empty cell counts as the empty set. */
  boolean isEmptyASet() {
    return kind.equals("set") && columns == null && empty == null;
  }

  /**
   * As a data set spells them.
   *
   * @throws InvalidInputException if no study has such labels
   */
  public static LabelReading published(LabelFormat<?> format) {
    return new LabelReading(TaskKind.of(format.kind()).option(), null, null, null);
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
      case "tags" -> LabelFormat.tags();
      default ->
          columns != null
              ? LabelFormat.labelSetColumns(columns)
              : LabelFormat.labelSet(
                  Optional.ofNullable(separator).orElse(","),
                  empty == null ? EmptyCell.EMPTY_SET : EmptyCell.UNLABELLED);
    };
  }

  private static void requireEmpty(@Nullable List<String> columns, @Nullable String empty) {
    if (empty != null && !empty.equals(UNLABELLED)) {
      throw InvalidInputException.ofSettings(
          "{empty} must be set (the text has none of the classes) or unlabelled, found '%s'",
          empty);
    }
    if (empty != null && columns != null) {
      throw InvalidInputException.ofSettings(
          "{empty} is for names in one column, {columns} for a column for each class, where an empty"
              + " cell is unlabelled in any case; give one of them");
    }
  }

  private static void requireForm(@Nullable String separator, @Nullable List<String> columns) {
    if (separator != null && columns != null) {
      throw InvalidInputException.ofSettings(
          "{separator} is for names in one column, {columns} for a column for each class; give one"
              + " of them");
    }
    if (separator != null && separator.isBlank() && !separator.equals(" ")) {
      throw InvalidInputException.ofSettings(
          "{separator} must not be empty, found '%s'", separator);
    }
    if (columns != null
        && (columns.isEmpty()
            || columns.stream().anyMatch(String::isBlank)
            || columns.stream().distinct().count() < columns.size())) {
      throw InvalidInputException.ofSettings(
          "{columns} must name different columns, found '%s'", String.join(",", columns));
    }
  }
}
