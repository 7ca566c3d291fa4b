package org.al4j.examples.cli;

import java.nio.file.Path;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.read.Columns;
import org.al4j.core.read.Datasets;
import org.al4j.core.read.LabelFormat;
import org.al4j.core.read.ReadOptions;
import org.al4j.examples.study.LabelReading;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what the labels of a data set are. */
class LabelOptions {
  @Option(
      names = "--labels",
      paramLabel = "KIND",
      description =
          "What the labels are: class (one a text), set (any number of classes), number (default:"
              + " set for CEDR, else class).")
  @Nullable String kind;

  @Option(
      names = "--label-column",
      paramLabel = "NAME",
      defaultValue = "label",
      description = "Column of the label (default: ${DEFAULT-VALUE}).")
  String column = Columns.DEFAULT.label();

  @Option(
      names = "--label-separator",
      paramLabel = "C",
      description = "What stands between the classes of a set (default: a comma).")
  @Nullable String separator;

  @Option(
      names = "--label-columns",
      paramLabel = "NAME,...",
      split = ",",
      description = "Sets with a column of 0 and 1 for each class, in place of one column.")
  @Nullable List<String> columns;

  /**
   * What the labels are; a published data set is asked where nothing is said.
   *
   * @param options how the files are read
   */
  LabelReading reading(Path data, ReadOptions options) {
    if (kind != null || separator != null || columns != null) {
      return LabelReading.of(kind, separator, columns);
    }
    LabelFormat<?> published = Datasets.labelFormat(data, options);
    try {
      return LabelReading.published(published);
    } catch (InvalidInputException e) {
      throw new InvalidInputException(data + ": " + e.getMessage(), e);
    }
  }
}
