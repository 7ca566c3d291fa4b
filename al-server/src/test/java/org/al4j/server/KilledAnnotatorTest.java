package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed while a language model annotates. */
class KilledAnnotatorTest {
  private static final int KILLS = Integer.getInteger("al4j.llm.kills", 2);
  private static final int QUERY = 40; // texts ahead

  @TempDir private Path dir;

  private Process serve(FakeLanguageModel fake) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-cp",
            System.getProperty("java.class.path"),
            ServedWithModel.class.getName(),
            dir.resolve("p").toString(),
            fake.settings().endpoint().url().toString())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  @Test
  void kill_whileAModelAnnotates_losesAndDoublesNothingAndPaysOnce() throws Exception {
    Desks.project(dir.resolve("p"), 200, Desks.settings(QUERY / 2));
    SplittableRandom random = new SplittableRandom(3);
    FakeLanguageModel slow =
        new FakeLanguageModel(
            text -> {
              Person.pause();
              return List.of(Desks.truth(text), Desks.truth(text));
            });
    try (slow) {
      for (int kill = 0; kill < KILLS; kill++) {
        Process process = serve(slow);
        int wanted = slow.asked.size() + 2 + random.nextInt(8);
        while (slow.asked.size() < wanted && process.isAlive()) {
          Person.pause();
        }
        Thread.sleep(random.nextInt(40));
        process.destroyForcibly().waitFor();
      }
      check(slow);
    }
  }

  private void check(FakeLanguageModel slow) throws IOException, InterruptedException {
    Process process = serve(slow);
    try {
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      Person owner = Person.open(out.readLine());
      JsonNode report = owner.ok("model");
      for (int i = 0; i < 800 && report.path("labelled").intValue() < QUERY; i++) {
        Person.pause();
        report = owner.ok("model");
      }
      Set<String> ids = new TreeSet<>();
      List<String> rows = owner.get("export?what=judgements&format=jsonl").body().lines().toList();
      for (String row : rows) {
        ids.add(Person.JSON.readTree(row).path("id").textValue());
      }
      assertEquals(QUERY, ids.size(), report::toString);
      assertEquals(QUERY, rows.size(), "none twice");
      assertTrue(slow.asked.size() <= QUERY + KILLS, "requests: " + slow.asked.size());
      JsonNode cost = report.path("cost");
      long tokens = cost.path("promptTokens").longValue() + cost.path("answerTokens").longValue();
      assertTrue(tokens >= 110L * slow.asked.size(), "what may have been paid counts: " + cost);
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
