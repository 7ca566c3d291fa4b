package org.al4j.models.internal.resume;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.models.internal.engine.run.Weights;
import org.al4j.models.internal.engine.train.Trainer;
import org.al4j.models.internal.engine.train.TrainingState;

/**
 * What a run keeps on the disk while it is not done, in a folder beside its result: where it is,
 * and the weights of the best epoch. A state names the best epoch that it knows; the weights of it
 * are written before it and deleted after the next, so that each state finds its own.
 *
 * @param folder beside the result
 * @param identity what must be the same for a run to go on: checkpoint, texts, settings
 */
public record RunFolder(Path folder, SortedMap<String, String> identity) {
  private static final String STATE = "state";
  private static final String BEST = "best-";

  /** The folder of a run whose result goes to {@code out}. */
  public static RunFolder beside(Path out, SortedMap<String, String> identity) {
    Path whole = out.toAbsolutePath().normalize();
    return new RunFolder(
        whole.resolveSibling(whole.getFileName() + ".training"), new TreeMap<>(identity));
  }

  /**
   * Makes the folder.
   *
   * @throws InvalidInputException if there is a run that was not to go on, or it is another's
   */
  public void open(boolean resume) {
    Path state = folder.resolve(STATE);
    if (Files.exists(state)) {
      if (!resume) {
        throw InvalidInputException.ofSettings(
            "%s holds a run that is not done; give {resume}, or delete it to start anew", folder);
      }
      requireSame(TrainingState.position(state));
    }
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new InvalidInputException(folder + ": cannot be made: " + e.getMessage(), e);
    }
  }

  private void requireSame(SortedMap<String, String> found) {
    identity.forEach(
        (key, value) -> {
          String before = found.getOrDefault(key, "nothing");
          if (!before.equals(value)) {
            throw new InvalidInputException(
                folder
                    + " holds a run with "
                    + key
                    + " "
                    + before
                    + ", this one has "
                    + value
                    + "; give what it had, or delete the folder to start anew");
          }
        });
  }

  /** Puts a run back where its last state was; empty if there is none. */
  public Optional<Position> read(Trainer trainer) {
    Path state = folder.resolve(STATE);
    return Files.exists(state)
        ? Optional.of(Position.of(TrainingState.read(state, List.of(trainer))))
        : Optional.empty();
  }

  /** Keeps a state, whole or not at all. */
  public void write(Position position, Trainer trainer) {
    SortedMap<String, String> all = position.toMap();
    all.putAll(identity);
    TrainingState.write(folder.resolve(STATE), all, List.of(trainer));
    String best = BEST + position.best().epoch();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString();
        if (name.startsWith(BEST) && !name.equals(best)) {
          Files.delete(file);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": cannot be tidied: " + e.getMessage(), e);
    }
  }

  /** Keeps the weights of the best epoch so far. */
  public void writeBest(int epoch, Weights weights) {
    TrainingState.write(
        folder.resolve(BEST + epoch), new TreeMap<>(), List.of(TrainingState.of(weights)));
  }

  /** Puts back the weights of the best epoch. */
  public void readBest(int epoch, Weights weights) {
    TrainingState.read(folder.resolve(BEST + epoch), List.of(TrainingState.of(weights)));
  }

  /** Removes the folder, once the result is there. */
  public void delete() {
    try {
      MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    } catch (IOException e) {
      throw new UncheckedIOException(folder + ": cannot be deleted: " + e.getMessage(), e);
    }
  }
}
