package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerOptions;
import org.al4j.server.project.ProjectFolder;
import org.al4j.server.project.ProjectSettings;
import org.al4j.server.project.Sharing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several people at once: leases, late and double answers, overlap, disputes. */
class SeveralPeopleTest {
  @TempDir private Path dir;
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);

  private AnnotationServer start(ProjectSettings settings, int texts) {
    ProjectFolder project = Desks.project(dir.resolve("p"), texts, settings);
    return AnnotationServer.start(project, ServerOptions.DEFAULT, now::get);
  }

  private static Set<String> ids(JsonNode hand) {
    Set<String> ids = new HashSet<>();
    hand.path("texts").forEach(text -> ids.add(text.path("id").textValue()));
    return ids;
  }

  @Test
  void lease_untilItExpires_keepsATextFromOthers() {
    try (AnnotationServer server = start(Desks.settings(10), 40)) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      Person ben = Person.open(server.link("ben", Role.ANNOTATOR));
      JsonNode hers = anna.next(3);
      assertEquals(ids(hers), ids(anna.next(3)), "what is not answered comes again");
      assertFalse(ids(ben.next(3)).removeAll(ids(hers)));
      now.set(Instant.parse(hers.path("until").textValue()).plus(Duration.ofSeconds(1)));
      assertEquals(ids(hers), ids(ben.next(3)), "the first texts are free again");
    }
  }

  /** Who comes late is heard too; the label stays the first. */
  @Test
  void judge_afterTheLeaseWentToAnother_isKeptAndChangesNoLabel() {
    try (AnnotationServer server = start(Desks.settings(10), 40)) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      Person ben = Person.open(server.link("ben", Role.ANNOTATOR));
      JsonNode hers = anna.next(1);
      String id = ids(hers).iterator().next();
      now.set(Instant.parse(hers.path("until").textValue()).plus(Duration.ofSeconds(1)));
      assertEquals(Set.of(id), ids(ben.next(1)));
      assertEquals("recorded", ben.judge(id, "tool"));
      assertEquals("recorded", anna.judge(id, "fruit"));
      assertEquals(1, anna.ok("progress").path("labelled").intValue());
      String all = anna.get("export?what=judgements").body();
      assertTrue(all.contains(",tool,ben,") && all.contains(",fruit,anna,"), all);
      String labels = anna.get("export").body();
      assertTrue(labels.contains(",tool,") && !labels.contains(",fruit,"), labels);
    }
  }

  /** A new query has another order; what somebody has before him stays his all the same. */
  @Test
  void lease_whenTheNextQueryComes_keepsWhatIsAtHand() {
    try (AnnotationServer server = start(Desks.settings(6), 60)) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      Person ben = Person.open(server.link("ben", Role.ANNOTATOR));
      Set<String> hers = ids(anna.next(5));
      for (int round = 1; round <= 3; round++) {
        for (int i = 0; i < 6; i++) {
          JsonNode text = ben.text();
          String id = text.path("id").textValue();
          assertFalse(hers.contains(id), "ben has what anna is looking at");
          ben.judge(id, Desks.truth(text.path("text").textValue()));
        }
        while (ben.ok("progress").path("round").intValue() < round) {
          Person.pause();
        }
        assertEquals(hers, ids(anna.next(5)), "in round " + round);
      }
      Set<String> more = ids(anna.next(7));
      assertTrue(more.containsAll(hers) && more.size() == 7);
    }
  }

  @Test
  void submission_twiceWithOneKey_countsOnceAlsoAfterARestart() {
    ObjectNode again;
    String id;
    try (AnnotationServer server = start(Desks.settings(10), 40)) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      Person ben = Person.open(server.link("ben", Role.ANNOTATOR));
      id = anna.text().path("id").textValue();
      ObjectNode judged = anna.said(id, "fruit");
      assertEquals("recorded", anna.say("judge", judged));
      again = anna.said(id, "tool");
      assertEquals("recorded", anna.say("revise", again));
      assertEquals("recorded", anna.say("revise", anna.said(id, "fruit")));
      assertEquals("already", anna.say("revise", again), "a late double changes nothing");
      assertEquals("already", anna.say("judge", judged));
      assertEquals("recorded", ben.say("judge", again), "keys are each person's own");
      ObjectNode refused = anna.said(id, "tool");
      assertEquals("conflict", anna.say("judge", refused));
      assertEquals("conflict", anna.say("judge", refused), "what was refused is not remembered");
    }
    ProjectFolder project = ProjectFolder.open(dir.resolve("p"));
    try (AnnotationServer server = AnnotationServer.start(project, ServerOptions.DEFAULT)) {
      Person anna = Person.open(server.link("anna", Role.OWNER));
      assertEquals("already", anna.say("revise", again));
      assertEquals("fruit", anna.ok("mine").path("labels").get(0).path("label").textValue());
    }
  }

  @Test
  void people_atTheSameTime_labelEachTextOnceAndNothingIsLost() {
    try (AnnotationServer server = start(Desks.settings(10), 120)) {
      Person owner = Person.open(server.link("owner", Role.OWNER));
      Set<String> acknowledged = ConcurrentHashMap.newKeySet();
      List<CompletableFuture<Void>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        Person one = Person.open(server.link("person " + i, Role.ANNOTATOR));
        all.add(CompletableFuture.runAsync(() -> label(one, acknowledged)));
      }
      all.forEach(CompletableFuture::join);
      JsonNode progress = owner.ok("progress");
      assertEquals(120, acknowledged.size());
      assertEquals(120, progress.path("labelled").intValue(), progress::toString);
      int judgements = 0;
      for (JsonNode count : progress.path("people")) {
        judgements += count.intValue();
      }
      assertEquals(120, judgements, "no text went to two people");
    }
  }

  private static void label(Person person, Set<String> acknowledged) {
    for (int idle = 0; idle < 400; ) {
      JsonNode hand = person.next(2);
      idle = hand.path("texts").isEmpty() ? idle + 1 : 0;
      if (hand.path("state").textValue().equals("done")) {
        return;
      }
      if (idle > 0) {
        Person.pause();
      }
      for (JsonNode text : hand.path("texts")) {
        String id = text.path("id").textValue();
        String label = Desks.truth(text.path("text").textValue());
        assertEquals("recorded", person.judge(id, label));
        assertTrue(acknowledged.add(id), "twice: " + id);
      }
    }
  }

  /** What he said himself and what he decided are two things, also after a restart. */
  @Test
  void withdraw_byWhoDecidedToo_takesBackWhatHeSaidAndNoDecision() {
    String id;
    try (AnnotationServer server = start(Desks.settings(10), 40)) {
      Person owner = Person.open(server.link("owner", Role.OWNER));
      id = owner.text().path("id").textValue();
      assertEquals("recorded", owner.judge(id, "fruit"));
      assertEquals("recorded", owner.say("decide", owner.said(id, "tool")));
      assertEquals("recorded", owner.say("withdraw", owner.said(id, null)));
      assertEquals(0, owner.ok("mine").path("labels").size());
      assertEquals(1, owner.ok("progress").path("labelled").intValue(), "decided it is");
      assertTrue(owner.get("export").body().contains(",tool,"), "what was decided");
    }
    try (AnnotationServer server =
        AnnotationServer.start(dir.resolve("p"), ServerOptions.DEFAULT)) {
      Person owner = Person.open(server.link("owner", Role.OWNER));
      assertEquals(0, owner.ok("progress").path("people").path("owner").intValue());
      assertEquals("recorded", owner.judge(id, "fruit"));
      assertEquals("recorded", owner.say("undecide", owner.said(id, null)));
      assertTrue(owner.get("export").body().contains(",fruit,"), "what he says himself");
      assertEquals(1, owner.ok("mine").path("labels").size());
    }
  }

  @Test
  void dispute_ofThree_isDecidedByTheOwnerAndMayBeRevised() {
    ProjectSettings settings = Desks.settings(10).with(new Sharing(2, 2, "majority"));
    try (AnnotationServer server = start(settings, 40)) {
      Person owner = Person.open(server.link("owner", Role.OWNER));
      Person anna = Person.open(server.link("anna", Role.ANNOTATOR));
      Person ben = Person.open(server.link("ben", Role.ANNOTATOR));
      String id = anna.text().path("id").textValue();
      assertEquals(id, ben.text().path("id").textValue(), "two are wanted");
      assertEquals("recorded", anna.judge(id, "fruit"));
      assertEquals("recorded", ben.judge(id, "tool"));
      JsonNode disputed = owner.ok("disputed").path("texts").get(0);
      assertEquals(id, disputed.path("id").textValue());
      assertEquals("tool", disputed.path("judgements").path("ben").textValue());
      assertEquals("not-owner", anna.say("decide", anna.said(id, "fruit")));
      assertEquals("recorded", owner.say("decide", owner.said(id, "fruit")));
      assertEquals(0, owner.ok("disputed").path("texts").size());
      assertEquals("recorded", ben.say("revise", ben.said(id, "fruit")), "under adjudication");
      assertEquals(1, owner.ok("progress").path("labelled").intValue());
      assertEquals("conflict", owner.say("withdraw", owner.said(id, null)), "said nothing himself");
      assertEquals("not-owner", anna.say("undecide", anna.said(id, null)));
      assertEquals("recorded", owner.say("undecide", owner.said(id, null)));
      assertEquals("conflict", owner.say("undecide", owner.said(id, null)), "nothing is decided");
      assertEquals(1, owner.ok("progress").path("labelled").intValue(), "now both say so");
      assertNotEquals(id, anna.text().path("id").textValue());
    }
  }
}
