package org.al4j.core.read;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Corpus;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;

/**
 * Reads classification data: CSV with a header, JSONL, a JSON array (each also {@code .gz}), and
 * the published forms of TREC, AG News, SST-2, IMDb and NoReC, recognised by their names. Files are
 * streamed.
 *
 * <p><b>Identity.</b> Unless an id column is named, the id of an instance is a hash of its text,
 * never of its label, with an occurrence number where texts are equal; so another order of the file
 * gives an equal data set.
 *
 * <p><b>Label space.</b> In the order that the format declares (AG News: {@code classes.txt};
 * SST-2: negative, positive; TREC coarse), else sorted: as numbers if all labels are integers.
 *
 * <p><b>Errors.</b> All are {@link InvalidInputException} with one line, {@code file:line: what}.
 */
public final class Datasets {
  private Datasets() {}

  /** What was read of one file, before the label space is known. */
  private record Part(Path file, RowCollector rows, List<String> declared) {}

  /** Reads one file. */
  public static Dataset<ClassLabel> read(Path file, ReadOptions options) {
    Part part = part(file, options);
    return dataset(part, space(List.of(part)));
  }

  /**
   * Reads a data set: a folder in a known layout, or a file.
   *
   * @param pathOrFolder a folder gives its parts; a file gives the training part
   * @param test the test file; wins over the folder's
   */
  public static Splits open(Path pathOrFolder, Optional<Path> test, ReadOptions options) {
    Folder folder =
        Files.isDirectory(pathOrFolder)
            ? Folder.of(pathOrFolder, options)
            : new Folder(pathOrFolder, Optional.empty(), Optional.empty(), options);
    Optional<Path> testFile = test.or(folder::test);
    Part train = part(folder.train(), folder.options());
    Optional<Part> validation = folder.validation().map(f -> part(f, folder.options()));
    Optional<Part> held = testFile.map(f -> part(f, folder.options()));
    List<Part> parts =
        Stream.of(Optional.of(train), validation, held).flatMap(Optional::stream).toList();
    LabelSpace space = space(parts);
    return new Splits(
        dataset(train, space),
        validation.map(part -> dataset(part, space)),
        held.map(part -> dataset(part, space)),
        parts.stream().map(Part::file).toList());
  }

  /** Reads the texts of one file as a corpus; labels may be absent and are not looked at. */
  public static Corpus readTexts(Path file, ReadOptions options) {
    RowCollector rows = new RowCollector(Source.of(file), (row, label) -> {});
    forEach(file, options, row -> rows.add(new Row(row.line(), row.text(), null, row.id())));
    List<Instance> instances = new ArrayList<>(rows.size());
    rows.drain((instance, label) -> instances.add(instance));
    return Corpus.of(instances);
  }

  /** Streams the rows of one file in its order; labels may be absent. */
  public static void forEach(Path file, ReadOptions options, Consumer<Row> sink) {
    Source source = Source.of(file);
    stream(source, Format.of(source, options), false, sink);
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
      throw source.error(1, "cannot be read: " + e.getMessage());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static Part part(Path file, ReadOptions options) {
    Source source = Source.of(file);
    Format format = Format.of(source, options);
    RowCollector rows =
        new RowCollector(source, (row, label) -> declared(source, format, row, label));
    stream(source, format, true, rows::add);
    return new Part(file, rows, format.declared());
  }

  private static void stream(Source source, Format format, boolean labelled, Consumer<Row> sink) {
    long[] rows = {0};
    try {
      format
          .reader()
          .read(
              new RowReader.Request(source, format.columns(), labelled),
              row -> {
                rows[0]++;
                sink.accept(row);
              });
    } catch (IOException e) {
      throw source.error(1, "cannot be read: " + e.getMessage());
    }
    if (rows[0] == 0) {
      throw source.error(1, "the file has no rows");
    }
  }

  private static void declared(Source source, Format format, Row row, String label) {
    if (!format.declared().isEmpty() && !format.declared().contains(label)) {
      throw source.error(
          row.line(),
          "unknown label '"
              + label
              + "'; declared labels: "
              + String.join(", ", format.declared()));
    }
  }

  private static Dataset<ClassLabel> dataset(Part part, LabelSpace space) {
    List<Labelled<ClassLabel>> items = new ArrayList<>(part.rows().size());
    part.rows()
        .drain(
            (instance, label) ->
                items.add(new Labelled<>(instance, Objects.requireNonNull(label, "label"))));
    return new Dataset<>(items, space);
  }

  /** The declared names first, in their order, then all others, sorted. */
  private static LabelSpace space(List<Part> parts) {
    Set<String> names = new LinkedHashSet<>();
    parts.forEach(part -> names.addAll(part.declared()));
    Set<String> found = new TreeSet<>();
    parts.forEach(part -> found.addAll(part.rows().labels()));
    names.addAll(sorted(found));
    return LabelSpace.of(List.copyOf(names));
  }

  private static List<String> sorted(Collection<String> names) {
    boolean integers = names.stream().allMatch(name -> name.matches("-?\\d+"));
    Comparator<String> byName = Comparator.naturalOrder();
    Comparator<String> byValue = Comparator.comparing(BigInteger::new);
    return names.stream().sorted(integers ? byValue.thenComparing(byName) : byName).toList();
  }
}
