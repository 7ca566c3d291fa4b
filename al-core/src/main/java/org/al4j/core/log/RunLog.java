package org.al4j.core.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.al4j.core.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * The durable record of a run: {@code run.jsonl}, one event per line, only ever appended to. When
 * {@link #append} returns, the events are on the disk. Larger state lies beside it in {@code
 * state/}, in files named by their hash and renamed into place before the line that names them. One
 * process owns a run ({@code run.lock}); a torn last line is dropped.
 */
public final class RunLog implements AutoCloseable {
  private static final String NAME = "run";
  private final @Nullable Path dir;
  private final @Nullable Journal journal;
  private final List<RunEvent> events;

  private RunLog(@Nullable Path dir, @Nullable Journal journal, List<RunEvent> events) {
    this.dir = dir;
    this.journal = journal;
    this.events = events;
  }

  /** A log that is kept in memory only: nothing survives the process. */
  public static RunLog inMemory(Provenance provenance) {
    RunLog log = new RunLog(null, null, new ArrayList<>());
    log.append(List.of(new RunEvent.Started(provenance)));
    return log;
  }

  /**
   * Opens the run in {@code dir}, starting it if there is none.
   *
   * @throws InvalidInputException if another process has it open, if it is another run (its
   *     identity differs), or if a line before the last cannot be read
   */
  public static RunLog open(Path dir, Provenance provenance) {
    return open(dir, provenance, Journal::writeFully);
  }

  static RunLog open(Path dir, Provenance provenance, Journal.Writer writer) {
    Journal journal = Journal.open(dir, NAME, writer);
    try {
      RunLog log = new RunLog(dir, journal, parse(journal.path(), journal.lines()));
      log.begin(provenance);
      return log;
    } catch (RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  /**
   * The events of the run in {@code dir}, without taking possession of it; a torn last line is left
   * out.
   */
  public static List<RunEvent> read(Path dir) {
    Path path = dir.resolve(NAME + ".jsonl");
    try {
      String text = Files.readString(path);
      String whole = text.substring(0, text.lastIndexOf('\n') + 1);
      return List.copyOf(parse(path, whole.lines().toList()));
    } catch (IOException e) {
      throw new InvalidInputException(
          "no run in " + dir + ": cannot read " + path.getFileName(), e);
    }
  }

  /** What happened so far, oldest first; the first is {@link RunEvent.Started}. */
  public List<RunEvent> events() {
    return List.copyOf(events);
  }

  /** Records events; they are durable when this returns. */
  public void append(List<? extends RunEvent> added) {
    if (journal != null) {
      journal.append(added.stream().map(EventCodec::encode).toList());
    }
    events.addAll(added);
  }

  /**
   * Writes state beside the log, to be named by an event; an in-memory log keeps nothing and
   * returns the name.
   */
  public RunEvent.StateFile saveState(String role, byte[] bytes) {
    String sha256 = sha256(bytes);
    RunEvent.StateFile state = new RunEvent.StateFile(role + "-" + sha256.substring(0, 16), sha256);
    if (dir == null) {
      return state;
    }
    try {
      Path folder = Files.createDirectories(dir.resolve("state"));
      Path temporary = folder.resolve(state.file() + ".tmp");
      Files.write(temporary, bytes);
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      Files.move(temporary, folder.resolve(state.file()), StandardCopyOption.ATOMIC_MOVE);
      return state;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write the run's state in " + dir + ": " + e.getMessage(), e);
    }
  }

  /**
   * Reads state that an event names.
   *
   * @throws InvalidInputException if it is missing or was changed
   */
  public byte[] loadState(RunEvent.StateFile state) {
    if (dir == null) {
      throw new IllegalStateException("a log in memory has no saved state");
    }
    Path path = dir.resolve("state").resolve(state.file());
    try {
      byte[] bytes = Files.readAllBytes(path);
      if (!sha256(bytes).equals(state.sha256())) {
        throw new InvalidInputException(
            path + " was changed: its SHA-256 is not the one the log recorded; restore it");
      }
      return bytes;
    } catch (IOException e) {
      throw new InvalidInputException(path + " is missing; the log names it: restore it", e);
    }
  }

  @Override
  public void close() {
    if (journal != null) {
      journal.close();
    }
  }

  private void begin(Provenance provenance) {
    if (events.isEmpty()) {
      append(List.of(new RunEvent.Started(provenance)));
      return;
    }
    if (!(events.get(0) instanceof RunEvent.Started started)) {
      throw new InvalidInputException(
          dir + ": the first line of run.jsonl must be the run's start");
    }
    refuseDifferences(started.provenance().identity(), provenance.identity());
    Map<String, String> environment = started.provenance().environment();
    for (RunEvent event : events) {
      if (event instanceof RunEvent.Resumed resumed) {
        environment = resumed.provenance().environment();
      }
    }
    if (!environment.equals(provenance.environment())) {
      append(List.of(new RunEvent.Resumed(provenance)));
    }
  }

  private void refuseDifferences(Map<String, String> recorded, Map<String, String> now) {
    List<String> keys = new ArrayList<>(recorded.keySet());
    now.keySet().stream().filter(key -> !recorded.containsKey(key)).forEach(keys::add);
    for (String key : keys) {
      String then = recorded.getOrDefault(key, "absent");
      String value = now.getOrDefault(key, "absent");
      if (!then.equals(value)) {
        throw new InvalidInputException(
            "cannot resume "
                + dir
                + ": it was started with "
                + key
                + " = "
                + then
                + ", now it is "
                + value
                + "; use the old setting or another folder");
      }
    }
  }

  private static List<RunEvent> parse(Path path, List<String> lines) {
    List<RunEvent> events = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      try {
        events.add(EventCodec.decode(lines.get(i)));
      } catch (JsonProcessingException | RuntimeException e) {
        throw new InvalidInputException(
            path
                + ":"
                + (i + 1)
                + ": not an event of a run; the file was changed by something else: restore it",
            e);
      }
    }
    return events;
  }

  private static String sha256(byte[] bytes) {
    return Hashing.sha256().hashBytes(bytes).toString();
  }
}
