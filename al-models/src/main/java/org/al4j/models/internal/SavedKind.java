package org.al4j.models.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.al4j.core.InvalidInputException;

/** What kind of model a folder holds, as its files tell. */
public enum SavedKind {
  /** Told by {@code tfidf.json}. */
  TFIDF("tfidf.json"),
  /** Told by {@code committee.json}. */
  COMMITTEE("committee.json"),
  /** Told by {@code ridge.json}. */
  RIDGE("ridge.json"),
  /** A Hugging Face folder, or none of the others. */
  TRANSFORMER("config.json");

  private final String file;

  SavedKind(String file) {
    this.file = file;
  }

  /**
   * The kind of the model in {@code dir}.
   *
   * @throws InvalidInputException if there are files of more than one kind
   */
  public static SavedKind of(Path dir) {
    List<SavedKind> found = new ArrayList<>();
    for (SavedKind kind : values()) {
      if (Files.isRegularFile(dir.resolve(kind.file))) {
        found.add(kind);
      }
    }
    if (found.size() > 1) {
      throw new InvalidInputException(
          dir
              + " must hold one model, found "
              + found.get(0).file
              + " and "
              + found.get(1).file
              + "; keep the files of one of them");
    }
    return found.isEmpty() ? TRANSFORMER : found.get(0);
  }

  /** The name in files, for example {@code tfidf}. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
