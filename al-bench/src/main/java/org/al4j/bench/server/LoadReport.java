package org.al4j.bench.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a load took, beside what is wanted.
 *
 * @param from when measuring began, on {@link System#nanoTime}
 * @param trained when the training's thread was at work
 */
record LoadReport(
    LoadPerson.Measured measured,
    long from,
    int seconds,
    List<Latencies.Request> trained,
    LoadCheck check) {
  void print(PrintWriter out) {
    Latencies acknowledged = measured.acknowledged().where(one -> one.from() >= from);
    Latencies next = measured.next().where(one -> one.from() >= from);
    Latencies training = next.where(this::whileTraining);
    row(out, "label acknowledged, median, ms", acknowledged.median(), 20);
    row(out, "label acknowledged, 99th percentile, ms", acknowledged.high(), 100);
    row(out, "next texts while a model trains, 99th percentile, ms", training.high(), 50);
    row(out, "labels lost", check.lost(), 0);
    row(out, "labels doubled", check.doubled(), 0);
    out.printf(
        Locale.ROOT,
        "%.1f labels a second%n",
        acknowledged.count() / (double) Math.max(1, seconds));
    out.println("request | count | median ms | 99th percentile ms | largest ms");
    out.println("judge | " + acknowledged.row());
    out.println("judge while a model trains | " + acknowledged.where(this::whileTraining).row());
    out.println("next | " + next.row());
    out.println("next while a model trains | " + training.row());
    List<Latencies.Request> since = trained.stream().filter(one -> one.to() >= from).toList();
    double millis = since.stream().mapToDouble(Latencies.Request::millis).sum();
    out.printf(
        Locale.ROOT,
        "the training's thread was at work for %.1f of %d s, in %d stretches%n",
        millis / 1_000,
        seconds,
        since.size());
    out.printf(
        Locale.ROOT,
        "the run's log has %,d judgements, %d of them on their way when the server was killed%n",
        check.recorded(),
        check.unasked());
    out.flush();
  }

  private boolean whileTraining(Latencies.Request request) {
    return trained.stream().anyMatch(one -> one.from() < request.to() && one.to() > request.from());
  }

  static void row(PrintWriter out, String what, double found, double most) {
    String met = found <= most ? "met" : "MISSED";
    out.printf(Locale.ROOT, "%s: %.2f (wanted: at most %.0f, %s)%n", what, found, most, met);
  }

  static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
