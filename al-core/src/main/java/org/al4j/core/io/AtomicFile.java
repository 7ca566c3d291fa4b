package org.al4j.core.io;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;

/**
 * Replaces a file as a whole: readers see the old content or the new, never a part, and after a
 * failure the old one.
 *
 * <p>The content goes to a new file in the same folder, with a name that nothing else has, is
 * forced to the disk and renamed. A symbolic link is followed: its target is replaced and the link
 * stays. An existing file's permissions are kept. What cannot be replaced (a pipe, a device, {@code
 * /dev/stdout}) is written through as the content comes. An interrupted thread writes as any other.
 */
public final class AtomicFile {
  private static final int MOST_LINKS = 40;

  private AtomicFile() {}

  /** Writes the content of a file. */
  @FunctionalInterface
  public interface Body {
    /** Writes everything to {@code out}, which is not buffered and which the caller closes. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Makes {@code bytes} the content of {@code file}.
   *
   * @throws IOException if it cannot be written; the old content is still there then
   */
  public static void write(Path file, byte[] bytes) throws IOException {
    write(file, out -> out.write(bytes));
  }

  /**
   * Makes what {@code body} writes the content of {@code file}.
   *
   * @throws IOException if it cannot be written, or {@code body} throws it; the old content is
   *     still there then
   */
  public static void write(Path file, Body body) throws IOException {
    Path target = followed(file.toAbsolutePath());
    if (isThrough(target)) {
      through(target, body);
    } else if (Files.isDirectory(target)) {
      throw new FileSystemException(file.toString(), null, "is a folder");
    } else {
      replace(target, body);
    }
  }

  /**
   * Where writing to {@code file} goes: the end of a chain of symbolic links, which need not exist.
   *
   * @throws IOException if the links go round in a circle, or one cannot be read
   */
  public static Path followed(Path file) throws IOException {
    Path path = file;
    for (int i = 0; i < MOST_LINKS; i++) {
      // The links in /proc/self/fd name pipes and sockets by what is no path.
      if (isStream(path) || !Files.isSymbolicLink(path)) {
        return path;
      }
      path = path.toAbsolutePath().resolveSibling(Files.readSymbolicLink(path));
    }
    throw new FileSystemLoopException(file.toString());
  }

  /** Whether the name means an open stream, whatever that leads to. */
  private static boolean isStream(Path path) {
    String name = path.normalize().toString();
    return name.startsWith("/dev/fd/") || name.startsWith("/dev/std") || name.startsWith("/proc/");
  }

  private static boolean isThrough(Path target) {
    return isStream(target)
        || (Files.exists(target) && !Files.isRegularFile(target) && !Files.isDirectory(target));
  }

  /** Appends, so that a stream which leads to a file keeps what is in there. */
  private static void through(Path target, Body body) throws IOException {
    switch (target.normalize().toString()) {
      case "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1" -> standard(FileDescriptor.out, body);
      case "/dev/stderr", "/dev/fd/2", "/proc/self/fd/2" -> standard(FileDescriptor.err, body);
      default -> {
        try (FileOutputStream out = new FileOutputStream(target.toFile(), true)) {
          body.writeTo(out);
        }
      }
    }
  }

  /** The process's own stream, which stays open: a socket, for one, cannot be opened by name. */
  @SuppressWarnings("resource")
  private static void standard(FileDescriptor descriptor, Body body) throws IOException {
    body.writeTo(new FileOutputStream(descriptor));
  }

  private static void replace(Path target, Body body) throws IOException {
    Path folder = target.getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new NotDirectoryException(String.valueOf(folder));
    }
    Path temporary = createBeside(target);
    try {
      copyPermissions(target, temporary);
      // Not a channel: a channel is closed under the hands of an interrupted thread.
      try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
        body.writeTo(out);
        out.getFD().sync();
      }
      rename(temporary, target);
    } finally {
      Files.deleteIfExists(temporary);
    }
    forceFolder(folder);
  }

  /** A new file: an existing one, whoever left it there, is not touched. */
  private static Path createBeside(Path target) throws IOException {
    while (true) {
      try {
        // Not the target's name with something behind it, which may be longer than names can be.
        return Files.createFile(target.resolveSibling(".al4j-" + UUID.randomUUID() + ".tmp"));
      } catch (FileAlreadyExistsException e) {
        // another name then
      }
    }
  }

  /** Before there is content, so that nobody reads it who may not. */
  private static void copyPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (view != null && Files.exists(from)) {
      view.setPermissions(Files.getPosixFilePermissions(from));
    }
  }

  private static void rename(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Makes the new name last through a power failure, where the system can force a folder. */
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no folders; the content itself is on the disk.
    }
  }
}
