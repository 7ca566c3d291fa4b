package org.al4j.server.http;

import io.javalin.http.sse.SseClient;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Tells browsers how far the project is, as it changes, a few times a second at most. One thread
 * writes; whoever does not read is cut off by the connection's timeout.
 */
final class EventStream implements AutoCloseable {
  private static final int MOST = 200;
  private static final int MOST_EACH = 5;
  private static final long MILLIS = 250;
  private static final int PING = 40; // beats

  private final Supplier<String> state;
  private int beats; // of the one thread
  private final Map<SseClient, String> clients = new ConcurrentHashMap<>(); // to person
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
   * @param state what is told, JSON
   */
  EventStream(Supplier<String> state) {
    this.state = state;
    thread.execute(this::beat);
  }

  /** Somebody wants to hear; the oldest of his own too many connections is not kept. */
  void add(String name, SseClient client) {
    long his = clients.values().stream().filter(name::equals).count();
    if (clients.size() >= MOST || his >= MOST_EACH) {
      throw new ApiException(429, "too-many", "too many open streams");
    }
    client.keepAlive();
    client.onClose(() -> clients.remove(client));
    clients.put(client, name);
    changed.set(true);
  }

  /** Something has happened. */
  void changed() {
    changed.set(true);
  }

  /** Somebody may hear nothing more. */
  void drop(String name) {
    clients.forEach(
        (client, person) -> {
          if (person.equals(name)) {
            client.close();
          }
        });
  }

  /** Once, and again a moment later. */
  private void beat() {
    try {
      tell();
      if (beats++ % PING == 0) {
        clients.keySet().forEach(client -> client.sendComment("ping"));
      }
    } catch (RuntimeException e) {
      // a client went away, or the server ends
    }
    if (!thread.isShutdown()) {
      var unused = thread.schedule(this::beat, MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void tell() {
    if (changed.getAndSet(false) && !clients.isEmpty()) {
      String now = state.get();
      clients.keySet().forEach(client -> client.sendEvent("progress", now));
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
    clients.keySet().forEach(SseClient::close);
  }
}
