package org.al4j.minilm;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.Beside;
import org.al4j.core.io.IoReason;
import org.al4j.core.io.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint in a library on the class path. It is unpacked beside its place in the cache,
 * compared with the SHA-256 that stands here, forced to the disk and renamed: a folder of that name
 * is whole, whoever is killed when, and processes that unpack it at once do not meet.
 */
final class PackedCheckpoint {
  private static final List<String> OWN =
      List.of("config.json", "tokenizer_config.json", "README.md");
  private static final int MOST_TRIES = 10;

  /** Bytes that a file system has left for us. */
  @FunctionalInterface
  interface Room {
    /** The bytes; 0 or less where it does not tell. */
    long in(Path folder) throws IOException;
  }

  private final String name;
  private final String coordinates;
  private final List<PackedFile> files;
  private final Room room;

  /**
   * A checkpoint with our configuration, which lies in the folder of its name.
   *
   * @param coordinates of the library, for errors
   * @param files what the library has of it
   */
  PackedCheckpoint(String name, String coordinates, List<PackedFile> files) {
    this(name, coordinates, files, folder -> Files.getFileStore(folder).getUsableSpace());
  }

  PackedCheckpoint(String name, String coordinates, List<PackedFile> files, Room room) {
    this.name = name;
    this.coordinates = coordinates;
    List<PackedFile> all = new ArrayList<>(files);
    OWN.forEach(own -> all.add(PackedFile.own(own, "/org/al4j/minilm/" + name + "/" + own)));
    this.files = List.copyOf(all);
    this.room = room;
  }

  String name() {
    return name;
  }

  /**
   * Its folder in a cache, made if it is not there as a whole.
   *
   * @throws InvalidInputException if it cannot be made; nothing is left behind then
   */
  Path into(Path cache) {
    Path folder = cache.resolve("checkpoints").resolve(name + "-" + sha256().substring(0, 12));
    synchronized (this) {
      if (!isWhole(folder)) {
        requireNoFile(folder);
        try {
          make(folder);
        } catch (IOException e) {
          throw refused(folder, IoReason.of(e), e);
        }
      }
    }
    return folder;
  }

  /** Over all files, by which the folders of two versions are two. */
  private String sha256() {
    Sha256 hasher = new Sha256();
    files.forEach(file -> hasher.field(file.name()).field(file.sha256()));
    return hasher.hex();
  }

  /** By the sizes: a folder gets its name when its content is known to be right. */
  private boolean isWhole(Path folder) {
    return files.stream()
        .allMatch(
            file -> {
              Path at = folder.resolve(file.name());
              try {
                return Files.isRegularFile(at) && Files.size(at) == file.size();
              } catch (IOException e) {
                return false;
              }
            });
  }

  private void requireNoFile(Path folder) {
    for (Path at = folder; at != null && !Files.isDirectory(at); at = at.getParent()) {
      if (Files.exists(at)) {
        throw refused(folder, at + " is a file", null);
      }
    }
  }

  private void make(Path folder) throws IOException {
    Path parent = Objects.requireNonNull(folder.getParent(), "a cache has folders in it");
    if (!Files.isDirectory(parent)) { // a symbolic link to one counts
      Files.createDirectories(parent);
    }
    Beside.sweep(folder);
    requireRoom(folder, parent);
    Path beside = Files.createDirectory(Beside.path(folder, Beside.Role.NEW));
    try {
      for (PackedFile file : files) {
        Unpacking.copy(file, coordinates, beside.resolve(file.name()));
      }
      force(beside);
      place(beside, folder);
      force(parent);
    } catch (IOException | RuntimeException | Error e) {
      clean(folder, beside, e);
      throw e;
    }
    Beside.delete(folder, beside); // where another process was first
  }

  private void requireRoom(Path folder, Path parent) throws IOException {
    long needed = files.stream().mapToLong(PackedFile::size).sum();
    long there = room.in(parent);
    if (there > 0 && there < needed) {
      throw refused(
          folder,
          String.format(
              Locale.ROOT,
              "it takes %d MB, %d MB are free",
              needed / 1_000_000 + 1,
              there / 1_000_000),
          null);
    }
  }

  /** Gives the folder its name, unless another process was first. */
  private void place(Path beside, Path folder) throws IOException {
    for (int tries = 1; !isWhole(folder); tries++) {
      if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
        Beside.delete(folder, folder);
      }
      try {
        Files.move(beside, folder, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileSystemException e) {
        if (tries == MOST_TRIES || !Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
          throw e;
        }
      }
    }
  }

  private static void clean(Path folder, Path beside, Throwable thrown) {
    try {
      Beside.delete(folder, beside);
    } catch (IOException e) {
      thrown.addSuppressed(e);
    }
  }

  /** Makes names last through a power failure, where the system can force a folder. */
  private static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no folders; the content itself is on the disk.
    }
  }

  private InvalidInputException refused(Path folder, String why, @Nullable IOException cause) {
    return new InvalidInputException(
        "checkpoint "
            + name
            + " cannot be unpacked into "
            + folder
            + ": "
            + why
            + "; mend that, or name another folder by AL4J_CACHE in the environment or"
            + " -Dal4j.cache=DIR",
        cause);
  }
}
