package org.al4j.core.read;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.al4j.core.InvalidInputException;

/**
 * How a file is read.
 *
 * @param columns those named in the options, or the format's own
 * @param declared the label names in the format's order; empty: sorted, as found
 */
record Format(RowReader reader, Columns columns, List<String> declared) {
  static final String KNOWN =
      ".csv, .tsv (or .tab), .jsonl (or .ndjson), .json (an array), .txt (lines, unlabelled), each"
          + " also with .gz; .label (TREC); stsa.binary.* (SST-2);"
          + " train* and test* beside classes.txt (AG News);"
          + " a folder with a folder of .txt files per class (IMDb)";

  private static final String CLASSES = "classes.txt";

  /** Recognises a file by its name and, for AG News, the file beside it. */
  static Format of(Source source, ReadOptions options) {
    String name = source.plainName();
    if (name.endsWith(".label")) {
      return trec(source, options);
    }
    options
        .variant()
        .ifPresent(
            variant -> {
              throw new InvalidInputException(
                  source.file()
                      + ": has no variant '"
                      + variant
                      + "'; variants: TREC coarse, fine; a NoReC folder binary, 3class");
            });
    if (Files.isDirectory(source.file())) {
      return new Format(new ClassFolders(), options.columns(), List.of());
    }
    if (name.startsWith("stsa.binary.")) {
      return fixed(source, options, new SstRows(), SstRows.LABELS);
    }
    return classFile(source, name, options)
        .orElseGet(() -> new Format(byExtension(source, name), options.columns(), List.of()));
  }

  private static RowReader byExtension(Source source, String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "csv" -> new CsvRows(',');
      case "tsv", "tab" -> new CsvRows('\t');
      case "jsonl", "ndjson" -> JsonRows.LINES;
      case "json" -> JsonRows.ARRAY;
      case "txt" -> new TextLines();
      default ->
          throw new InvalidInputException(source.file() + ": unknown format; known: " + KNOWN);
    };
  }

  private static Format trec(Source source, ReadOptions options) {
    String variant = options.variant().orElse("coarse");
    if (!variant.equals("coarse") && !variant.equals("fine")) {
      throw new InvalidInputException(
          source.file() + ": TREC has the variants coarse and fine, found '" + variant + "'");
    }
    boolean fine = variant.equals("fine");
    return fixed(source, options, new TrecRows(fine), fine ? List.of() : TrecRows.COARSE);
  }

  /** AG News: named columns mean that the file is the user's own, whatever lies beside it. */
  private static Optional<Format> classFile(Source source, String name, ReadOptions options) {
    Path classes = source.file().resolveSibling(CLASSES);
    boolean part = name.startsWith("train") || name.startsWith("test");
    if (!part || !options.columns().equals(Columns.DEFAULT) || !Files.isRegularFile(classes)) {
      return Optional.empty();
    }
    List<String> names = lines(Source.of(classes));
    if (name.endsWith(".csv")) {
      return Optional.of(new Format(new ClassFileRows(names), Columns.DEFAULT, names));
    }
    return name.endsWith(".jsonl")
        ? Optional.of(new Format(JsonRows.LINES, Columns.of("text", "name"), names))
        : Optional.empty();
  }

  private static Format fixed(
      Source source, ReadOptions options, RowReader reader, List<String> declared) {
    if (!options.columns().equals(Columns.DEFAULT)) {
      throw new InvalidInputException(
          source.file()
              + ": this format has no columns to name; leave text, label and id columns out");
    }
    return new Format(reader, Columns.DEFAULT, declared);
  }

  private static List<String> lines(Source source) {
    List<String> names = new ArrayList<>();
    try (Reader in = source.utf8()) {
      LineSplitter lines = new LineSplitter(source, in);
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (!line.isBlank()) {
          names.add(line.strip());
        }
      }
    } catch (IOException e) {
      throw source.unreadable(e);
    }
    if (names.isEmpty()) {
      throw source.error(1, "names no class");
    }
    return List.copyOf(names);
  }
}
