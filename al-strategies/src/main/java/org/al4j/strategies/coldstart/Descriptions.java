package org.al4j.strategies.coldstart;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.io.IoReason;

/**
 * What the classes are about, in a line each. A class that is not described is described by its
 * name.
 *
 * @param lines by the names of classes
 */
public record Descriptions(Map<String, String> lines) {
  /** The names of the classes say it all. */
  public static final Descriptions NAMES = new Descriptions(Map.of());

  /**
   * Copies the lines.
   *
   * @throws InvalidInputException if one is blank
   */
  public Descriptions {
    lines = Collections.unmodifiableMap(new TreeMap<>(lines));
    lines.forEach(Descriptions::requireWords);
  }

  /**
   * Reads a file in UTF-8: a line {@code name<TAB>description} for each class; blank lines are
   * skipped.
   *
   * @throws InvalidInputException naming the file and the line, if it is of another form, a
   *     description is blank, or a class is described twice
   */
  public static Descriptions read(Path file) {
    try {
      return parsed(file, Files.readAllLines(file, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new InvalidInputException(
          "cannot read the descriptions " + file + ": " + IoReason.of(e), e);
    }
  }

  private static Descriptions parsed(Path file, List<String> text) {
    Map<String, String> lines = new LinkedHashMap<>();
    for (int i = 0; i < text.size(); i++) {
      String line = text.get(i);
      if (line.isBlank()) {
        continue;
      }
      String at = file + ", line " + (i + 1) + ": ";
      int tab = line.indexOf('\t');
      if (tab < 0) {
        throw new InvalidInputException(
            at + "a line must be a class, a tab and what the class is about, found '" + line + "'");
      }
      String name = line.substring(0, tab).strip();
      try {
        requireWords(name, line.substring(tab + 1));
      } catch (InvalidInputException e) {
        throw new InvalidInputException(at + e.getMessage(), e);
      }
      if (lines.put(name, line.substring(tab + 1).strip()) != null) {
        throw new InvalidInputException(at + "class '" + name + "' is described twice");
      }
    }
    return new Descriptions(lines);
  }

  private static void requireWords(String name, String line) {
    if (line.isBlank()) {
      throw new InvalidInputException(
          "the description of class '"
              + name
              + "' is empty; say in a line what its texts are about, or leave the class out to go"
              + " by its name");
    }
  }

  /**
   * The descriptions as texts, in the order of the classes.
   *
   * @throws InvalidInputException if there are fewer than two classes, or one that is described is
   *     none of them
   */
  List<Instance> texts(LabelSpace labels) {
    if (labels.size() < 2) {
      throw new InvalidInputException(
          "descriptions tell classes apart: there must be at least 2, found " + labels.names());
    }
    for (String name : lines.keySet()) {
      if (!labels.names().contains(name)) {
        throw new InvalidInputException(
            "class '" + name + "' is described, but the classes are " + labels.names());
      }
    }
    List<Instance> texts = new ArrayList<>();
    for (String name : labels.names()) {
      String line = lines.getOrDefault(name, name);
      requireWords(name, line);
      texts.add(Instance.ofText("description of " + name, line));
    }
    return texts;
  }
}
