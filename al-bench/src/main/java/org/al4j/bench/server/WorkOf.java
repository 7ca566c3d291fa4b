package org.al4j.bench.server;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a thread of a name is at work, looked at each millisecond. */
final class WorkOf extends Thread {
  private static final int EACH_MILLIS = 1;

  private final String name;
  private final List<Latencies.Request> stretches = new ArrayList<>();

  WorkOf(String name) {
    super("work-of-" + name);
    this.name = name;
    setDaemon(true);
  }

  @Override
  public void run() {
    Thread watched = null;
    long since = 0;
    while (true) {
      if (watched == null || !watched.isAlive()) {
        watched = find();
      }
      boolean works = watched != null && watched.getState() == State.RUNNABLE;
      long now = System.nanoTime();
      if (works && since == 0) {
        since = now;
      } else if (!works && since != 0) {
        add(since, now);
        since = 0;
      }
      try {
        Thread.sleep(watched == null ? 50 : EACH_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private @Nullable Thread find() {
    Thread[] all = new Thread[Thread.activeCount() + 16];
    int count = Thread.enumerate(all);
    for (int i = 0; i < count; i++) {
      if (all[i].getName().equals(name)) {
        return all[i];
      }
    }
    return null;
  }

  private synchronized void add(long from, long to) {
    stretches.add(new Latencies.Request(from, to));
  }

  synchronized List<Latencies.Request> stretches() {
    return List.copyOf(stretches);
  }
}
