package org.al4j.core.loop.internal.model;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.al4j.core.data.Annotation;
import org.al4j.core.io.Sha256;
import org.al4j.core.loop.internal.run.Lessons;

/**
 * The model of a run's last round, kept beside the log so that a restart asks without a fit. It
 * lies in a folder named {@code ROUND-KEY-CONTENT}: a hash of all that the model was made of, the
 * run's identity and the labels in their order, and a hash of its files. So a model of another run,
 * of another round or with a changed byte is never taken for the one that is wanted; where there is
 * none, the model is trained again as ever.
 */
public final class KeptModel<A extends Annotation> {
  private static final System.Logger LOG = System.getLogger(KeptModel.class.getName());
  private static final int DIGITS = 16;

  private final Path folder;
  private final Map<String, String> identity;
  private final Function<Path, LearnerPair.Models<A>> loader;
  private String kept = "";

  /**
   * A place for a model.
   *
   * @param identity the run's, as it was recorded
   */
  public KeptModel(
      Path folder, Map<String, String> identity, Function<Path, LearnerPair.Models<A>> loader) {
    this.folder = folder;
    this.identity = new TreeMap<>(identity);
    this.loader = loader;
  }

  /** The models of the last lesson if they are kept, whole and can be loaded. */
  Optional<LearnerPair.Models<A>> load(Lessons<A> lessons) {
    String prefix = prefix(lessons);
    try {
      for (Path candidate : content()) {
        String name = candidate.getFileName().toString();
        if (name.startsWith(prefix) && name.equals(prefix + hash(candidate))) {
          LearnerPair.Models<A> models = loader.apply(candidate);
          kept = prefix;
          return Optional.of(models);
        }
      }
    } catch (IOException | RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "the model kept in " + folder + " cannot be loaded and is trained again",
          e);
    }
    return Optional.empty();
  }

  /** Keeps the models of the last lesson, in the place of those before. */
  void save(Lessons<A> lessons, HeldModels<A> models) {
    String prefix = prefix(lessons);
    if (prefix.equals(kept)) {
      return;
    }
    Path fresh = folder.resolve(".new-" + UUID.randomUUID());
    try {
      Files.createDirectories(folder);
      models.shared().save(fresh);
      Path target = folder.resolve(prefix + hash(fresh));
      force(fresh);
      delete(target);
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
      kept = prefix;
      for (Path other : content()) {
        if (!other.equals(target)) {
          delete(other);
        }
      }
    } catch (IOException | RuntimeException e) { // the round is recorded: only a fit is lost
      LOG.log(
          System.Logger.Level.WARNING,
          "the model of round " + lessons.round(lessons.size() - 1) + " is not kept in " + folder,
          e);
    }
  }

  private String prefix(Lessons<A> lessons) {
    int last = lessons.size() - 1;
    Sha256 hasher = new Sha256();
    identity.forEach(
        (name, value) -> {
          hasher.field(name);
          hasher.field(value);
        });
    for (int lesson = 0; lesson <= last; lesson++) {
      hasher.addInt(lessons.round(lesson)).addInt(lessons.changes(lesson));
    }
    for (Lessons.Change<A> change : lessons.changes().subList(0, lessons.changes(last))) {
      hasher.field(change.instance().id());
      hasher.field(String.valueOf(change.annotation())); // null: it has no label any more
    }
    return lessons.round(last) + "-" + hasher.hex().substring(0, DIGITS) + "-";
  }

  private List<Path> content() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  private static List<Path> files(Path model) throws IOException {
    try (Stream<Path> all = Files.walk(model)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Over names and contents. */
  private static String hash(Path model) throws IOException {
    Sha256 hasher = new Sha256();
    for (Path file : files(model)) {
      hasher.field(model.relativize(file).toString().replace('\\', '/'));
      hasher.add(new Sha256().add(file).bytes());
    }
    return hasher.hex().substring(0, DIGITS);
  }

  /** On the disk before it has its name. */
  private static void force(Path model) throws IOException {
    for (Path file : files(model)) {
      try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
        out.getFD().sync();
      }
    }
  }

  private static void delete(Path path) throws IOException {
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      MoreFiles.deleteRecursively(path, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }
}
