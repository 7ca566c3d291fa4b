package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerOptions;
import org.al4j.server.project.ProjectFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Label Studio's requests, replayed. */
class LabelStudioBridgeTest {
  private static final String WHO = "label-studio:1";
  @TempDir private Path dir;
  private ProjectFolder project;
  private AnnotationServer server;
  private Person owner;
  private String bridge;

  @BeforeEach
  void start() {
    open(BridgeProject.create(dir.resolve("p"), "classes"));
    bridge = server.bridge("label-studio").orElseThrow();
  }

  private void open(ProjectFolder folder) {
    project = folder;
    server = AnnotationServer.start(folder, ServerOptions.DEFAULT);
    owner = Person.open(server.link("owner", Role.OWNER));
    owner.text(); // the first query is there
  }

  @AfterEach
  void end() {
    server.close();
  }

  private Exchange exchange(String name, int query) {
    String version = "r" + query + "-" + project.id().substring(0, 4);
    return Exchange.read("label-studio/" + name + ".json", Map.of("$VERSION", version));
  }

  private JsonNode replay(String name) {
    return exchange(name, 1).replay(bridge);
  }

  private String judgements() {
    return owner.get("export?what=judgements").body();
  }

  @Test
  void meetingAProject_healthSetupValidate_areAnswered() {
    replay("health");
    replay("setup");
    replay("validate");
    replay("versions");
    replay("start-training");
    replay("unknown-event");
  }

  @Test
  void predict_withoutAModel_answersAsManyInOrderAndOrdersByTheQuery() {
    JsonNode results = replay("predict").path("results");
    assertEquals(3, results.size());
    List<String> asked = asked();
    assertEquals(asked, byScore(16));
  }

  /** The open query in its order. */
  private List<String> asked() {
    List<String> ids = new ArrayList<>();
    owner.next(16).path("texts").forEach(text -> ids.add(text.path("id").textValue()));
    return ids;
  }

  /** What Label Studio serves first: by cluster, then by score, the lowest first. */
  private List<String> byScore(int first) {
    ObjectNode request = (ObjectNode) exchange("predict", 1).body();
    ArrayNode tasks = request.putArray("tasks");
    for (int i = 0; i < 40; i++) {
      tasks.addObject().putObject("data").put("text", BridgeProject.text(i));
    }
    JsonNode results = Person.json(Exchange.post(bridge, "/predict", request)).path("results");
    assertEquals(40, results.size());
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      places.add(i);
      assertEquals("0", results.get(i).path("cluster").asText());
    }
    places.sort(Comparator.comparingDouble(i -> results.get(i).path("score").doubleValue()));
    return places.subList(0, first).stream().map(BridgeProject::id).toList();
  }

  @Test
  void predict_trained_saysClassesAndAnotherVersionEachRound() {
    BridgeProject.train(owner, 8);
    ObjectNode request = (ObjectNode) exchange("predict", 1).body();
    JsonNode answer = Person.json(Exchange.post(bridge, "/predict", request));
    assertEquals("r2-" + project.id().substring(0, 4), answer.path("model_version").textValue());
    List<String> truths = List.of("tool", "", "fruit");
    for (int i = 0; i < 3; i++) {
      JsonNode one = answer.path("results").get(i);
      assertEquals(answer.path("model_version"), one.path("model_version"));
      assertTrue(one.path("score").doubleValue() >= 0 && one.path("score").doubleValue() <= 1);
      JsonNode region = one.path("result").path(0);
      assertEquals(truths.get(i), region.path("value").path("choices").path(0).asText());
      assertEquals(truths.get(i).isEmpty() ? 0 : 1, one.path("result").size());
      if (!truths.get(i).isEmpty()) {
        assertEquals("topic", region.path("from_name").textValue());
        assertEquals("text", region.path("to_name").textValue());
        assertEquals("choices", region.path("type").textValue());
        assertTrue(region.path("score").doubleValue() > 0.5, region::toString);
      }
    }
    assertEquals(asked(), byScore(16));
    exchange("predict-trained", 2).replay(bridge);
  }

  @Test
  void webhooks_createdTwiceUpdatedDeleted_areAJudgementARevisionAndNothing() {
    replay("annotation-created");
    assertTrue(judgements().contains(",fruit," + WHO + ","), this::judgements);
    assertTrue(judgements().contains("12.345"), this::judgements);
    Exchange created = exchange("annotation-created", 1);
    for (int i = 0; i < 2; i++) {
      JsonNode again = Person.json(Exchange.post(bridge, "/webhook", created.body()));
      assertEquals("already", again.path("result").get(0).textValue());
    }
    replay("annotation-updated");
    assertTrue(judgements().contains(",tool," + WHO + ","), this::judgements);
    JsonNode late = Person.json(Exchange.post(bridge, "/webhook", created.body()));
    assertEquals("already", late.path("result").get(0).textValue(), "it is older than the update");
    assertTrue(judgements().contains(",tool," + WHO + ","), this::judgements);
    replay("annotation-deleted");
    assertFalse(judgements().contains(WHO), this::judgements);
    assertEquals(0, owner.ok("progress").path("labelled").intValue());
  }

  @Test
  void webhooks_afterARestart_areKnownStill() {
    replay("annotation-created");
    server.close();
    open(ProjectFolder.open(dir.resolve("p")));
    String path = bridge.substring(bridge.indexOf("/bridge/"));
    bridge = server.address() + path;
    assertTrue(server.bridge("label-studio").isEmpty(), "the address holds");
    JsonNode body = exchange("annotation-created", 1).body();
    JsonNode again = Person.json(Exchange.post(bridge, "/webhook", body));
    assertEquals("already", again.path("result").get(0).textValue());
    replay("annotation-deleted");
    assertFalse(judgements().contains(WHO), this::judgements);
  }

  @Test
  void webhooks_skipAndNewTasks_countAndGrow() {
    replay("annotation-skipped");
    assertEquals(1, owner.ok("progress").path("skipped").intValue());
    replay("tasks-created");
    JsonNode progress = owner.ok("progress");
    assertEquals(40, progress.path("unlabelled").intValue(), progress::toString);
  }

  /** No query has asked most of these texts. */
  @Test
  void annotations_ofTextsThatNobodyAsked_trainTheNextRound() {
    ObjectNode event = (ObjectNode) exchange("annotation-created", 1).body();
    for (int i = 0; i < 24; i++) {
      ((ObjectNode) event.path("task").path("data")).put("text", BridgeProject.text(i));
      ((ObjectNode) event.path("annotation")).put("id", 600 + i);
      ((ObjectNode) event.path("annotation").path("result").get(0).path("value"))
          .putArray("choices")
          .add(BridgeProject.truth(BridgeProject.text(i)));
      assertEquals(201, Exchange.post(bridge, "/webhook", event).statusCode());
    }
    BridgeProject.trained(owner, 2);
    assertEquals(24, owner.ok("progress").path("people").path(WHO).intValue());
  }

  @Test
  void import_ofAnExport_recordsWhatItCanAndTellsTheRest() {
    replay("import");
    JsonNode again = Person.json(Exchange.post(bridge, "/import", exchange("import", 1).body()));
    assertEquals(2, again.path("already").intValue(), again::toString);
    JsonNode train = Person.json(Exchange.post(bridge, "/train", exchange("train", 1).body()));
    assertEquals(2, train.path("already").intValue(), train::toString);
    assertEquals(2, owner.ok("progress").path("people").path("label-studio:2").intValue());
  }

  @Test
  void train_ofAVersionWithoutWebhooks_recordsAndNamesAJob() {
    replay("train");
    JsonNode status =
        Person.json(Exchange.post(bridge, "/job_status", Person.object().put("job", "r1")));
    assertEquals("finished", status.path("job_status").textValue());
  }

  @Test
  void classSet_severalChoices_areOneLabelAndOnePrediction() {
    server.close();
    open(BridgeProject.create(dir.resolve("set"), "class-set"));
    bridge = server.bridge("label-studio").orElseThrow();
    ObjectNode event = (ObjectNode) exchange("annotation-created", 1).body();
    assertEquals(422, Exchange.post(bridge, "/webhook", event).statusCode(), "choice=single");
    ObjectNode hers = (ObjectNode) event.path("project");
    String config =
        hers.path("label_config").textValue().replace("choice=\"single\"", "choice=\"multiple\"");
    hers.put("label_config", config);
    ObjectNode value = (ObjectNode) event.path("annotation").path("result").get(0).path("value");
    value.putArray("choices").add("tool").add("fruit");
    assertEquals(201, Exchange.post(bridge, "/webhook", event).statusCode());
    assertTrue(judgements().contains("fruit"), this::judgements);
    BridgeProject.train(owner, 7);
    ObjectNode request = (ObjectNode) exchange("predict", 1).body();
    request.put("label_config", config);
    JsonNode answer = Person.json(Exchange.post(bridge, "/predict", request));
    assertEquals(3, answer.path("results").size(), answer::toString);
  }

  @Test
  void malformed_isRefusedClearlyAndChangesNothing() {
    ObjectNode event = (ObjectNode) exchange("annotation-created", 1).body();
    assertEquals(400, Exchange.send(bridge, "POST", "/webhook", "{").statusCode());
    assertEquals(400, Exchange.send(bridge, "POST", "/webhook", "[]").statusCode());
    assertEquals(400, Exchange.send(bridge, "POST", "/predict", "{}").statusCode());
    assertEquals(400, Exchange.send(bridge, "POST", "/webhook", "{\"a\":1,\"a\":2}").statusCode());
    ObjectNode without = event.deepCopy();
    without.remove("task");
    assertEquals(400, Exchange.post(bridge, "/webhook", without).statusCode());
    ObjectNode nobody = event.deepCopy();
    ((ObjectNode) nobody.path("annotation")).remove("completed_by");
    assertEquals(400, Exchange.post(bridge, "/webhook", nobody).statusCode());
    ObjectNode unknown = event.deepCopy();
    ((ObjectNode) unknown.path("annotation").path("result").get(0).path("value"))
        .putArray("choices")
        .add("metal");
    var refused = Exchange.post(bridge, "/webhook", unknown);
    assertEquals(422, refused.statusCode());
    assertEquals("unfit-label", Person.json(refused).path("error").path("code").textValue());
    ObjectNode doctype = event.deepCopy();
    ((ObjectNode) doctype.path("project"))
        .put("label_config", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><View/>");
    assertEquals(400, Exchange.post(bridge, "/webhook", doctype).statusCode());
    assertEquals(0, owner.ok("progress").path("people").size());
    replay("annotation-created");
  }

  @Test
  void setup_ofAnotherProjectsLabels_saysWhatDiffers() {
    ObjectNode setup = (ObjectNode) exchange("setup", 1).body();
    setup.put("schema", setup.path("schema").textValue().replace("\"tool\"", "\"metal\""));
    var answer = Exchange.post(bridge, "/setup", setup);
    assertEquals(422, answer.statusCode());
    assertTrue(answer.body().contains("[fruit, tool]"), answer.body());
    assertNotEquals(200, Exchange.post(bridge, "/validate", Person.object()).statusCode());
  }
}
