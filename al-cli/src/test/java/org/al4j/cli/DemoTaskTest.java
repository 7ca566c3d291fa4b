package org.al4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code al demo --task tagging}, with one seed in place of five. */
class DemoTaskTest {
  @TempDir private Path dir;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int al(String... words) {
    return Al.run(new PrintWriter(out, true), new PrintWriter(err, true), words);
  }

  @Test
  void demo_tagging_printsTheTableAndWritesTheReport() throws IOException {
    String to = dir.resolve("demo").toString();
    assertEquals(0, al("demo", "--task", "tagging", "--seeds", "1", "--out", to), err::toString);
    assertTrue(out.toString().contains("f1: 1 seed"), out::toString);
    List<String> rows = Files.readAllLines(dir.resolve("demo/runs.csv"));
    assertEquals(1 + 2 * 4, rows.size());
    String last = rows.get(rows.size() - 1);
    assertTrue(last.startsWith("mnlp,6,3,1200,"), last);
    assertTrue(Double.parseDouble(last.split(",", -1)[4]) > 0.6, last);
    assertEquals(1 + 2 * 4, Files.readAllLines(dir.resolve("demo/classes.csv")).size());
    String page = Files.readString(dir.resolve("demo/report.html"));
    assertTrue(page.contains("<small>PRODUCT</small>"), "spans in colour");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--task numbers               | --task must be classes or tagging, found 'numbers'",
        "--task tagging --model minilm | --model must be left out with --task tagging",
      })
  void demo_badTask_isOneLine(String options, String message) {
    String[] given = ("demo " + options).split(" ", -1);
    assertEquals(2, al(given));
    assertTrue(err.toString().contains(message), err::toString);
    assertEquals(1, err.toString().lines().count(), err::toString);
  }
}
