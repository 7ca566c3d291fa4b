package org.al4j.models.checkpoint;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;

/**
 * Checkpoints by name or folder. Names are those of the {@link CheckpointProvider}s on the class
 * path; a folder of that name in the working directory goes before.
 */
public final class Checkpoints {
  private static final String MINI_LM = "minilm";
  private static final String E5_SMALL = "e5-small";
  private static final Set<String> OURS = Set.of(MINI_LM, E5_SMALL);

  private Checkpoints() {}

  /**
   * The folder of all-MiniLM-L6-v2 (BERT, 6 layers of 384, 90 MB), which al-minilm brings.
   *
   * @throws InvalidInputException if al-minilm is not on the class path, or it cannot be unpacked
   */
  public static Path miniLm() {
    return named(MINI_LM);
  }

  /**
   * The folder of e5-small-v2 (BERT, 12 layers of 384), which al-minilm brings. It was trained to
   * find {@code "query: "} before each text.
   *
   * @throws InvalidInputException if al-minilm is not on the class path, or it cannot be unpacked
   */
  public static Path e5Small() {
    return named(E5_SMALL);
  }

  /** The providers on the class path, by name. */
  public static List<CheckpointProvider> providers() {
    return ServiceLoader.load(CheckpointProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(CheckpointProvider::name))
        .toList();
  }

  /** The provider that a checkpoint's name stands for; none of a folder or an unknown name. */
  public static Optional<CheckpointProvider> provider(String nameOrFolder) {
    return isFolder(nameOrFolder)
        ? Optional.empty()
        : providers().stream().filter(one -> one.name().equals(nameOrFolder)).findFirst();
  }

  /** Whether it is a checkpoint's name, also of a library that is missing, and not a folder's. */
  public static boolean isName(String nameOrFolder) {
    return isKnown(nameOrFolder) && !isFolder(nameOrFolder);
  }

  private static boolean isKnown(String name) {
    return OURS.contains(name) || providers().stream().anyMatch(one -> one.name().equals(name));
  }

  /**
   * Where a folder is that was recorded earlier: where it was, or, if it was a named checkpoint's
   * in a cache that was emptied or has moved since, where that is unpacked now. The caller compares
   * what it finds with what it had.
   */
  public static Path recorded(Path folder) {
    Path last = folder.getFileName();
    if (last == null || Files.exists(folder)) {
      return folder;
    }
    return providers().stream()
        .filter(one -> last.toString().matches(Pattern.quote(one.name()) + "-[0-9a-f]+"))
        .findFirst()
        .map(CheckpointProvider::folder)
        .orElse(folder);
  }

  /**
   * The folder of a checkpoint, whether there is one of the name or not: a folder is returned as it
   * is, so that whoever reads it says what is wrong.
   *
   * @param nameOrFolder a provider's name, or a folder in Hugging Face layout
   * @throws InvalidInputException if a named checkpoint cannot be unpacked, or a known name's
   *     library is not on the class path
   */
  public static Path folder(String nameOrFolder) {
    return isName(nameOrFolder) ? named(nameOrFolder) : Path.of(nameOrFolder);
  }

  private static Path named(String name) {
    return providers().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new InvalidInputException(missing(name)))
        .folder();
  }

  /** What could be meant by a folder that is not there; begins a clause, or is empty. */
  static String meant(Path folder) {
    List<String> names = providers().stream().map(CheckpointProvider::name).toList();
    if (folder.isAbsolute() || folder.getNameCount() != 1) {
      return "";
    }
    return names.isEmpty()
        ? ", or a name such as minilm, with the module al-minilm on the class path"
        : ", or one of the names " + String.join(", ", names);
  }

  private static String missing(String name) {
    String there =
        providers().stream().map(CheckpointProvider::name).collect(Collectors.joining(", "));
    return "checkpoint '"
        + name
        + "' is not on the class path"
        + (there.isEmpty() ? "" : ", which has " + there)
        + "; add the module al-minilm, or give a folder in Hugging Face layout";
  }

  private static boolean isFolder(String nameOrFolder) {
    try {
      return Files.isDirectory(Path.of(nameOrFolder));
    } catch (InvalidPathException e) {
      return false;
    }
  }
}
