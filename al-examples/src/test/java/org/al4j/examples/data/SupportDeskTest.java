package org.al4j.examples.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.al4j.core.data.ClassLabel;
import org.al4j.study.Task;
import org.junit.jupiter.api.Test;

class SupportDeskTest {
  @Test
  void generator_runAgain_givesTheCommittedBytes() throws IOException {
    List<SupportDeskGenerator.Row> rows = SupportDeskGenerator.rows();
    assertEquals(
        resource("support-desk-train.csv"),
        SupportDeskGenerator.csv(rows, 0, SupportDeskGenerator.TRAIN));
    assertEquals(
        resource("support-desk-test.csv"),
        SupportDeskGenerator.csv(
            rows,
            SupportDeskGenerator.TRAIN,
            SupportDeskGenerator.TRAIN + SupportDeskGenerator.TEST));
  }

  @Test
  void generator_texts_differAndStaySmallAndPrintable() {
    Set<String> seen = new HashSet<>();
    for (SupportDeskGenerator.Row row : SupportDeskGenerator.rows()) {
      assertTrue(seen.add(row.text().toLowerCase(Locale.ROOT)), row.text());
      assertTrue(row.text().length() <= 300, row.text());
      assertTrue(row.text().matches("[\\x20-\\x7e]+"), row.text());
      assertTrue(!row.text().matches(".*[\\[\\]{}|].*"), row.text());
    }
  }

  @Test
  void task_embedded_hasUnbalancedClasses() {
    Task<ClassLabel> task = SupportDesk.task();
    assertEquals(2400, task.train().size());
    assertEquals(600, task.test().size());
    assertEquals(
        List.of("account", "billing", "delivery", "privacy", "returns", "technical"),
        task.labels().names());
    Map<String, Integer> counts = new TreeMap<>();
    task.train().forEach(item -> counts.merge(item.annotation().name(), 1, Integer::sum));
    assertTrue(
        counts.get("billing") > 6 * counts.get("privacy") && counts.get("privacy") > 80,
        counts::toString);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = SupportDesk.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
