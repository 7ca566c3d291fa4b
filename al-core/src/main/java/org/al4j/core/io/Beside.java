package org.al4j.core.io;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * Hidden folders beside a folder that is made or replaced as a whole. Their names tell the process
 * that made them, so that what a killed one left behind is found: the next who saves there removes
 * it, or puts back what was set aside when nothing came in its place.
 *
 * <p>Java cannot exchange two folders in one step, so a replaced folder is missing for an instant,
 * or until the next save if the process is killed then. Whoever reads with {@link #read} does not
 * notice: what was set aside is complete, and is read in its place.
 */
public final class Beside {
  /** What such a folder holds. */
  public enum Role {
    /** What is to come into the place. */
    NEW("new"),
    /** What was there, set aside until the new one is in the place; complete. */
    OLD("old"),
    /** What is being deleted. */
    GONE("gone");

    private final String word;

    Role(String word) {
      this.word = word;
    }
  }

  private static final Pattern NAME =
      Pattern.compile("\\.al4j-(new|old|gone)-(\\d+)-[0-9a-f-]{36}-(.+)");

  private static final int MOST_TRIES = 1000;
  private static final String NOTHING = "nothing";

  private Beside() {}

  /**
   * Reads what is in a folder.
   *
   * @param <T> what is read; closed if it can be and is not handed out
   * @param <E> what reading throws
   */
  @FunctionalInterface
  public interface Reading<T, E extends Exception> {
    /** Reads {@code folder}, which need not be there. */
    T read(Path folder) throws E;
  }

  /**
   * Reads a folder that others may replace meanwhile: all of it before or all of it after. Where
   * the folder is missing and was set aside, that is read. What failed, or was read, while the
   * folder was replaced is read again.
   *
   * @throws E as {@code reading} threw it, of a folder that was not replaced meanwhile
   */
  public static <T, E extends Exception> T read(Path dir, Reading<T, E> reading) throws E {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      Path at = Files.exists(dir) ? dir : setAside(dir).orElse(dir);
      String before = identity(at);
      boolean between = before.equals(NOTHING) && isReplaced(dir);
      try {
        T read = reading.read(at);
        if (before.equals(identity(at))) {
          return read;
        }
        close(read);
      } catch (Exception e) { // a folder half there may throw anything
        boolean there = !before.equals(NOTHING) || (at.equals(dir) && !between);
        boolean stood = there && before.equals(identity(at));
        if (stood || tries == MOST_TRIES - 1) {
          throw e;
        }
      }
    }
    throw new InvalidInputException(
        dir + ": was replaced each of " + MOST_TRIES + " times that it was read; save less often");
  }

  private static void close(@Nullable Object read) {
    if (read instanceof AutoCloseable open) {
      try {
        open.close();
      } catch (Exception e) {
        throw new IllegalStateException("what was read in vain does not close", e);
      }
    }
  }

  /** Which folder stands there: another one that has its name has another identity. */
  private static String identity(Path folder) {
    try {
      BasicFileAttributes now = Files.readAttributes(folder, BasicFileAttributes.class);
      return now.fileKey() + " " + now.creationTime() + " " + now.lastModifiedTime();
    } catch (IOException e) {
      return NOTHING;
    }
  }

  private static Optional<Path> setAside(Path dir) {
    return siblings(dir).stream().filter(path -> is(path, Role.OLD)).findFirst();
  }

  /** Whether a folder that is missing lacks for an instant only. */
  private static boolean isReplaced(Path dir) {
    return siblings(dir).stream().anyMatch(path -> is(path, Role.OLD) || is(path, Role.GONE));
  }

  /** The folders beside one, whoever made them; none where that cannot be told. */
  private static List<Path> siblings(Path dir) {
    try {
      Path target = AtomicFile.followed(dir.toAbsolutePath()).normalize();
      Path parent = target.getParent();
      if (parent == null || !Files.isDirectory(parent)) {
        return List.of();
      }
      return beside(parent, target.getFileName().toString(), any -> true);
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  private static boolean is(Path sibling, Role role) {
    return sibling.getFileName().toString().startsWith(".al4j-" + role.word + "-");
  }

  /** A path beside {@code target} that nothing has yet. */
  public static Path path(Path target, Role role) {
    return target.resolveSibling(
        String.format(
            Locale.ROOT,
            ".al4j-%s-%d-%s-%s",
            role.word,
            ProcessHandle.current().pid(),
            UUID.randomUUID(),
            target.getFileName()));
  }

  /**
   * Removes what processes that are gone left beside {@code target}; where the target itself is
   * missing, what was set aside last comes back first.
   *
   * @throws IOException if it cannot be removed or put back
   */
  public static void sweep(Path target) throws IOException {
    Path parent = target.toAbsolutePath().getParent();
    if (parent == null || target.getFileName() == null || !Files.isDirectory(parent)) {
      return;
    }
    String name = target.getFileName().toString();
    for (Path left : beside(parent, name, Beside::isGone)) {
      if (is(left, Role.OLD) && Files.notExists(target, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(left, target, StandardCopyOption.ATOMIC_MOVE);
      } else {
        delete(target, left);
      }
    }
  }

  /**
   * Deletes a folder beside {@code target}, under a name from which nobody reads a folder that is
   * half deleted. Nothing happens if it is not there.
   */
  public static void delete(Path target, Path beside) throws IOException {
    if (Files.exists(beside, LinkOption.NOFOLLOW_LINKS)) {
      Path gone = path(target, Role.GONE);
      Files.move(beside, gone, StandardCopyOption.ATOMIC_MOVE);
      MoreFiles.deleteRecursively(gone, RecursiveDeleteOption.ALLOW_INSECURE);
    }
  }

  /** Those of makers that {@code of} wants, by name. */
  private static List<Path> beside(Path parent, String name, Predicate<String> of)
      throws IOException {
    try (Stream<Path> siblings = Files.list(parent)) {
      return siblings
          .filter(sibling -> isBeside(sibling.getFileName().toString(), name, of))
          .sorted()
          .toList();
    }
  }

  private static boolean isBeside(String found, String name, Predicate<String> maker) {
    Matcher matcher = NAME.matcher(found);
    if (!matcher.matches()) {
      return false;
    }
    String of = matcher.group(3);
    Matcher nested = NAME.matcher(of); // a folder beside one that is beside the target
    boolean ours = of.equals(name) || (nested.matches() && nested.group(3).equals(name));
    return ours && maker.test(matcher.group(2));
  }

  private static boolean isGone(String pid) {
    try {
      Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(pid));
      return process.filter(ProcessHandle::isAlive).isEmpty();
    } catch (NumberFormatException e) {
      return false; // nobody's whom we know
    }
  }
}
