package org.al4j.core.io;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Hidden folders beside a folder that is made or replaced as a whole. Their names tell the process
 * that made them, so that what a killed one left behind is found: the next who saves there removes
 * it, or puts back what was set aside when nothing came in its place.
 */
public final class Beside {
  /** What such a folder holds. */
  public enum Role {
    /** What is to come into the place. */
    NEW("new"),
    /** What was there, set aside. */
    OLD("old");

    private final String word;

    Role(String word) {
      this.word = word;
    }
  }

  private static final Pattern NAME =
      Pattern.compile("\\.al4j-(new|old)-(\\d+)-[0-9a-f-]{36}-(.+)");

  private Beside() {}

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
    for (Path left : left(parent, target.getFileName().toString())) {
      boolean lost = left.getFileName().toString().startsWith(".al4j-" + Role.OLD.word);
      if (lost && Files.notExists(target, LinkOption.NOFOLLOW_LINKS)) {
        Files.move(left, target, StandardCopyOption.ATOMIC_MOVE);
      } else {
        MoreFiles.deleteRecursively(left, RecursiveDeleteOption.ALLOW_INSECURE);
      }
    }
  }

  /** Those whose makers are gone. */
  private static List<Path> left(Path parent, String name) throws IOException {
    try (Stream<Path> siblings = Files.list(parent)) {
      return siblings
          .filter(sibling -> isLeft(sibling.getFileName().toString(), name))
          .sorted()
          .toList();
    }
  }

  private static boolean isLeft(String found, String name) {
    Matcher matcher = NAME.matcher(found);
    if (!matcher.matches()) {
      return false;
    }
    String of = matcher.group(3);
    Matcher nested = NAME.matcher(of); // a folder beside one that is beside the target
    boolean ours = of.equals(name) || (nested.matches() && nested.group(3).equals(name));
    return ours && isGone(matcher.group(2));
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
