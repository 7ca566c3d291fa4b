package org.al4j.core.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.io.Beside;

/** Saved models of any format; those of the {@link ModelFormat}s on the class path. */
public final class Models {
  private Models() {}

  /** The formats, by name. */
  public static List<ModelFormat> formats() {
    return ServiceLoader.load(ModelFormat.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(ModelFormat::name))
        .toList();
  }

  /**
   * Reads the model in a folder, whatever wrote it: it gives what it gave when it was saved. A
   * Hugging Face folder is read, too. While another thread or process replaces the folder, as
   * {@link SaveMode#REPLACE} does, the old model is read or the new one; also after one was killed
   * in the midst of it. The caller closes the model.
   *
   * @throws IOException if a file cannot be read
   * @throws InvalidInputException naming the file, if the folder holds no model, one of a format
   *     that is not on the class path or newer than this version reads, or files that {@code save}
   *     does not write
   */
  public static ActiveModel<?> load(Path dir) throws IOException {
    return Beside.read(dir, folder -> format(folder, describing(folder)).load(folder));
  }

  /**
   * The same for a model of a known kind.
   *
   * @param kind what it must predict, for example {@code ClassLabel.class}
   * @throws InvalidInputException also if it predicts something else
   */
  @SuppressWarnings("unchecked") // its kind says so
  public static <A extends Annotation> ActiveModel<A> load(Path dir, Class<A> kind)
      throws IOException {
    ActiveModel<?> model = load(dir);
    if (model.kind() != kind) {
      String found = model.kind().getSimpleName();
      model.close();
      throw new InvalidInputException(
          dir + " holds a model of " + found + ", not of " + kind.getSimpleName());
    }
    return (ActiveModel<A>) model;
  }

  /** The model that a format which wraps another found in its folder; for such formats. */
  public static ActiveModel<?> loadWithin(Path dir) throws IOException {
    ModelDescription inner =
        describing(dir)
            .of()
            .orElseThrow(
                () -> new InvalidInputException(dir + " does not say which model it is around"));
    return format(dir, inner).load(dir);
  }

  /** Writes {@code al4j.json} into the folder of a model that has just been saved. */
  public static void describe(Path dir, String format, int version) throws IOException {
    new ModelDescription(format, version, Optional.empty()).write(dir);
  }

  /** The same for a format around the one that the folder is of so far. */
  public static void describeAround(Path dir, String format, int version) throws IOException {
    new ModelDescription(format, version, Optional.of(describing(dir))).write(dir);
  }

  /**
   * What a folder's {@code al4j.json} says; of one without, as older versions and other programs
   * write them, what its files tell.
   *
   * @throws InvalidInputException if it holds no model, or files of more than one
   */
  public static ModelDescription description(Path dir) throws IOException {
    return Beside.read(dir, Models::describing);
  }

  private static ModelDescription describing(Path dir) throws IOException {
    if (!Files.isDirectory(dir)) {
      throw new InvalidInputException(
          dir + " is not a folder; a saved model is a folder, as save(..) writes it");
    }
    Optional<ModelDescription> said = ModelDescription.read(dir);
    if (said.isEmpty()) {
      return recognised(dir);
    }
    requireNoOthers(dir, said.get());
    return said.get();
  }

  /** A file of another format that came in later would be ignored without a word. */
  private static void requireNoOthers(Path dir, ModelDescription said) {
    Set<String> named = new HashSet<>();
    for (var one = Optional.of(said); one.isPresent(); one = one.get().of()) {
      named.add(one.get().format());
    }
    for (ModelFormat format : formats()) {
      if (!named.contains(format.name()) && format.recognises(dir)) {
        throw new InvalidInputException(
            dir
                + " must hold one model: "
                + ModelDescription.FILE
                + " says "
                + String.join(" around ", new TreeSet<>(named))
                + ", but there are files of "
                + format.name()
                + ", too; keep those of one");
      }
    }
  }

  /** Whether a folder is described, or a format on the class path recognises it. */
  public static boolean isSavedIn(Path dir) {
    return Beside.read(
        dir,
        folder ->
            Files.isRegularFile(folder.resolve(ModelDescription.FILE))
                || formats().stream().anyMatch(format -> format.recognises(folder)));
  }

  private static ModelDescription recognised(Path dir) {
    List<ModelFormat> found = formats().stream().filter(format -> format.recognises(dir)).toList();
    List<ModelFormat> plain = found.stream().filter(format -> !format.wraps()).toList();
    if (plain.size() != 1) {
      String names = plain.stream().map(ModelFormat::name).collect(Collectors.joining(" and "));
      throw new InvalidInputException(
          dir
              + (plain.isEmpty()
                  ? " holds no saved model; formats on the class path: " + names() + instead(dir)
                  : " must hold one model, found files of " + names + "; keep those of one"));
    }
    ModelDescription description = new ModelDescription(plain.get(0).name(), 1, Optional.empty());
    for (ModelFormat around : found) {
      if (around.wraps()) {
        description = new ModelDescription(around.name(), 1, Optional.of(description));
      }
    }
    return description;
  }

  private static ModelFormat format(Path dir, ModelDescription description) {
    ModelFormat format =
        formats().stream()
            .filter(known -> known.name().equals(description.format()))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        dir
                            + " holds a model of format '"
                            + description.format()
                            + "', which nothing on the class path reads; formats: "
                            + names()));
    if (description.version() > format.version()) {
      throw new InvalidInputException(
          dir
              + " holds a model of format '"
              + format.name()
              + "' version "
              + description.version()
              + "; this AL4J reads up to version "
              + format.version()
              + ": use a newer one");
    }
    return format;
  }

  private static String instead(Path dir) {
    return formats().stream().map(format -> format.foundInstead(dir)).collect(Collectors.joining());
  }

  private static String names() {
    return formats().stream().map(ModelFormat::name).collect(Collectors.joining(", "));
  }
}
