package org.al4j.bench.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What came of a reader's mutations.
 *
 * @param findings what is wrong, some of each kind
 */
record FuzzReport(String reader, long results, long refused, long wrong, List<Finding> findings) {
  static final String HEADER =
      String.format(
          Locale.ROOT,
          "%-16s %10s %10s %10s %6s",
          "reader",
          "mutations",
          "result",
          "refused",
          "wrong");

  private static final int SHOWN = 5;

  /** A mutation that went wrong. */
  record Finding(long number, String kind, String detail) {}

  /** A row of the table. */
  String row() {
    long all = results + refused + wrong;
    return String.format(
        Locale.ROOT, "%-16s %10d %10d %10d %6d", reader, all, results, refused, wrong);
  }

  static FuzzReport sum(List<FuzzReport> reports) {
    return new FuzzReport(
        "all",
        reports.stream().mapToLong(FuzzReport::results).sum(),
        reports.stream().mapToLong(FuzzReport::refused).sum(),
        reports.stream().mapToLong(FuzzReport::wrong).sum(),
        List.of());
  }

  /** For people: by kind, how to see it again and what was thrown. */
  List<String> told(long seed) {
    Map<String, List<Finding>> byKind = new TreeMap<>();
    findings.forEach(one -> byKind.computeIfAbsent(one.kind(), k -> new ArrayList<>()).add(one));
    List<String> lines = new ArrayList<>();
    byKind.forEach(
        (kind, found) -> {
          lines.add(reader + ": " + kind + " (" + found.size() + " told)");
          found.stream()
              .limit(SHOWN)
              .forEach(
                  one ->
                      lines.add(
                          String.format(
                              Locale.ROOT,
                              "  --reader %s --seed %d --replay %d",
                              reader,
                              seed,
                              one.number())));
          lines.add("  " + found.get(0).detail().replace("\n", "\n  "));
        });
    return lines;
  }
}
