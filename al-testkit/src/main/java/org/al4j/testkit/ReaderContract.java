package org.al4j.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Dataset;
import org.al4j.core.read.Datasets;
import org.al4j.core.read.LabelFormat;
import org.al4j.core.read.ReadOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every form of data file that {@link Datasets} reads must keep. Extend it, write a small file
 * and say what is in it, and the tests are inherited.
 *
 * @param <A> the kind of annotation
 */
public abstract class ReaderContract<A extends Annotation> {
  /** The contract's tests are inherited. */
  protected ReaderContract() {}

  /**
   * Writes a small file, or a folder with some, into an empty folder, in UTF-8 with {@code \n} at
   * the ends of lines.
   *
   * @return what is to be read
   */
  protected abstract Path write(Path folder) throws IOException;

  /** The texts of the file, all different, and their annotations; none where it has no labels. */
  protected abstract Map<String, Optional<A>> rows();

  /** How labels are spelled in a file that is in no published form. */
  protected abstract LabelFormat<A> labels();

  /** How it is read; by default as usual. */
  protected ReadOptions options() {
    return ReadOptions.DEFAULT;
  }

  /** Whether lines may end in {@code \r\n} too; by default they may. */
  protected boolean takesCrLf() {
    return true;
  }

  /** The file to damage; by default what is to be read itself. */
  protected Path fileOf(Path written) {
    return written;
  }

  private boolean labelled() {
    return rows().values().stream().allMatch(Optional::isPresent);
  }

  private Dataset<A> read(Path file) {
    return Datasets.read(file, options(), labels());
  }

  private List<String> texts(Path file) {
    List<String> texts = new ArrayList<>();
    Datasets.forEach(file, options(), row -> texts.add(row.text()));
    return texts;
  }

  private void requireAll(Path file) {
    assertEquals(rows().keySet(), Set.copyOf(texts(file)), "the texts");
    assertEquals(rows().size(), texts(file).size(), "a text came twice");
    if (labelled()) {
      Map<String, Optional<A>> found = new HashMap<>();
      read(file)
          .items()
          .forEach(item -> found.put(item.instance().text(), Optional.of(item.annotation())));
      assertEquals(rows(), found);
    }
  }

  @Test
  void read_file_givesItsTextsAndLabels(@TempDir Path folder) throws IOException {
    requireAll(write(folder));
  }

  @Test
  void read_twice_givesTheSame(@TempDir Path folder) throws IOException {
    Path file = write(folder);
    assertEquals(texts(file), texts(file));
    if (labelled()) {
      assertEquals(read(file), read(file));
    }
  }

  @Test
  void read_noSuchFile_isRefusedByName(@TempDir Path folder) throws IOException {
    Path file = fileOf(write(folder));
    Path missing = file.resolveSibling("not-there-" + file.getFileName());
    refusal(() -> texts(missing), missing);
    refusal(() -> read(missing), missing);
  }

  @Test
  void read_linesThatEndInCrLf_givesTheSame(@TempDir Path folder) throws IOException {
    Path written = write(folder);
    Path file = fileOf(written);
    Files.writeString(file, Files.readString(file).replace("\n", takesCrLf() ? "\r\n" : "\n"));
    requireAll(written);
  }

  @Test
  void read_byteOrderMark_givesTheSame(@TempDir Path folder) throws IOException {
    Path written = write(folder);
    Path file = fileOf(written);
    Files.writeString(file, "\uFEFF" + Files.readString(file));
    requireAll(written);
  }

  /** Broken off at any byte: less is read, or it is said in one line. */
  @Test
  void read_fileThatBreaksOff_isReadOrRefusedByName(@TempDir Path folder) throws IOException {
    Path written = write(folder);
    Path file = fileOf(written);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      readOrRefused(written, "broken off after byte " + length);
    }
  }

  /** Bytes that are no text in any place. */
  @Test
  void read_oddBytes_isReadOrRefusedByName(@TempDir Path folder) throws IOException {
    Path written = write(folder);
    Path file = fileOf(written);
    byte[] whole = Files.readAllBytes(file);
    for (byte odd : new byte[] {0, '"', '\\', ',', '\t', '\n', '\r', '[', '{', (byte) 0xff}) {
      for (int at = 0; at <= whole.length; at += 3) {
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        changed.write(whole, 0, at);
        changed.write(odd);
        changed.write(whole, at, whole.length - at);
        Files.write(file, changed.toByteArray());
        readOrRefused(written, "the byte " + odd + " at " + at);
      }
    }
  }

  private void readOrRefused(Path written, String what) {
    try {
      texts(written);
      read(written);
    } catch (InvalidInputException e) {
      requireNamed(e, written, what);
    }
  }

  private static void refusal(Runnable read, Path file) {
    requireNamed(assertThrows(InvalidInputException.class, read::run), file, "missing");
  }

  private static void requireNamed(InvalidInputException e, Path file, String what) {
    assertTrue(e.getMessage().contains(file.getFileName().toString()), what + ": " + e);
    assertEquals(1, e.getMessage().lines().count(), what + ": " + e);
  }

  /** For subclasses: a file of lines. */
  protected static Path file(Path folder, String name, String... lines) throws IOException {
    Files.createDirectories(folder);
    return Files.write(
        folder.resolve(name), (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
