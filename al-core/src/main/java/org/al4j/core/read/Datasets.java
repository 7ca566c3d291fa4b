package org.al4j.core.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Corpus;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.io.Sha256;
import org.al4j.core.read.internal.RowReader;
import org.al4j.core.read.internal.Source;

/**
 * Reads data sets: CSV and TSV, JSONL, a JSON array (each also {@code .gz}), and the published
 * forms of TREC, AG News, SST-2, IMDb, NoReC, CEDR and SAMSum, recognised by their names (SAMSum by
 * its fields). Files are streamed.
 *
 * <p><b>Labels.</b> One class a text unless a {@link LabelFormat} says otherwise. A row whose label
 * is empty, null or not there is unlabelled; for sets of labels the format says what an empty cell
 * means.
 *
 * <p><b>Identity.</b> Unless an id column is named, the id of an instance is a hash of its text,
 * never of its label, with an occurrence number where texts are equal; so another order of the file
 * gives an equal data set. SAMSum has ids of its own. Further columns are the instance's
 * attributes.
 *
 * <p><b>Label space.</b> In the order that the format declares (AG News: {@code classes.txt};
 * SST-2: negative, positive; TREC coarse; CEDR; columns of classes), else sorted: as numbers if all
 * labels are integers. Numbers and target texts have {@link LabelSpace#none()}.
 *
 * <p><b>Errors.</b> All are {@link org.al4j.core.InvalidInputException} with one line, {@code
 * file:line: what}.
 */
public final class Datasets {
  private Datasets() {}

  /** Reads one file with one class a text. */
  public static Dataset<ClassLabel> read(Path file, ReadOptions options) {
    return read(file, options, LabelFormat.classLabel());
  }

  /**
   * Reads one file.
   *
   * @param labels which kind of annotation the file has, and how it is spelt. A published form is
   *     read as it spells its own, if it is of that kind, else refused
   */
  public static <A extends Annotation> Dataset<A> read(
      Path file, ReadOptions options, LabelFormat<A> labels) {
    Part<A> part = Part.read(file, options, labels, RowReader.Labels.WANTED, note -> {});
    return part.dataset(Part.space(List.of(part)));
  }

  /**
   * Reads a data set with one class a text, as {@link #open(Path, Optional, ReadOptions,
   * LabelFormat)} does.
   */
  public static Splits<ClassLabel> open(
      Path pathOrFolder, Optional<Path> test, ReadOptions options) {
    return open(pathOrFolder, test, options, LabelFormat.classLabel());
  }

  /**
   * Reads a data set: a folder in a known layout, or a file. Where the folder's test part was
   * published without labels (GLUE), it is left out, and the validation part takes its place.
   *
   * @param pathOrFolder a folder gives its parts; a file gives the training part
   * @param test the test file; wins over the folder's
   * @param labels which kind of annotation the files have, as for {@link #read(Path, ReadOptions,
   *     LabelFormat)}
   */
  public static <A extends Annotation> Splits<A> open(
      Path pathOrFolder, Optional<Path> test, ReadOptions options, LabelFormat<A> labels) {
    List<String> notes = new ArrayList<>();
    Folder folder = folder(pathOrFolder, options);
    BiFunction<Path, RowReader.Labels, Part<A>> reader =
        (file, wanted) -> Part.read(file, folder.options(), labels, wanted, notes::add);
    Part<A> train = reader.apply(folder.train(), RowReader.Labels.WANTED);
    Optional<Part<A>> validation =
        folder.validation().map(file -> reader.apply(file, RowReader.Labels.WHERE_THERE));
    Optional<Part<A>> held =
        test.map(file -> reader.apply(file, RowReader.Labels.WANTED))
            .or(() -> folder.test().map(f -> reader.apply(f, RowReader.Labels.WHERE_THERE)));
    if (test.isEmpty() && held.isPresent() && isWithheld(held.get(), train)) {
      notes.add(
          held.get().file().getFileName()
              + ": has no labels and is left out"
              + validation
                  .map(part -> "; the test part is " + part.file().getFileName())
                  .orElse(""));
      held = validation;
      validation = Optional.empty();
    }
    return splits(train, validation, held, notes);
  }

  private static Folder folder(Path pathOrFolder, ReadOptions options) {
    return Files.isDirectory(pathOrFolder)
        ? Folder.of(pathOrFolder, options)
        : new Folder(pathOrFolder, Optional.empty(), Optional.empty(), options);
  }

  /**
   * How a published data set spells its labels: sets for CEDR, target texts for SAMSum, one class a
   * text for all others and for files that are in no published form.
   */
  public static LabelFormat<?> labelFormat(Path pathOrFolder, ReadOptions options) {
    Folder folder = folder(pathOrFolder, options);
    Source source = Source.of(folder.train(), options.encoding());
    return Format.of(source, folder.options(), ClassLabel.class)
        .own()
        .orElse(LabelFormat.classLabel());
  }

  /** Whether a part was published without labels; GLUE writes -1 for each. */
  private static boolean isWithheld(Part<?> part, Part<?> train) {
    return !part.isLabelled()
        || (Set.copyOf(part.rows().names()).equals(Set.of("-1"))
            && !train.rows().names().contains("-1"));
  }

  private static <A extends Annotation> Splits<A> splits(
      Part<A> train, Optional<Part<A>> validation, Optional<Part<A>> held, List<String> notes) {
    List<Part<A>> parts =
        Stream.of(Optional.of(train), validation, held).flatMap(Optional::stream).toList();
    LabelSpace space = Part.space(parts);
    return new Splits<>(
        train.dataset(space),
        validation.map(part -> part.dataset(space)),
        held.map(part -> part.dataset(space)),
        parts.stream().map(Part::file).toList(),
        notes);
  }

  /** Reads the texts of one file as a corpus; labels may be absent and are not looked at. */
  public static Corpus readTexts(Path file, ReadOptions options) {
    Source source = Source.of(file);
    RowCollector<ClassLabel> collected =
        new RowCollector<>(source, new RowLabels<>(source, LabelFormat.classLabel(), List.of()));
    forEach(file, options, row -> collected.add(row, null));
    Part<ClassLabel> part =
        new Part<>(file, collected, List.of(), options.duplicates(), note -> {});
    return Corpus.of(part.dataset(LabelSpace.none()).unlabelled());
  }

  /** Streams the rows of one file in its order; labels may be absent. */
  public static void forEach(Path file, ReadOptions options, Consumer<Row> sink) {
    try (RowStream rows = rows(file, options, note -> {})) {
      rows.forEachRemaining(sink);
    }
  }

  /**
   * The rows of one file in its order, read as they are asked for; labels may be absent.
   *
   * @param notes told what was found out about the file, such as its delimiter, a line each
   */
  public static RowStream rows(Path file, ReadOptions options, Consumer<String> notes) {
    Source source = Source.of(file, options.encoding());
    LabelFormat<ClassLabel> unread = LabelFormat.classLabel();
    Format format = Format.of(source, options, unread.kind());
    return format.rows(
        source, options.csv(), format.own().orElse(unread), RowReader.Labels.IGNORED, notes);
  }

  /** The SHA-256 of a file's bytes in lower-case hex, for provenance. */
  public static String sha256(Path file) {
    Source source = Source.of(file);
    try {
      return Sha256.of(file);
    } catch (IOException e) {
      throw source.unreadable(e);
    }
  }
}
