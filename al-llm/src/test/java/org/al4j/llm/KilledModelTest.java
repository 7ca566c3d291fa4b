package org.al4j.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program is killed while it asks: nothing that was answered is paid for twice. */
class KilledModelTest {
  private static final int KILLS = Integer.getInteger("al4j.llm.kills", 2);
  private static final int TEXTS = 60;

  @TempDir private Path dir;

  private Process start(FakeService service) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            AskedModel.class.getName(),
            dir.toString(),
            service.url().toString(),
            String.valueOf(TEXTS))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @Test
  void kill_whileItAsks_paysForOneTextAtMostAgain() throws Exception {
    SplittableRandom random = new SplittableRandom(5);
    try (FakeService service = new FakeService()) {
      service.otherwise(
          body -> new FakeService.Scripted(200, FakeService.completion(40, 5, "a"), Map.of(), 5));
      for (int kill = 0; kill < KILLS; kill++) {
        Process process = start(service);
        int wanted = service.bodies.size() + 3 + random.nextInt(10);
        while (service.bodies.size() < wanted && process.isAlive()) {
          Thread.sleep(2);
        }
        Thread.sleep(random.nextInt(20));
        process.destroyForcibly().waitFor();
      }
      Process last = start(service);
      String said = new String(last.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, last.waitFor());
      Map<String, Integer> times = new HashMap<>();
      service.bodies.forEach(
          body ->
              times.merge(body.path("messages").path(1).path("content").asText(), 1, Integer::sum));
      assertEquals(TEXTS, times.size());
      List<Integer> again = times.values().stream().filter(count -> count > 1).toList();
      assertTrue(again.size() <= KILLS, times::toString);
      assertTrue(service.bodies.size() <= TEXTS + KILLS, "requests: " + service.bodies.size());
      long spent = Long.parseLong(said.strip());
      assertTrue(spent >= 45L * service.bodies.size(), "what may have been paid counts: " + said);
    }
  }
}
