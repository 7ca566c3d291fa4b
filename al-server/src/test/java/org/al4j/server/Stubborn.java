package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Somebody who labels, changes his mind, takes back, skips and remarks, as fast as he can, until
 * the server is gone; then he sends again, with the same key, what was not acknowledged.
 */
final class Stubborn {
  private static final String[] LABELS = Desks.LABELS.toArray(String[]::new);

  private final SplittableRandom random;
  final String name;
  final AtomicInteger acknowledged = new AtomicInteger();
  private final Map<String, String> labels = new HashMap<>(); // what stands, by text
  private final Set<String> flags = new HashSet<>(); // notes
  private String verb = "";
  private ObjectNode unsure;

  Stubborn(String name, long seed) {
    this.name = name;
    this.random = new SplittableRandom(seed);
  }

  /** Until the server is gone. */
  void work(String link) {
    try {
      Person person = Person.open(link);
      while (true) {
        if (unsure == null) {
          plan(person);
        }
        send(person);
      }
    } catch (UncheckedIOException e) {
      // the server was killed
    }
  }

  /** Says again what was not acknowledged, if there is anything. */
  void settle(Person person) {
    if (unsure != null) {
      send(person);
    }
  }

  private void send(Person person) {
    String status = person.say(verb, unsure);
    assertTrue(
        status.equals("recorded") || status.equals("already"), name + " " + verb + ": " + status);
    applyTo(labels, flags);
    unsure = null;
    acknowledged.incrementAndGet();
  }

  private void plan(Person person) {
    int dice = random.nextInt(100);
    if (dice < 25 && !labels.isEmpty()) {
      List<String> own = new ArrayList<>(labels.keySet());
      String id = own.get(random.nextInt(own.size()));
      verb = dice < 15 ? "revise" : dice < 20 ? "withdraw" : "flag";
      String other = LABELS[0].equals(labels.get(id)) ? LABELS[1] : LABELS[0];
      unsure = person.said(id, verb.equals("revise") ? other : null);
      if (verb.equals("flag")) {
        unsure.put("note", name + " " + random.nextLong());
      }
    } else {
      String id = person.text().path("id").textValue();
      verb = dice < 90 ? "judge" : dice < 95 ? "skip" : "postpone";
      unsure = person.said(id, verb.equals("judge") ? LABELS[random.nextInt(2)] : null);
    }
  }

  private void applyTo(Map<String, String> standing, Set<String> notes) {
    String id = unsure.path("id").textValue();
    switch (verb) {
      case "judge", "revise" -> standing.put(id, unsure.path("label").textValue());
      case "withdraw" -> standing.remove(id);
      case "flag" -> notes.add(unsure.path("note").textValue());
      default -> {}
    }
  }

  /** Whether what the server has is what was acknowledged, with or without the last thing said. */
  void check(Map<String, String> recorded, List<String> remarks) {
    Set<String> notes = new HashSet<>(remarks);
    assertTrue(notes.size() == remarks.size(), name + ": a remark is there twice");
    Map<String, String> withLast = new HashMap<>(labels);
    Set<String> flagsWithLast = new HashSet<>(flags);
    if (unsure != null) {
      applyTo(withLast, flagsWithLast);
    }
    assertTrue(
        recorded.equals(labels) || recorded.equals(withLast),
        () -> name + " said " + labels + " and last " + verb + " " + unsure + ": " + recorded);
    assertTrue(notes.equals(flags) || notes.equals(flagsWithLast), () -> name + ": " + notes);
  }
}
