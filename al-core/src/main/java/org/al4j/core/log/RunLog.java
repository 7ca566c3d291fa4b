package org.al4j.core.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.AtomicFile;
import org.al4j.core.io.IoReason;
import org.jspecify.annotations.Nullable;

/**
 * The durable record of a run: {@code run.jsonl}, one event per line, only ever appended to; {@code
 * docs/run-log.md} describes the format. When {@link #append} returns, the events are on the disk.
 * Each line carries a checksum that includes the line before. Larger state lies beside it in {@code
 * state/}, in files named by their hash and renamed into place before the line that names them. One
 * process owns a run ({@code run.lock}); a torn last line is dropped, anything else that is not as
 * it was written is refused.
 */
public final class RunLog implements AutoCloseable {
  private static final String NAME = "run";

  /** Ends of names that runs recorded before format 1 do not have, and are not compared on. */
  private static final List<String> SINCE_FORMAT_1 =
      List.of("evaluator", "checkpoint.files.sha256", "labels.sha256", "attributes.sha256");

  private final @Nullable Path dir;
  private final @Nullable Journal journal;
  private final List<RunEvent> events;
  private LineChain chain;

  private RunLog(@Nullable Path dir, @Nullable Journal journal, LogText text) {
    this.dir = dir;
    this.journal = journal;
    this.events = new ArrayList<>(text.events());
    this.chain = text.chain();
  }

  /** A log that is kept in memory only: nothing survives the process. */
  public static RunLog inMemory(Provenance provenance) {
    RunLog log = new RunLog(null, null, LogText.EMPTY);
    log.append(List.of(new RunEvent.Started(provenance)));
    return log;
  }

  /**
   * Opens the run in {@code dir}, starting it if there is none.
   *
   * @throws InvalidInputException if another process has it open, if it is another run (its
   *     identity differs), if a line is not as it was written, or if the log is lost and the state
   *     or the notes that belonged to it are not
   */
  public static RunLog open(Path dir, Provenance provenance) {
    return open(dir, provenance, Journal::writeFully);
  }

  static RunLog open(Path dir, Provenance provenance, Journal.Writer writer) {
    Journal journal = Journal.open(dir, NAME, writer);
    try {
      LogText text = LogText.read(journal.path(), journal.content());
      if (text.events().isEmpty()) {
        refuseLostLog(dir);
      }
      RunLog log = new RunLog(dir, journal, text);
      log.requireSameRun(provenance);
      text.repair(journal); // not before: what is refused is left as it was
      log.begin(provenance);
      return log;
    } catch (Throwable e) { // whatever it is, the folder must be free
      journal.close();
      throw e;
    }
  }

  /** Where state was saved, or notes about queries were taken, something was recorded. */
  private static void refuseLostLog(Path dir) {
    refuseLostLog(dir, dir.resolve("state"), "state");
    refuseLostLog(dir, dir.resolve("notes"), "notes");
  }

  private static void refuseLostLog(Path dir, Path beside, String what) {
    try (Stream<Path> files = Files.isDirectory(beside) ? Files.list(beside) : Stream.empty()) {
      if (files.findAny().isPresent()) {
        throw new InvalidInputException(
            "%s: run.jsonl records nothing, but %s holds a run's %s, so the log is lost: restore"
                    .formatted(dir, beside, what)
                + " it, or use another folder");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + beside + ": " + IoReason.of(e), e);
    }
  }

  /**
   * The events of the run in {@code dir}, without taking possession of it; a torn last line is left
   * out.
   *
   * @throws InvalidInputException if there is no run, or a line is not as it was written
   */
  public static List<RunEvent> read(Path dir) {
    Path path = dir.resolve(NAME + ".jsonl");
    try {
      return LogText.read(path, Files.readAllBytes(path)).events();
    } catch (IOException e) {
      throw new InvalidInputException(
          "no run in " + dir + ": cannot read " + path.getFileName(), e);
    }
  }

  /** What happened so far, oldest first; the first is {@link RunEvent.Started}. */
  public List<RunEvent> events() {
    return List.copyOf(events);
  }

  /**
   * Records events; they are durable when this returns.
   *
   * @throws InvalidInputException if the log's file is gone, was replaced, or somebody else has
   *     written to it; nothing is recorded then
   * @throws UncheckedIOException if it cannot be written; nothing is recorded then
   */
  public void append(List<? extends RunEvent> added) {
    if (journal != null) {
      LineChain next = chain.copy();
      journal.append(added.stream().map(event -> next.seal(readable(event))).toList());
      chain = next;
    }
    events.addAll(added);
  }

  /** An event's object, once it is certain that it can be read again. */
  private static String readable(RunEvent event) {
    String object = EventCodec.encode(event);
    try {
      EventCodec.decode(object);
      return object;
    } catch (JsonProcessingException | RuntimeException e) {
      throw new InvalidInputException(
          "the log would not read this event again, so it is not recorded: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
          e);
    }
  }

  /**
   * Writes state beside the log, to be named by an event; an in-memory log keeps nothing and
   * returns the name.
   */
  public RunEvent.StateFile saveState(String role, byte[] bytes) {
    String sha256 = sha256(bytes);
    RunEvent.StateFile state = new RunEvent.StateFile(role + "-" + sha256.substring(0, 16), sha256);
    if (dir == null || journal == null) {
      return state;
    }
    try {
      journal.requireInPlace(); // or a folder that was removed would be made anew
      AtomicFile.write(Files.createDirectories(dir.resolve("state")).resolve(state.file()), bytes);
      return state;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write the run's state in " + dir + ": " + IoReason.of(e), e);
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
    Path path = stateFile(dir.resolve("state"), state.file());
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

  /** A log that was changed must not lead out of the run's folder. */
  private static Path stateFile(Path folder, String name) {
    try {
      Path path = folder.resolve(name);
      if (folder.equals(path.getParent())) {
        return path;
      }
    } catch (InvalidPathException e) {
      // refused below
    }
    throw new InvalidInputException(
        "the log names '" + name + "', which is no file of " + folder + ": restore the log");
  }

  @Override
  public void close() {
    if (journal != null) {
      journal.close();
    }
  }

  private void requireSameRun(Provenance provenance) {
    if (!events.isEmpty()) {
      refuseDifferences(started().provenance().identity(), provenance.identity());
    }
  }

  private RunEvent.Started started() {
    if (events.get(0) instanceof RunEvent.Started started) {
      return started;
    }
    throw new InvalidInputException(
        dir + ": the first line of run.jsonl must be the run's start; restore the file");
  }

  private void begin(Provenance provenance) {
    if (events.isEmpty()) {
      append(List.of(new RunEvent.Started(provenance)));
      return;
    }
    Map<String, String> environment = started().provenance().environment();
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
    Set<String> keys = new TreeSet<>(recorded.keySet());
    keys.addAll(now.keySet());
    if (!chain.startedSealed()) { // nor on the names of classes that have none
      keys.removeIf(key -> recorded.getOrDefault(key, "x").isBlank());
      keys.removeIf(
          key -> !recorded.containsKey(key) && SINCE_FORMAT_1.stream().anyMatch(key::endsWith));
    }
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

  private static String sha256(byte[] bytes) {
    return Hashing.sha256().hashBytes(bytes).toString();
  }
}
