package org.al4j.core.read;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.TagSequence;
import org.al4j.core.read.internal.ClassFileRows;
import org.al4j.core.read.internal.ClassFolders;
import org.al4j.core.read.internal.CsvRows;
import org.al4j.core.read.internal.JsonRows;
import org.al4j.core.read.internal.LabelKinds;
import org.al4j.core.read.internal.LineSplitter;
import org.al4j.core.read.internal.RowReader;
import org.al4j.core.read.internal.SamsumFile;
import org.al4j.core.read.internal.Source;
import org.al4j.core.read.internal.SstRows;
import org.al4j.core.read.internal.TagFolders;
import org.al4j.core.read.internal.TextLines;
import org.al4j.core.read.internal.TrecRows;
import org.al4j.core.read.internal.tags.BratRows;
import org.al4j.core.read.internal.tags.ConllRows;
import org.al4j.core.read.internal.tags.TaggedJson;
import org.al4j.core.tags.TagForm;

/**
 * How a file is read.
 *
 * @param columns those named in the options, or the format's own
 * @param own how the format spells its labels; empty: as the caller says
 */
record Format(RowReader reader, Columns columns, Optional<LabelFormat<?>> own) {
  static final String KNOWN =
      ".csv, .tsv (or .tab), .jsonl (or .ndjson), .json (an array), .txt (lines, unlabelled), each"
          + " also with .gz; .label (TREC); stsa.binary.* (SST-2);"
          + " train* and test* beside classes.txt (AG News);"
          + " a folder with a folder of .txt files per class (IMDb); .conll, .iob, .iob2, .bio,"
          + " eng.train and its like, *_conll (words and tags in columns), .ann (brat)";

  private static final String CLASSES = "classes.txt";

  /** The ids are numbers of dialogues, which say nothing about their summaries. */
  private static final Columns SAMSUM = Columns.of("dialogue", "summary").withId("id");

  private static final Columns NUMBERED = Columns.of("1", "2");

  /** Words in columns: by the ending, or as the shared tasks of 2002 and 2003 call their parts. */
  private static final Pattern CONLL =
      Pattern.compile(".*\\.(conll|iob|iob2|bio|bioes|bilou)|[a-z]{3}\\.(train|test[ab])");

  /** The same where tags are wanted and no column has a name. */
  private static final Pattern TABLES = Pattern.compile(".*\\.(txt|tsv|tab)");

  private static final Pattern CEDR = Pattern.compile("cedr-\\w+-(train|test)\\.csv");

  /**
   * Recognises a file by its name; AG News by the file beside it, SAMSum by its fields.
   *
   * @param kind the kind of annotation that is wanted
   */
  static Format of(Source source, ReadOptions options, Class<? extends Annotation> kind) {
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
    Optional<Format> tagged = tagged(source, name, options, kind == TagSequence.class);
    if (tagged.isPresent()) {
      return tagged.get();
    }
    if (Files.isDirectory(source.file())) {
      if (!options.columns().equals(Columns.DEFAULT)) {
        throw new InvalidInputException(
            source.file()
                + ": a folder of classes has no columns to name; leave text, label and id columns"
                + " out");
      }
      return new Format(
          new ClassFolders(), options.columns(), Optional.of(LabelFormat.classLabel()));
    }
    if (name.startsWith("stsa.binary.")) {
      return fixed(source, options, new SstRows(), SstRows.LABELS);
    }
    return named(source, name, options, kind)
        .orElseGet(
            () -> new Format(byExtension(source, name), options.columns(), Optional.empty()));
  }

  /**
   * The format of the labels: the file's own, or {@code wanted}.
   *
   * @throws InvalidInputException if the file's own is of another kind
   */
  @SuppressWarnings("unchecked") // a format of the wanted kind
  <A extends Annotation> LabelFormat<A> labels(Source source, LabelFormat<A> wanted) {
    if (own.isEmpty()) {
      return wanted;
    }
    if (own.get().kind() != wanted.kind()) {
      throw new InvalidInputException(
          source.file() + ": this format has " + LabelKinds.howTo(own.get().kind()));
    }
    return (LabelFormat<A>) own.get();
  }

  /**
   * Begins to read a file.
   *
   * @param labels the format of its labels, see {@link #labels}
   */
  RowStream rows(
      Source source,
      CsvForm csv,
      LabelFormat<?> labels,
      RowReader.Labels expected,
      Consumer<String> notes) {
    Columns named = columnsOf(csv);
    RowReader.Wanted wanted =
        new RowReader.Wanted(
            named.text(),
            labels.columns(named),
            named.id(),
            labels.usualColumn(),
            labels.takesArrays());
    RowReader.Csv form = new RowReader.Csv(csv.delimiter(), csv.header(), csv.quotes());
    return new RowStream(
        source, reader, new RowReader.Request(source, wanted, form, expected, notes));
  }

  /** The columns to read: of a file without a header they have numbers, unless they are named. */
  Columns columnsOf(CsvForm csv) {
    boolean unnamed = reader instanceof CsvRows && !csv.header() && columns.equals(Columns.DEFAULT);
    return unnamed ? NUMBERED : columns;
  }

  /** Words with tags, and texts with spans. */
  private static Optional<Format> tagged(
      Source source, String name, ReadOptions options, boolean wanted) {
    TagForm form = options.tags();
    Path file = source.file();
    boolean folder = Files.isDirectory(file);
    boolean tree = TagFolders.isConllName(name) || (folder && TagFolders.isConll(file));
    boolean brat =
        name.endsWith(".ann")
            || (folder && TagFolders.isBrat(file))
            || (wanted && BratRows.isPair(file));
    Optional<RowReader> reader;
    if (tree || brat) {
      reader = Optional.of(tree ? new ConllRows(form, true) : new BratRows(form));
    } else if (CONLL.matcher(name).matches()
        || (wanted && TABLES.matcher(name).matches() && isDefault(options))) {
      reader = Optional.of(new ConllRows(form, false));
    } else {
      Columns columns = options.columns();
      reader = TaggedJson.of(source, form, wanted, columns.text(), columns.label());
    }
    Optional<LabelFormat<?>> labels = Optional.of(LabelFormat.tags());
    return reader.map(one -> new Format(one, options.columns(), labels));
  }

  private static boolean isDefault(ReadOptions options) {
    return options.columns().equals(Columns.DEFAULT);
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

  /** What is published with columns: named ones mean that the file is the user's own. */
  private static Optional<Format> named(
      Source source, String name, ReadOptions options, Class<? extends Annotation> kind) {
    if (!options.columns().equals(Columns.DEFAULT)) {
      return Optional.empty();
    }
    if (CEDR.matcher(name).matches()) {
      return Optional.of(
          new Format(new CsvRows(','), CedrFormat.COLUMNS, Optional.of(new CedrFormat())));
    }
    if (SamsumFile.isOne(source, name)) {
      RowReader reader = byExtension(source, name);
      return Optional.of(new Format(reader, SAMSUM, Optional.of(LabelFormat.targetText())));
    }
    return kind == ClassLabel.class ? classFile(source, name) : Optional.empty();
  }

  /** AG News. */
  private static Optional<Format> classFile(Source source, String name) {
    Path classes = source.file().resolveSibling(CLASSES);
    boolean part = name.startsWith("train") || name.startsWith("test");
    if (!part || !Files.isRegularFile(classes)) {
      return Optional.empty();
    }
    List<String> names = lines(Source.of(classes));
    Optional<LabelFormat<?>> labels = Optional.of(new ClassLabelFormat(names));
    if (name.endsWith(".csv")) {
      return Optional.of(new Format(new ClassFileRows(names), Columns.DEFAULT, labels));
    }
    return name.endsWith(".jsonl")
        ? Optional.of(new Format(JsonRows.LINES, Columns.of("text", "name"), labels))
        : Optional.empty();
  }

  private static Format fixed(
      Source source, ReadOptions options, RowReader reader, List<String> declared) {
    if (!options.columns().equals(Columns.DEFAULT)) {
      throw new InvalidInputException(
          source.file()
              + ": this format has no columns to name; leave text, label and id columns out");
    }
    return new Format(reader, Columns.DEFAULT, Optional.of(new ClassLabelFormat(declared)));
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
