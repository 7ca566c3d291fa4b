package org.al4j.core.read;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * A folder with a folder per class and a file per text, as IMDb is published: {@code
 * aclImdb/train/pos/0_9.txt}. The folder's name is the label; what lies in {@code unsup} has none.
 */
record ClassFolders() implements RowReader {
  private static final String UNLABELLED = "unsup";
  private static final String TEXTS = "*.txt";
  private static final int LONGEST = 1 << 24; // as a line's

  /** Whether there are at least two folders with texts. */
  static boolean isOne(Path folder) {
    return classes(folder).size() > 1;
  }

  private static List<Path> classes(Path folder) {
    return list(folder, "*").stream()
        .filter(path -> Files.isDirectory(path) && !list(path, TEXTS).isEmpty())
        .toList();
  }

  private static List<Path> list(Path folder, String pattern) {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, pattern)) {
      for (Path path : paths) {
        if (!path.getFileName().toString().startsWith(".")) { // a Mac leaves ._0_9.txt about
          found.add(path);
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new InvalidInputException(folder + ": cannot be listed: " + e.getMessage(), e);
    }
    found.sort(null);
    return found;
  }

  @Override
  public Cursor open(Request request) {
    if (!request.columns().equals(Columns.DEFAULT)) {
      throw new InvalidInputException(
          request.source().file()
              + ": a folder of classes has no columns to name; leave text, label and id columns"
              + " out");
    }
    return new Texts(request);
  }

  private static final class Texts implements Cursor {
    private final Request request;
    private final Iterator<Path> classes;
    private Iterator<Path> files = List.<Path>of().iterator();
    private @Nullable String label;
    private String place = "";

    Texts(Request request) {
      this.request = request;
      this.classes = classes(request.source().file()).iterator();
    }

    @Override
    public @Nullable Row next() throws IOException {
      while (!files.hasNext()) {
        if (!classes.hasNext()) {
          return null;
        }
        Path folder = classes.next();
        String name = folder.getFileName().toString();
        label = name.equals(UNLABELLED) ? null : name;
        files = list(folder, TEXTS).iterator();
      }
      Path file = files.next();
      place = file.getParent().getFileName() + "/" + file.getFileName();
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
    public String place(Row row) {
      return place;
    }

    @Override
    public void close() {}
  }
}
