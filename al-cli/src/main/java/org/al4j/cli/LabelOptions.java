package org.al4j.cli;

import java.nio.file.Path;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.read.Columns;
import org.al4j.core.read.Datasets;
import org.al4j.core.read.LabelFormat;
import org.al4j.core.read.ReadOptions;
import org.al4j.study.LabelReading;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what the labels of a data set are. */
public class LabelOptions {
  @Option(
      names = "--labels",
      paramLabel = "KIND",
      description =
          "What the labels are: class (one a text), set (any number of classes), number, tags (one"
              + " for each word) (default: set for CEDR, tags for CoNLL and RuMedNER, else class).")
  private @Nullable String kind;

  @Option(
      names = "--label-column",
      paramLabel = "NAME",
      description = "Column of the label (default: label).")
  private @Nullable String column;

  @Option(
      names = "--label-separator",
      paramLabel = "C",
      description = "What stands between the classes of a set (default: a comma).")
  private @Nullable String separator;

  @Option(
      names = "--label-columns",
      paramLabel = "NAME",
      split = ",",
      description = "Sets with a column of 0 and 1 for each class, in place of one column.")
  private @Nullable List<String> columns;

  @Option(
      names = "--empty-label",
      paramLabel = "MEANING",
      description =
          "What an empty cell in a column of sets means: set (none of the classes; the default) or"
              + " unlabelled.")
  private @Nullable String empty;

  /** The column of the label. */
  String column() {
    return column == null ? Columns.DEFAULT.label() : column;
  }

  /**
   * What the labels are; a published data set is asked where nothing is said.
   *
   * @param options how the files are read
   */
  LabelReading reading(Path data, ReadOptions options) {
    if (column != null && columns != null) {
      throw new InvalidInputException(
          "--label-column is for labels in one column, --label-columns for a column for each"
              + " class; give one of them");
    }
    if (kind != null || separator != null || columns != null || empty != null) {
      return LabelReading.of(kind, separator, columns).withEmpty(empty);
    }
    LabelFormat<?> published = Datasets.labelFormat(data, options);
    try {
      return LabelReading.published(published);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(data + ": " + e.message(OptionNames::of), e);
    }
  }
}
