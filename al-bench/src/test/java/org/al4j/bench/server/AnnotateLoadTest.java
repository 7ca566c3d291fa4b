package org.al4j.bench.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The load program, shortened. */
class AnnotateLoadTest {
  @TempDir private Path dir;

  @Test
  void load_short_losesAndDoublesNothing() {
    StringWriter out = new StringWriter();
    CommandLine load = new CommandLine(new AnnotateLoad()).setOut(new PrintWriter(out, true));
    String[] args = "--texts 400 --people 5 --seconds 3 --think 0.1 --warm-up 1".split(" ");
    String[] all = java.util.Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--dir";
    all[args.length + 1] = dir.toString();
    assertEquals(0, load.execute(all), out::toString);
    assertTrue(out.toString().contains("labels lost: 0.00"), out::toString);
    assertTrue(out.toString().contains("labels doubled: 0.00"), out::toString);
  }

  @Test
  void quantiles_ofTimes_areTimesThatWereMeasured() {
    Latencies times = new Latencies();
    for (int i = 1; i <= 100; i++) {
      times.add(0, i * 1_000_000L);
    }
    assertEquals(50, times.median());
    assertEquals(99, times.high());
    assertEquals(100, times.quantile(1));
    assertEquals(10, times.where(one -> one.millis() <= 10).count());
    assertTrue(Double.isNaN(new Latencies().median()));
  }
}
