package org.al4j.core.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.io.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * The durable record of a run: one event per line, only ever appended to; {@code docs/run-log.md}
 * describes the format. When {@link #append} returns, the events are in the {@link RunStore} for
 * good, by default on the disk. Each line carries a checksum that includes the line before. Larger
 * state lies beside it in blobs named by their hash, which are there before the line that names
 * them. One process owns a run; anything that is not as it was written is refused.
 */
public final class RunLog implements AutoCloseable {
  private final String name;
  private final String journal;
  private final RunStore.@Nullable Possession store; // none: nothing survives the process
  private final List<RunEvent> events;
  private LineChain chain;

  private RunLog(String name, String journal, RunStore.@Nullable Possession store, LogText text) {
    this.name = name;
    this.journal = journal;
    this.store = store;
    this.events = new ArrayList<>(text.events());
    this.chain = text.chain();
  }

  /** A log that is kept in memory only: nothing survives the process. */
  public static RunLog inMemory(Provenance provenance) {
    RunLog log = new RunLog("run in memory", "run in memory", null, LogText.EMPTY);
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
    return open(RunStore.folder(dir), provenance);
  }

  /**
   * Opens the run in {@code store}, starting it if there is none.
   *
   * @throws InvalidInputException as for a folder
   */
  public static RunLog open(RunStore store, Provenance provenance) {
    RunStore.Possession run = store.take();
    try {
      String journal = store.journal();
      RunLog log = new RunLog(store.name(), journal, run, LogText.of(journal, run.lines()));
      log.requireSameRun(provenance);
      run.tidy(); // not before: what is refused is left as it was
      log.begin(provenance);
      return log;
    } catch (Throwable e) { // whatever it is, the run must be free
      run.close();
      throw e;
    }
  }

  static RunLog open(Path dir, Provenance provenance, Journal.Writer writer) {
    return open(new FolderStore(dir, writer), provenance);
  }

  /**
   * The events of the run in {@code dir}, without taking possession of it; a torn last line is left
   * out.
   *
   * @throws InvalidInputException if there is no run, or a line is not as it was written
   */
  public static List<RunEvent> read(Path dir) {
    return read(RunStore.folder(dir));
  }

  /** The same of the run in {@code store}. */
  public static List<RunEvent> read(RunStore store) {
    return LogText.of(store.journal(), store.read()).events();
  }

  /** Where the run is, for messages. */
  public String name() {
    return name;
  }

  /** Where the run's lines are, for messages: a file's name, or what the store calls it. */
  public String journal() {
    return journal;
  }

  /** What happened so far, oldest first; the first is {@link RunEvent.Started}. */
  public List<RunEvent> events() {
    return List.copyOf(events);
  }

  /**
   * Records events; they are durable when this returns.
   *
   * @throws InvalidInputException if the log is gone, was replaced, or somebody else has written to
   *     it; nothing is recorded then
   * @throws UncheckedIOException if it cannot be written; nothing is recorded then
   */
  public void append(List<? extends RunEvent> added) {
    if (store != null) {
      LineChain next = chain.copy();
      store.append(added.stream().map(event -> next.seal(readable(event))).toList());
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
    String sha256 = Sha256.of(bytes);
    RunEvent.StateFile state = new RunEvent.StateFile(role + "-" + sha256.substring(0, 16), sha256);
    if (store != null) {
      store.saveBlob(state.file(), bytes);
    }
    return state;
  }

  /**
   * Reads state that an event names.
   *
   * @throws InvalidInputException if it is missing or was changed
   */
  public byte[] loadState(RunEvent.StateFile state) {
    if (store == null) {
      throw new IllegalStateException("a log in memory has no saved state");
    }
    byte[] bytes =
        store
            .blob(state.file())
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        String.format(
                            Locale.ROOT,
                            "%s: the state '%s' is missing; the log names it: restore it",
                            name,
                            state.file())));
    if (!Sha256.of(bytes).equals(state.sha256())) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s: the state '%s' was changed: its SHA-256 is not the one the log recorded; restore"
                  + " it",
              name,
              state.file()));
    }
    return bytes;
  }

  /**
   * A folder of the run's own for files that can be made again; empty if the run is kept elsewhere.
   *
   * @param folder its name
   */
  public Optional<Path> folder(String folder) {
    return store == null ? Optional.empty() : store.folder(folder);
  }

  @Override
  public void close() {
    if (store != null) {
      store.close();
    }
  }

  private void requireSameRun(Provenance provenance) {
    if (!events.isEmpty()) {
      IdentityCheck.requireSame(
          name, started().provenance().identity(), provenance.identity(), chain.startedSealed());
    }
  }

  private RunEvent.Started started() {
    if (events.get(0) instanceof RunEvent.Started started) {
      return started;
    }
    throw new InvalidInputException(
        name + ": the first line of the log must be the run's start; restore it");
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
}
