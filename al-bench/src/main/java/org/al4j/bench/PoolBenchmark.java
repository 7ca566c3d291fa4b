package org.al4j.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.pool.Pool;

/**
 * Heap of a pool of a million 250-character texts, and the time and heap of a next pool. Arguments:
 * how many texts (default 1,000,000).
 */
final class PoolBenchmark {
  private static final int CHARACTERS = 250;
  private static final int BATCH = 100;
  private static final int STEPS = 200;

  private PoolBenchmark() {}

  /** Runs and prints. */
  public static void main(String[] args) {
    int size = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    long empty = usedHeap();
    Pool<ClassLabel> pool = Pool.unlabelled(texts(size));
    long full = usedHeap();
    print(
        "texts %,d x %d characters, heap of the pool %.2f GB%n",
        size, CHARACTERS, (full - empty) / 1e9);

    List<Double> milliseconds = new ArrayList<>();
    ClassLabel label = new ClassLabel("x");
    for (int step = 0; step < STEPS; step++) {
      List<Labelled<ClassLabel>> batch = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        batch.add(new Labelled<>(pool.corpus().get(step * BATCH + i), label));
      }
      long start = System.nanoTime();
      pool = pool.label(batch);
      milliseconds.add((System.nanoTime() - start) / 1e6);
    }
    milliseconds.sort(null);
    print(
        "next pool after %d labels: median %.3f ms, slowest %.3f ms of %d%n",
        BATCH, milliseconds.get(STEPS / 2), milliseconds.get(STEPS - 1), STEPS);

    List<Pool<ClassLabel>> kept = new ArrayList<>();
    long before = usedHeap();
    for (int i = 0; i < 100; i++) {
      kept.add(pool.label(List.of(new Labelled<>(pool.corpus().get(size - 1 - i), label))));
    }
    print(
        "a next pool holds %.3f MB of its own (mean of %d)%n",
        (usedHeap() - before) / 1e6 / kept.size(), kept.size());
  }

  private static List<Instance> texts(int size) {
    SplittableRandom random = new SplittableRandom(1);
    List<Instance> texts = new ArrayList<>(size);
    char[] characters = new char[CHARACTERS];
    for (int i = 0; i < size; i++) {
      for (int c = 0; c < CHARACTERS; c++) {
        characters[c] = c % 6 == 5 ? ' ' : (char) ('a' + random.nextInt(26));
      }
      texts.add(
          Instance.ofText(Long.toHexString(random.nextLong()) + "-" + i, new String(characters)));
    }
    return texts;
  }

  private static long usedHeap() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, format, values);
  }
}
