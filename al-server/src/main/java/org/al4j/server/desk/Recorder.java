package org.al4j.server.desk;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Annotation;
import org.al4j.core.loop.Round;
import org.al4j.core.oracle.Answer;
import org.al4j.core.people.Note;

/**
 * Records what people say. One thread does it, so that what comes at the same time goes to the disk
 * in one write, and what comes twice is seen. The key of a submission stands in the run's log
 * behind what was said, in the same write: what has no key there was never acknowledged, and to do
 * it again changes nothing.
 */
final class Recorder<A extends Annotation> implements AutoCloseable {
  static final String KEY = "key";
  private static final System.Logger LOG = System.getLogger(Recorder.class.getName());
  private static final int MOST_AT_ONCE = 64;

  /**
   * Something to be recorded.
   *
   * @param answer for the loop; empty for a note alone
   */
  record Entry<A extends Annotation>(
      String who, String id, String key, Optional<Answer<A>> answer, List<Note> notes) {}

  private record Waiting<A extends Annotation>(
      Entry<A> entry, CompletableFuture<Receipt> receipt) {}

  private final LoopDoor<A> loop;
  private final Consumer<Round> told;
  private final BlockingQueue<Waiting<A>> queue = new LinkedBlockingQueue<>();
  private final Map<String, Set<String>> keys = new HashMap<>(); // by person; of the one thread
  private final Thread thread = new Thread(this::work, "al4j-recorder");
  private volatile boolean closed;

  /**
   * Begins to record.
   *
   * @param noted what was noted so far
   * @param told after each write, on the thread that writes
   */
  Recorder(LoopDoor<A> loop, List<Note> noted, Consumer<Round> told) {
    this.loop = loop;
    this.told = told;
    for (Note note : noted) {
      if (note.name().equals(KEY)) {
        remember(note.annotator(), note.text());
      }
    }
    thread.setDaemon(true);
    thread.start();
  }

  private void remember(String who, String key) {
    keys.computeIfAbsent(who, name -> new HashSet<>()).add(key);
  }

  private boolean knows(Entry<A> entry) {
    return keys.getOrDefault(entry.who(), Set.of()).contains(entry.key());
  }

  /** What becomes of an entry; it is on the disk when the future says so. */
  CompletableFuture<Receipt> record(Entry<A> entry) {
    CompletableFuture<Receipt> receipt = new CompletableFuture<>();
    queue.add(new Waiting<>(entry, receipt));
    if (closed) {
      refuseAll();
    }
    return receipt;
  }

  /**
   * The same, waited for.
   *
   * @throws RuntimeException as {@link LabelDesk#submit} says
   */
  Receipt recorded(Entry<A> entry) {
    try {
      return record(entry).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void work() {
    List<Waiting<A>> held = new ArrayList<>();
    while (!closed) {
      try {
        if (held.isEmpty()) {
          held.add(queue.take());
        }
        queue.drainTo(held, MOST_AT_ONCE);
        held = write(held);
      } catch (InterruptedException e) {
        break; // by close()
      }
    }
    held.forEach(one -> one.receipt().completeExceptionally(closing()));
    refuseAll();
  }

  /** Writes what can go together; returns what waits for the next write. */
  private List<Waiting<A>> write(List<Waiting<A>> all) {
    Set<String> busy = new HashSet<>();
    List<Waiting<A>> now = new ArrayList<>();
    List<Waiting<A>> later = new ArrayList<>();
    for (Waiting<A> one : all) {
      // one of each person and text, so that it is plain what a refusal is about; in order
      boolean first = busy.add("person " + one.entry().who());
      boolean only = busy.add("text " + one.entry().id());
      if (!first || !only) {
        later.add(one);
      } else if (knows(one.entry())) {
        one.receipt().complete(Receipt.ALREADY);
      } else {
        now.add(one);
      }
    }
    if (!now.isEmpty()) {
      append(now);
    }
    return later;
  }

  private void append(List<Waiting<A>> now) {
    List<Answer<A>> answers = new ArrayList<>();
    List<Note> notes = new ArrayList<>();
    for (Waiting<A> one : now) {
      Entry<A> entry = one.entry();
      entry.answer().ifPresent(answers::add);
      notes.addAll(entry.notes());
      notes.add(new Note(KEY, entry.id(), entry.who(), entry.key()));
    }
    Round round;
    try {
      round = loop.accept(answers, notes);
    } catch (
        InvalidInputException e) { // of the log, which is gone or another's: nobody's fault here
      IllegalStateException failed = new IllegalStateException("it cannot be recorded", e);
      now.forEach(one -> one.receipt().completeExceptionally(failed));
      return;
    } catch (RuntimeException | Error e) { // a full disk, for one; the thread goes on
      now.forEach(one -> one.receipt().completeExceptionally(e));
      return;
    }
    // before what follows from it, which may write too, or fail: these are on the disk
    now.forEach(one -> one.receipt().complete(receipt(one.entry(), round)));
    try {
      told.accept(round);
    } catch (RuntimeException e) { // nobody is to send these again; what failed is tried again
      LOG.log(System.Logger.Level.WARNING, "after a write: {0}", e.getClass().getName());
    }
  }

  private Receipt receipt(Entry<A> entry, Round round) {
    String reason = round.refused().get(entry.id());
    if (reason != null) {
      return new Receipt(Receipt.Kind.REFUSED, reason);
    }
    remember(entry.who(), entry.key());
    boolean changed = entry.answer().isEmpty() || round.accepted().contains(entry.id());
    return changed ? Receipt.RECORDED : Receipt.ALREADY;
  }

  private void refuseAll() {
    for (Waiting<A> one = queue.poll(); one != null; one = queue.poll()) {
      one.receipt().completeExceptionally(closing());
    }
  }

  private static IllegalStateException closing() {
    return new IllegalStateException("the server ends; send it again when it is there");
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    refuseAll();
  }
}
