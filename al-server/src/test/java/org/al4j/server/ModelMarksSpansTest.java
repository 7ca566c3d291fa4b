package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.al4j.core.people.ModelTrust;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerOptions;
import org.al4j.server.project.LabelTask;
import org.al4j.server.project.ProjectFolder;
import org.al4j.server.project.ProjectSettings;
import org.al4j.server.project.Sharing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A language model marks spans beside people, in texts with emoji and from right to left. */
class ModelMarksSpansTest {
  private static final ModelTrust TRUST = new ModelTrust(0, 5, 0.5, 1);

  @TempDir private Path dir;

  /** The names of a text by quotes, as a model says them. */
  private static String quotes(String text, String... more) {
    ObjectNode answer = Person.object();
    ArrayNode spans = answer.putArray("spans");
    for (String one : more) {
      spans.addObject().put("quote", one).put("label", "PER");
    }
    Map<String, Integer> seen = new HashMap<>();
    for (JsonNode span : SpanDesks.truth(text)) {
      int start = span.path("start").intValue();
      String quote = text.substring(start, span.path("end").intValue());
      ObjectNode said = spans.addObject().put("quote", quote);
      said.set("label", span.path("label"));
      said.put("occurrence", seen.merge(quote, 1, Integer::sum));
    }
    return answer.toString();
  }

  private static JsonNode await(Person owner, Predicate<JsonNode> wanted) {
    JsonNode report = owner.ok("model");
    for (int i = 0; i < 800 && !wanted.test(report); i++) {
      Person.pause();
      report = owner.ok("model");
    }
    assertTrue(wanted.test(report), report::toString);
    return report;
  }

  private static ObjectNode said(Person person, JsonNode text) {
    ArrayNode spans = SpanDesks.truth(text.path("text").textValue());
    return person.said(text.path("id").textValue(), null).set("label", spans);
  }

  @Test
  void quotes_whereTheyStand_areJudgementsAndWhatIsNotThereIsCounted() {
    ProjectSettings settings =
        ProjectSettings.of(LabelTask.of("spans", SpanDesks.LABELS))
            .with(SpanDesks.small(10))
            .with(Sharing.withModel(1, TRUST));
    ProjectFolder project = SpanDesks.project(dir.resolve("p"), 40, settings);
    try (FakeLanguageModel fake =
            new FakeLanguageModel(text -> List.of(quotes(text), quotes(text, "Nobody else")));
        AnnotationServer server = AnnotationServer.start(project, ServerOptions.DEFAULT)) {
      Person owner = Person.open(server.link("owner", Role.OWNER));
      server.annotateBy(fake.settings());
      JsonNode report = await(owner, one -> one.path("labelled").intValue() == 10);
      // one text has no spans: of the second answer nothing is left, so it goes to people
      assertEquals(1, report.path("unfit").intValue(), report::toString);
      assertEquals(1, report.path("left").intValue(), report::toString);
      assertEquals(10, report.path("dropped").intValue(), "one of two answers each");
      for (int i = 0; i < 10; i++) {
        assertEquals("recorded", owner.say("judge", said(owner, owner.text())));
      }
      report = await(owner, one -> one.path("believed").booleanValue());
      assertEquals(
          report.path("agreement").path("compared"), report.path("agreement").path("agreed"));
      await(owner, one -> owner.ok("progress").path("labelled").intValue() > 20);
      String rows = owner.get("export?format=jsonl&what=judgements").body();
      assertTrue(rows.contains("llm:fake"), rows);
    }
  }
}
