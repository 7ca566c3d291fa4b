package org.al4j.core.read.internal;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.IoReason;
import org.jspecify.annotations.Nullable;

/**
 * A folder with a folder per class and a file per text, as IMDb is published: {@code
 * aclImdb/train/pos/0_9.txt}. The folder's name is the label; what lies in {@code unsup} has none.
 */
public record ClassFolders() implements RowReader {
  private static final String UNLABELLED = "unsup";
  private static final Pattern TEXTS =
      Pattern.compile(".*\\.txt(\\.gz)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern ALL = Pattern.compile(".*", Pattern.DOTALL);
  private static final int LONGEST = 1 << 24; // as a line's

  /** Whether there are at least two folders with texts. */
  public static boolean isOne(Path folder) {
    return classes(folder).size() > 1;
  }

  /** The folders with texts in one that is no such folder, for errors. */
  public static String found(Path folder) {
    List<Path> classes = classes(folder);
    return classes.isEmpty() ? "none" : "only " + classes.get(0).getFileName();
  }

  /** The folders of classes inside a folder, such as train and test. */
  static List<Path> inside(Path folder) {
    return list(folder, ALL).stream()
        .filter(path -> Files.isDirectory(path) && Files.isReadable(path) && isOne(path))
        .toList();
  }

  private static List<Path> classes(Path folder) {
    return list(folder, ALL).stream()
        .filter(path -> Files.isDirectory(path) && !list(path, TEXTS).isEmpty())
        .toList();
  }

  private static List<Path> list(Path folder, Pattern names) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder)) {
      for (Path path : paths) {
        String name = path.getFileName().toString();
        if (!name.startsWith(".") && names.matcher(name).matches()) { // a Mac leaves ._0_9.txt
          found.add(path);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw unlisted(folder, Objects.requireNonNull(e.getCause(), "cause"));
    } catch (IOException e) {
      throw unlisted(folder, e);
    }
    found.sort(null);
    return found;
  }

  private static InvalidInputException unlisted(Path folder, IOException e) {
    return new InvalidInputException(folder + ": cannot be listed: " + IoReason.of(e), e);
  }

  @Override
  public Cursor open(Request request) {
    return new Texts(request);
  }

  private static final class Texts implements Cursor {
    private final Request request;
    private final Iterator<Path> classes;
    private Iterator<Path> files = List.<Path>of().iterator();
    private @Nullable String label;
    private String folder = "";
    private String place = "";

    Texts(Request request) {
      this.request = request;
      this.classes = classes(request.source().file()).iterator();
    }

    @Override
    public @Nullable RawRow next() throws IOException {
      while (!files.hasNext()) {
        if (!classes.hasNext()) {
          return null;
        }
        Path next = classes.next();
        folder = next.getFileName().toString();
        label = folder.equals(UNLABELLED) ? null : folder;
        files = list(next, TEXTS).iterator();
      }
      Path file = files.next();
      place = folder + "/" + file.getFileName();
      return request.row(1, text(Source.of(file, request.source().encoding())), label);
    }

    private static String text(Source source) throws IOException {
      StringBuilder text = new StringBuilder();
      char[] buffer = new char[1 << 13];
      try (Reader in = source.utf8()) {
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          text.append(buffer, 0, n);
          if (text.length() > LONGEST) {
            throw source.error(1, "a text is longer than " + LONGEST + " characters");
          }
        }
      }
      return text.toString().stripTrailing();
    }

    @Override
    public String place(RawRow row) {
      return place;
    }

    @Override
    public void close() {}
  }
}
