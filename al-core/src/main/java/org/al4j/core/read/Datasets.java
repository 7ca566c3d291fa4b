package org.al4j.core.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Corpus;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.LabelSpace;

/**
 * Reads classification data: CSV and TSV, JSONL, a JSON array (each also {@code .gz}), and the
 * published forms of TREC, AG News, SST-2, IMDb and NoReC, recognised by their names. Files are
 * streamed.
 *
 * <p><b>Labels.</b> A row whose label is empty, null or not there is unlabelled.
 *
 * <p><b>Identity.</b> Unless an id column is named, the id of an instance is a hash of its text,
 * never of its label, with an occurrence number where texts are equal; so another order of the file
 * gives an equal data set. Further columns are the instance's attributes.
 *
 * <p><b>Label space.</b> In the order that the format declares (AG News: {@code classes.txt};
 * SST-2: negative, positive; TREC coarse), else sorted: as numbers if all labels are integers.
 *
 * <p><b>Errors.</b> All are {@link org.al4j.core.InvalidInputException} with one line, {@code
 * file:line: what}.
 */
public final class Datasets {
  private Datasets() {}

  /** Reads one file. */
  public static Dataset<ClassLabel> read(Path file, ReadOptions options) {
    Part part = Part.read(file, options, RowReader.Labels.WANTED, note -> {});
    return part.dataset(Part.space(List.of(part)));
  }

  /**
   * Reads a data set: a folder in a known layout, or a file. Where the folder's test part was
   * published without labels (GLUE), it is left out, and the validation part takes its place.
   *
   * @param pathOrFolder a folder gives its parts; a file gives the training part
   * @param test the test file; wins over the folder's
   */
  public static Splits open(Path pathOrFolder, Optional<Path> test, ReadOptions options) {
    List<String> notes = new ArrayList<>();
    Folder folder =
        Files.isDirectory(pathOrFolder)
            ? Folder.of(pathOrFolder, options)
            : new Folder(pathOrFolder, Optional.empty(), Optional.empty(), options);
    ReadOptions own = folder.options();
    Part train = Part.read(folder.train(), own, RowReader.Labels.WANTED, notes::add);
    Optional<Part> validation =
        folder.validation().map(f -> Part.read(f, own, RowReader.Labels.WHERE_THERE, notes::add));
    Optional<Part> held =
        test.map(f -> Part.read(f, own, RowReader.Labels.WANTED, notes::add))
            .or(
                () ->
                    folder
                        .test()
                        .map(f -> Part.read(f, own, RowReader.Labels.WHERE_THERE, notes::add)));
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

  /** Whether a part was published without labels; GLUE writes -1 for each. */
  private static boolean isWithheld(Part part, Part train) {
    return !part.isLabelled()
        || (Set.copyOf(part.rows().labels()).equals(Set.of("-1"))
            && !train.rows().labels().contains("-1"));
  }

  private static Splits splits(
      Part train, Optional<Part> validation, Optional<Part> held, List<String> notes) {
    List<Part> parts =
        Stream.of(Optional.of(train), validation, held).flatMap(Optional::stream).toList();
    LabelSpace space = Part.space(parts);
    return new Splits(
        train.dataset(space),
        validation.map(part -> part.dataset(space)),
        held.map(part -> part.dataset(space)),
        parts.stream().map(Part::file).toList(),
        notes);
  }

  /** Reads the texts of one file as a corpus; labels may be absent and are not looked at. */
  public static Corpus readTexts(Path file, ReadOptions options) {
    RowCollector collected = new RowCollector(Source.of(file), (row, label) -> {});
    forEach(
        file,
        options,
        row -> collected.add(new Row(row.line(), row.text(), null, row.id(), row.attributes())));
    Part part = new Part(file, collected, List.of(), options.duplicates(), note -> {});
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
    Format format = Format.of(source, options);
    return Part.open(source, format, options, RowReader.Labels.IGNORED, notes);
  }

  /** The SHA-256 of a file's bytes in lower-case hex, for provenance. */
  public static String sha256(Path file) {
    Source source = Source.of(file);
    MessageDigest digest = RowCollector.sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    } catch (IOException e) {
      throw source.unreadable(e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
