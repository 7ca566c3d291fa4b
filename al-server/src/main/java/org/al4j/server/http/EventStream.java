package org.al4j.server.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.javalin.http.sse.SseClient;
import io.javalin.http.sse.SseHandler;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.al4j.server.access.Visitor;
import org.al4j.server.desk.DeskProgress;
import org.jspecify.annotations.Nullable;

/**
 * Tells browsers how far the project is, as it changes, a few times a second at most. One thread
 * writes; whoever does not read is cut off by the connection's timeout. A place is taken before the
 * answer begins, since a stream is opened on another thread after it.
 */
final class EventStream implements AutoCloseable {
  private static final int MOST = 200;
  private static final int MOST_EACH = 5;
  private static final long MILLIS = 250;
  private static final int PING = 40; // beats
  private static final String TYPE = "text/event-stream";

  /** Who hears, from before his answer begins until it ends. */
  private static final class Place {
    private final Visitor visitor;
    private @Nullable SseClient client;
    private boolean over;

    Place(Visitor visitor) {
      this.visitor = visitor;
    }

    synchronized void open(SseClient opened) {
      client = opened;
      if (over) { // he was revoked between the two
        opened.close();
      }
    }

    void close() {
      SseClient opened;
      synchronized (this) {
        over = true;
        opened = client;
      }
      if (opened != null) {
        opened.close();
      }
    }

    synchronized Optional<SseClient> client() {
      return Optional.ofNullable(client);
    }
  }

  private final Supplier<DeskProgress> state;
  private final Predicate<Visitor> isIn;
  private int beats; // of the one thread
  private final Set<Place> places = new LinkedHashSet<>(); // with its monitor
  private final AtomicBoolean changed = new AtomicBoolean();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread one = new Thread(work, "al4j-events");
            one.setDaemon(true);
            return one;
          });

  /**
   * A stream.
   *
   * @param state what is told
   * @param isIn whether somebody is still let in
   */
  EventStream(Supplier<DeskProgress> state, Predicate<Visitor> isIn) {
    this.state = state;
    this.isIn = isIn;
    thread.execute(this::beat);
  }

  /** Somebody wants to hear; refused where he, or all together, hear too often already. */
  void listen(Context ctx, Visitor visitor) {
    if (!TYPE.equals(ctx.header("Accept"))) {
      throw ApiException.bad("ask for events with Accept: " + TYPE);
    }
    Place place = reserve(visitor);
    boolean begun = false;
    try {
      if (!isIn.test(visitor)) { // revoked since he was let in, and not dropped: he had no place
        throw new ApiException(401, "no-session", "open the link that you were given");
      }
      new SseHandler(client -> open(place, client)).handle(ctx);
      begun = true;
    } finally {
      if (!begun) { // he was gone before it began; Javalin throws what it does not declare, too
        free(place);
      }
    }
  }

  private Place reserve(Visitor visitor) {
    Place place = new Place(visitor);
    synchronized (places) {
      long his = places.stream().filter(one -> one.visitor.name().equals(visitor.name())).count();
      if (places.size() >= MOST || his >= MOST_EACH) {
        throw new ApiException(429, "too-many", "too many open streams");
      }
      places.add(place);
    }
    return place;
  }

  private void free(Place place) {
    synchronized (places) {
      places.remove(place);
    }
  }

  private void open(Place place, SseClient client) {
    boolean open = false;
    try {
      client.keepAlive();
      client.onClose(() -> free(place));
      place.open(client);
      changed.set(true);
      open = true;
    } finally {
      if (!open) {
        free(place);
      }
    }
  }

  private List<Place> all() {
    synchronized (places) {
      return new ArrayList<>(places);
    }
  }

  /** Something has happened. */
  void changed() {
    changed.set(true);
  }

  /** Somebody may hear nothing more. */
  void drop(String name) {
    all().stream().filter(one -> one.visitor.name().equals(name)).forEach(Place::close);
  }

  /** Once, and again a moment later. */
  private void beat() {
    try {
      tell();
      if (beats++ % PING == 0) {
        all().forEach(one -> one.client().ifPresent(client -> client.sendComment("ping")));
      }
    } catch (RuntimeException e) {
      // a client went away, or the server ends
    }
    if (!thread.isShutdown()) {
      var unused = thread.schedule(this::beat, MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** It is looked up once for all, whoever is told. */
  private void tell() {
    if (!changed.get()) {
      return;
    }
    List<Place> told = all();
    if (!told.isEmpty() && changed.getAndSet(false)) {
      DeskProgress now = state.get();
      told.forEach(one -> one.client().ifPresent(client -> tell(client, now, one.visitor)));
    }
  }

  private static void tell(SseClient client, DeskProgress now, Visitor visitor) {
    ObjectNode news = ProjectRoutes.progress(now, visitor);
    client.sendEvent("progress", news.toString());
  }

  @Override
  public void close() {
    thread.shutdownNow();
    all().forEach(Place::close);
  }
}
