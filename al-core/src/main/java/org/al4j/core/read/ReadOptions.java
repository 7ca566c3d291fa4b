package org.al4j.core.read;

import java.nio.charset.Charset;
import java.util.Objects;
import java.util.Optional;
import org.al4j.core.tags.TagForm;

/**
 * How to read data files.
 *
 * @param columns for CSV and JSON
 * @param variant for TREC {@code coarse} (6 labels, the default) or {@code fine} (50); for a folder
 *     of NoReC {@code binary} (the default) or {@code 3class}; refused for other formats
 * @param csv for CSV and TSV
 * @param encoding of the bytes; empty: UTF-8, or what the format's published files have. A byte
 *     order mark wins
 * @param duplicates what becomes of equal texts
 * @param tags for words with tags, and texts with spans
 */
public record ReadOptions(
    Columns columns,
    Optional<String> variant,
    CsvForm csv,
    Optional<Charset> encoding,
    Duplicates duplicates,
    TagForm tags) {
  /** Columns {@code text} and {@code label}, each format's default variant, all else as found. */
  public static final ReadOptions DEFAULT = of(Columns.DEFAULT);

  /** Refuses nulls. */
  public ReadOptions {
    Objects.requireNonNull(columns, "columns");
    Objects.requireNonNull(variant, "variant");
    Objects.requireNonNull(csv, "csv");
    Objects.requireNonNull(encoding, "encoding");
    Objects.requireNonNull(duplicates, "duplicates");
    Objects.requireNonNull(tags, "tags");
  }

  /** Without words and tags of a particular form. */
  public ReadOptions(
      Columns columns,
      Optional<String> variant,
      CsvForm csv,
      Optional<Charset> encoding,
      Duplicates duplicates) {
    this(columns, variant, csv, encoding, duplicates, TagForm.DEFAULT);
  }

  /** Columns and a variant, all else as found. */
  public ReadOptions(Columns columns, Optional<String> variant) {
    this(columns, variant, CsvForm.DEFAULT, Optional.empty(), Duplicates.KEEP);
  }

  /** Named columns. */
  public static ReadOptions of(Columns columns) {
    return new ReadOptions(columns, Optional.empty());
  }

  /** These options with other columns. */
  public ReadOptions withColumns(Columns other) {
    return new ReadOptions(other, variant, csv, encoding, duplicates, tags);
  }

  /** These options with a variant. */
  public ReadOptions withVariant(String name) {
    return new ReadOptions(columns, Optional.of(name), csv, encoding, duplicates, tags);
  }

  /** These options with a delimiter, such as {@code ';'}. */
  public ReadOptions withDelimiter(char delimiter) {
    return withCsv(new CsvForm(Optional.of(delimiter), csv.header(), csv.quotes()));
  }

  /** These options for files whose first line is a row; columns are called 1, 2 and so on. */
  public ReadOptions withoutHeader() {
    return withCsv(new CsvForm(csv.delimiter(), false, csv.quotes()));
  }

  /** These options for files in which a quote is a character as any other. */
  public ReadOptions withoutQuotes() {
    return withCsv(new CsvForm(csv.delimiter(), csv.header(), false));
  }

  /** These options with a form of CSV. */
  public ReadOptions withCsv(CsvForm form) {
    return new ReadOptions(columns, variant, form, encoding, duplicates, tags);
  }

  /** These options with an encoding, such as windows-1252. */
  public ReadOptions withEncoding(Charset charset) {
    return new ReadOptions(columns, variant, csv, Optional.of(charset), duplicates, tags);
  }

  /** These options with a way to treat equal texts. */
  public ReadOptions withDuplicates(Duplicates way) {
    return new ReadOptions(columns, variant, csv, encoding, way, tags);
  }

  /** These options with a form of words and tags. */
  public ReadOptions withTags(TagForm form) {
    return new ReadOptions(columns, variant, csv, encoding, duplicates, form);
  }

  ReadOptions withoutVariant() {
    return new ReadOptions(columns, Optional.empty(), csv, encoding, duplicates, tags);
  }
}
