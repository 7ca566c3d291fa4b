package org.al4j.core.model;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.Beside;

/** The folder of a saved model, replaced as a whole. */
final class ModelFolder {
  /** Folders that saved models have: of a committee, of a network's features, a model in them. */
  private static final Set<String> FOLDERS = Set.of("member-#", "features", "model");

  /** What saved models of any kind have, beside what the new one writes. */
  private static final Set<String> KNOWN =
      Set.of(
          "al#j.json", // its digit is read as any number
          "config.json",
          "model.safetensors",
          "tokenizer.json",
          "tokenizer_config.json",
          "special_tokens_map.json",
          "added_tokens.json",
          "vocab.txt",
          "vocab.json",
          "merges.txt",
          "tfidf.json",
          "ridge.json",
          "committee.json",
          "temperature.txt",
          "dl#j.json",
          "configuration.json",
          "tfidf-vectors.json",
          "word-vectors.json",
          "word-vectors.safetensors",
          "encoder.json",
          "model-features.json");

  /** One of these makes a folder a saved model. */
  private static final Set<String> WEIGHTS =
      Set.of("al#j.json", "model.safetensors", "ridge.json", "committee.json");

  private ModelFolder() {}

  /** Writes a model into a folder that does not exist. */
  @FunctionalInterface
  interface Saving {
    void save(Path dir) throws IOException;
  }

  /**
   * Saves beside the folder, then lets the new one take its place by renaming. A process that is
   * killed leaves the old model or the new one; between two renamings, for an instant, the old one
   * lies beside under a name of its own, where {@link Beside#read} finds it, and from where the
   * next save there puts it back.
   *
   * @throws InvalidInputException if the folder has anything in it that saved models have not;
   *     nothing is changed then
   */
  static void replace(Path dir, Saving saving) throws IOException {
    Beside.sweep(dir);
    if (isFree(dir)) {
      saving.save(dir);
      return;
    }
    Path target = dir.toRealPath(); // a link stays, and leads to the new model
    if (!Files.isDirectory(target) || target.getFileName() == null) {
      throw new InvalidInputException(dir + " is no folder; a model is saved into a folder");
    }
    Path fresh = Beside.path(target, Beside.Role.NEW);
    Path old = Beside.path(target, Beside.Role.OLD);
    try {
      saving.save(fresh);
      requireModel(target, fresh);
      force(fresh);
      Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
      try {
        Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException | RuntimeException e) {
        Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
        throw e;
      }
      Beside.delete(target, old);
    } finally {
      Beside.delete(target, fresh);
    }
  }

  private static boolean isFree(Path dir) throws IOException {
    if (Files.notExists(dir)) {
      return true;
    }
    if (!Files.isDirectory(dir)) {
      return false;
    }
    try (Stream<Path> content = Files.list(dir)) {
      return content.findAny().isEmpty();
    }
  }

  /** A file of any other name is somebody's who did not mean it to go. */
  private static void requireModel(Path target, Path fresh) throws IOException {
    Set<String> ours = names(fresh);
    Set<String> theirs = names(target);
    Optional<String> other =
        theirs.stream().filter(name -> !ours.contains(name) && !isKnown(name)).findFirst();
    if (other.isPresent() || (!theirs.equals(ours) && Collections.disjoint(theirs, WEIGHTS))) {
      throw new InvalidInputException(
          target
              + " is not replaced: it is not just a saved model, it holds '"
              + other.orElse(theirs.iterator().next())
              + "'; save into another folder, or remove this one");
    }
  }

  private static boolean isKnown(String name) {
    List<String> parts = List.of(name.split("/", -1));
    String last = parts.get(parts.size() - 1);
    return (KNOWN.contains(last) || FOLDERS.contains(last))
        && parts.subList(0, parts.size() - 1).stream().allMatch(FOLDERS::contains);
  }

  /** Paths of what is below a folder, each number in them as {@code #}. */
  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> !path.equals(folder))
          .map(path -> folder.relativize(path).toString().replace('\\', '/'))
          .map(name -> name.replaceAll("\\d+", "#"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** The new model is on the disk before the old one goes. */
  private static void force(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      // Not a channel: a channel is closed under the hands of an interrupted thread.
      try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
        out.getFD().sync();
      }
    }
  }
}
