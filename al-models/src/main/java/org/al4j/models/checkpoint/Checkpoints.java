package org.al4j.models.checkpoint;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;

/**
 * Checkpoints by name or folder. Names are those of the {@link CheckpointProvider}s on the class
 * path; a folder of that name in the working directory goes before.
 */
public final class Checkpoints {
  private static final String MINI_LM = "minilm";
  private static final String E5_SMALL = "e5-small";

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

  /**
   * The folder of a checkpoint, whether there is one of the name or not: a folder is returned as it
   * is, so that whoever reads it says what is wrong.
   *
   * @param nameOrFolder a provider's name, or a folder in Hugging Face layout
   * @throws InvalidInputException if a named checkpoint cannot be unpacked, or a known name's
   *     library is not on the class path
   */
  public static Path folder(String nameOrFolder) {
    Optional<CheckpointProvider> provider = provider(nameOrFolder);
    if (provider.isPresent()) {
      return provider.get().folder();
    }
    boolean known = nameOrFolder.equals(MINI_LM) || nameOrFolder.equals(E5_SMALL);
    return known && !isFolder(nameOrFolder) ? named(nameOrFolder) : Path.of(nameOrFolder);
  }

  private static Path named(String name) {
    return providers().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new InvalidInputException(missing(name)))
        .folder();
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
