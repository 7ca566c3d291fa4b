package org.al4j.core.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.io.IoReason;

/** A run in a folder: {@code run.jsonl}, possessed by {@code run.lock}, and {@code state/}. */
final class FolderStore implements RunStore {
  private static final String NAME = "run";
  private static final String STATE = "state";

  private final Path dir;
  private final Journal.Writer writer;

  FolderStore(Path dir, Journal.Writer writer) {
    this.dir = dir;
    this.writer = writer;
  }

  @Override
  public String name() {
    return dir.toString();
  }

  @Override
  public String journal() {
    return dir.resolve(NAME + ".jsonl").toString();
  }

  @Override
  public List<String> read() {
    Path path = dir.resolve(NAME + ".jsonl");
    try {
      return LogFile.read(path, Files.readAllBytes(path)).lines();
    } catch (IOException e) {
      throw new InvalidInputException(
          "no run in " + dir + ": cannot read " + path.getFileName(), e);
    }
  }

  @Override
  public Possession take() {
    Journal journal = Journal.open(dir, NAME, writer);
    try {
      LogFile file = LogFile.read(journal.path(), journal.content());
      if (file.lines().isEmpty()) { // where state or notes are, something was recorded
        refuseLostLog(dir.resolve(STATE), "state");
        refuseLostLog(dir.resolve("notes"), "notes");
      }
      return new Owner(journal, file);
    } catch (Throwable e) { // whatever it is, the folder must be free
      journal.close();
      throw e;
    }
  }

  private void refuseLostLog(Path beside, String what) {
    try (Stream<Path> files = Files.isDirectory(beside) ? Files.list(beside) : Stream.empty()) {
      if (files.findAny().isPresent()) {
        throw new InvalidInputException(
            String.format(
                    Locale.ROOT,
                    "%s: run.jsonl records nothing, but %s holds a run's %s, so the log is lost:"
                        + " restore",
                    dir,
                    beside,
                    what)
                + " it, or use another folder");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + beside + ": " + IoReason.of(e), e);
    }
  }

  private final class Owner implements Possession {
    private final Journal journal;
    private final LogFile file;

    Owner(Journal journal, LogFile file) {
      this.journal = journal;
      this.file = file;
    }

    @Override
    public List<String> lines() {
      return file.lines();
    }

    @Override
    public void tidy() {
      file.repair(journal);
    }

    @Override
    public void append(List<String> lines) {
      journal.append(lines);
    }

    @Override
    public void saveBlob(String name, byte[] bytes) {
      Path path = blobFile(name).orElseThrow(() -> new IllegalArgumentException(name));
      try {
        journal.requireInPlace(); // or a folder that was removed would be made anew
        Files.createDirectories(dir.resolve(STATE));
        AtomicFile.write(path, bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(
            "cannot write the run's state in " + dir + ": " + IoReason.of(e), e);
      }
    }

    @Override
    public Optional<byte[]> blob(String name) {
      Optional<Path> path = blobFile(name);
      if (path.isEmpty()) {
        return Optional.empty();
      }
      try {
        return Optional.of(Files.readAllBytes(path.get()));
      } catch (NoSuchFileException e) {
        return Optional.empty();
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + path.get() + ": " + IoReason.of(e), e);
      }
    }

    /** A log that was changed must not lead out of the run's folder. */
    private Optional<Path> blobFile(String name) {
      Path folder = dir.resolve(STATE);
      try {
        Path path = folder.resolve(name);
        boolean inside = folder.equals(path.getParent()) && !name.equals(".") && !name.equals("..");
        return inside ? Optional.of(path) : Optional.empty();
      } catch (InvalidPathException e) {
        return Optional.empty();
      }
    }

    @Override
    public Optional<Path> folder(String name) {
      try {
        journal.requireInPlace();
        return Optional.of(Files.createDirectories(dir.resolve(name)));
      } catch (IOException e) {
        throw new UncheckedIOException(
            "cannot make " + dir.resolve(name) + ": " + IoReason.of(e), e);
      }
    }

    @Override
    public void close() {
      journal.close();
    }
  }
}
