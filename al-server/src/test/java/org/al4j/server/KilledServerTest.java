package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server is killed while people label: what was acknowledged is there, once. */
class KilledServerTest {
  private static final int KILLS = Integer.getInteger("al4j.server.kills", 2);
  private static final List<String> NAMES = List.of("anna", "ben", "carl");

  @TempDir private Path dir;

  /** Somebody who sends again, with the same key, what was not acknowledged. */
  private static final class Stubborn {
    final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    ObjectNode unsure;

    void work(String link) {
      try {
        Person person = Person.open(link);
        while (true) {
          if (unsure == null) {
            JsonNode text = person.text();
            String label = Desks.truth(text.path("text").textValue());
            unsure = person.said(text.path("id").textValue(), label);
          }
          String status = person.say("judge", unsure);
          assertTrue(status.equals("recorded") || status.equals("already"), status);
          acknowledged.put(unsure.path("id").textValue(), unsure.path("label").textValue());
          unsure = null;
        }
      } catch (UncheckedIOException e) {
        // the server was killed
      }
    }
  }

  private static int said(List<Stubborn> people) {
    return people.stream().mapToInt(one -> one.acknowledged.size()).sum();
  }

  private Process serve() throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-cp", System.getProperty("java.class.path")));
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
  void kill_whileThreeLabel_losesAndDoublesNothing() throws Exception {
    Desks.project(dir.resolve("p"), 1_000, Desks.settings(10));
    List<Stubborn> people = List.of(new Stubborn(), new Stubborn(), new Stubborn());
    SplittableRandom random = new SplittableRandom(7);
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = serve();
      try {
        List<String> links = links(process);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
          Stubborn one = people.get(i);
          String link = links.get(i);
          all.add(CompletableFuture.runAsync(() -> one.work(link)));
        }
        int wanted = said(people) + 5 + random.nextInt(15);
        while (said(people) < wanted) {
          Person.pause();
        }
        Thread.sleep(random.nextInt(100));
        process.destroyForcibly().waitFor();
        all.forEach(CompletableFuture::join);
      } finally {
        process.destroyForcibly();
      }
    }
    check(people);
  }

  private void check(List<Stubborn> people) throws Exception {
    Process process = serve();
    try {
      List<String> links = links(process);
      int judgements = 0;
      for (int i = 0; i < people.size(); i++) {
        Person person = Person.open(links.get(i));
        Stubborn one = people.get(i);
        if (one.unsure != null) {
          String status = person.say("judge", one.unsure);
          assertTrue(status.equals("recorded") || status.equals("already"), status);
          one.acknowledged.put(
              one.unsure.path("id").textValue(), one.unsure.path("label").textValue());
        }
        Map<String, String> own = new HashMap<>();
        person
            .ok("mine")
            .path("labels")
            .forEach(said -> own.put(said.path("id").textValue(), said.path("label").textValue()));
        assertEquals(one.acknowledged, own);
        judgements += own.size();
      }
      assertTrue(judgements > 0);
      String rows = Person.open(links.get(0)).get("export?what=judgements&format=jsonl").body();
      assertEquals(judgements, rows.lines().count());
    } finally {
      process.destroyForcibly().waitFor();
    }
  }
}
