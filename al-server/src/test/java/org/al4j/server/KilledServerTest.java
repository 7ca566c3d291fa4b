package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The server is killed (SIGKILL) again and again while five people label, revise, withdraw, skip
 * and remark. After each start all that was acknowledged is there, once. {@code
 * -Dal4j.server.kills=200} makes it long.
 */
class KilledServerTest {
  private static final int KILLS = Integer.getInteger("al4j.server.kills", 3);
  private static final List<String> NAMES = List.of("anna", "ben", "carl", "dora", "emil");

  @TempDir private Path dir;
  private final ExecutorService threads = Executors.newFixedThreadPool(NAMES.size());
  private final SplittableRandom random = new SplittableRandom(7);

  private Process serve() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(ServedProject.class.getName());
    command.add(dir.resolve("p").toString());
    command.addAll(NAMES);
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static List<String> links(Process process) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    List<String> links = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      links.add(out.readLine());
    }
    return links;
  }

  @Test
  void kill_whileFiveLabel_losesAndDoublesNothing() throws Exception {
    Desks.project(dir.resolve("p"), 1_000 + 60 * KILLS, Desks.settings(50));
    List<Stubborn> people = new ArrayList<>();
    NAMES.forEach(name -> people.add(new Stubborn(name, random.nextLong())));
    try {
      for (int kill = 0; kill <= KILLS; kill++) {
        Process process = serve();
        try {
          List<String> links = links(process);
          check(people, Person.open(links.get(0)));
          if (kill < KILLS) {
            workUntilKilled(people, links, process);
          } else {
            settle(people, links);
          }
        } finally {
          process.destroyForcibly().waitFor();
        }
      }
    } finally {
      threads.shutdownNow();
    }
    int said = said(people);
    System.out.println(KILLS + " kills, " + said + " acknowledged, none lost, none doubled");
    assertTrue(said > 10 * KILLS);
  }

  private static int said(List<Stubborn> people) {
    return people.stream().mapToInt(one -> one.acknowledged.get()).sum();
  }

  private void workUntilKilled(List<Stubborn> people, List<String> links, Process process)
      throws Exception {
    int wanted = said(people) + 10 + random.nextInt(50);
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      Stubborn one = people.get(i);
      String link = links.get(i);
      all.add(CompletableFuture.runAsync(() -> one.work(link), threads));
    }
    while (said(people) < wanted && all.stream().noneMatch(CompletableFuture::isDone)) {
      Thread.sleep(1);
    }
    Thread.sleep(random.nextInt(20));
    process.destroyForcibly().waitFor();
    all.forEach(CompletableFuture::join);
  }

  private static void settle(List<Stubborn> people, List<String> links) throws IOException {
    for (int i = 0; i < people.size(); i++) {
      people.get(i).settle(Person.open(links.get(i)));
    }
    check(people, Person.open(links.get(0)));
  }

  private static void check(List<Stubborn> people, Person owner) throws IOException {
    Map<String, Map<String, String>> recorded = new HashMap<>();
    NAMES.forEach(name -> recorded.put(name, new HashMap<>()));
    int rows = 0;
    var answer = owner.get("export?what=judgements&format=jsonl");
    if (answer.statusCode() == 200) { // before the first query there is no run
      for (String line : answer.body().lines().toList()) {
        JsonNode row = Person.JSON.readTree(line);
        String before =
            recorded
                .get(row.path("annotator").textValue())
                .put(row.path("id").textValue(), row.path("label").textValue());
        assertNull(before, "twice: " + line);
        rows++;
      }
    }
    Map<String, List<String>> remarks = new HashMap<>();
    NAMES.forEach(name -> remarks.put(name, new ArrayList<>()));
    for (JsonNode flag : owner.ok("flags").path("flags")) {
      remarks.get(flag.path("by").textValue()).add(flag.path("note").textValue());
    }
    people.forEach(one -> one.check(recorded.get(one.name), remarks.get(one.name)));
    int counted = 0;
    for (JsonNode count : owner.ok("progress").path("people")) {
      counted += count.intValue();
    }
    assertEquals(rows, counted, "what the owner is told");
  }
}
