package org.al4j.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.al4j.core.read.Columns;
import org.al4j.core.read.ReadOptions;
import org.al4j.study.Reading;
import org.al4j.study.TaskSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of every command that reads texts. */
public class ReadingOptions {
  @Option(
      names = "--text-column",
      paramLabel = "NAME",
      description = "Column or field of the text (default: text).")
  String textColumn = Columns.DEFAULT.text();

  @Option(names = "--id-column", paramLabel = "NAME", description = "Column or field of the id.")
  @Nullable String idColumn;

  @Option(
      names = "--delimiter",
      paramLabel = "C",
      description =
          "What separates the columns of CSV: comma, semicolon, tab, pipe or a character (default:"
              + " as the header shows).")
  @Nullable String delimiter;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "Encoding of the texts, such as windows-1252 (default: UTF-8).")
  @Nullable String encoding;

  @Option(
      names = "--no-header",
      description = "CSV without a header: its columns are called 1, 2 and so on.")
  boolean noHeader;

  @Option(names = "--no-quotes", description = "CSV in which a quote is a character as any other.")
  boolean noQuotes;

  @ArgGroup(exclusive = false)
  private TagOptions tags = new TagOptions();

  Reading reading(@Nullable String variant, @Nullable String duplicates) {
    return new Reading(variant, delimiter, encoding, noHeader, noQuotes, duplicates)
        .with(tags.reading());
  }

  /** For texts whose labels are not looked at. */
  ReadOptions unlabelled() {
    return with(reading(null, null), Columns.DEFAULT.label());
  }

  /** With the columns that are named here, and that of the label. */
  ReadOptions with(Reading reading, String labelColumn) {
    return reading.with(new Columns(textColumn, labelColumn, Optional.ofNullable(idColumn)));
  }

  /**
   * Where a study's data comes from.
   *
   * @param plain with path, test part, pool and share
   * @param variant of a published data set, or null
   * @param labels what the labels are
   */
  public TaskSource source(TaskSource plain, @Nullable String variant, LabelOptions labels) {
    Reading reading = reading(variant, null);
    return new TaskSource(
        plain.path(),
        plain.test(),
        plain.pool(),
        plain.testShare(),
        textColumn,
        labels.column(),
        idColumn,
        reading,
        labels.reading(Path.of(plain.path()), with(reading, labels.column())));
  }
}
