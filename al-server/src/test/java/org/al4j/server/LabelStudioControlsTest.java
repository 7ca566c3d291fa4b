package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerOptions;
import org.al4j.server.project.ProjectFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project of Label Studio that asks for more than ours: ours is the control with its labels. */
class LabelStudioControlsTest {
  private static final String TEXT = "<Text name=\"text\" value=\"$text\"/>";
  @TempDir private Path dir;
  private ProjectFolder project;
  private AnnotationServer server;
  private Person owner;
  private String bridge;

  @BeforeEach
  void start() {
    open("classes");
  }

  private void open(String task) {
    project = BridgeProject.create(dir.resolve(task), task);
    server = AnnotationServer.start(project, ServerOptions.DEFAULT);
    owner = Person.open(server.link("owner", Role.OWNER));
    owner.text();
    bridge = server.bridge("label-studio").orElseThrow();
  }

  @AfterEach
  void end() {
    server.close();
  }

  private void replay(String name, int query) {
    String version = "r" + query + "-" + project.id().substring(0, 4);
    Exchange.read("label-studio/" + name + ".json", Map.of("$VERSION", version)).replay(bridge);
  }

  private HttpResponse<String> setup(String controls) {
    ObjectNode body = Person.object().put("project", "7.1");
    return Exchange.post(bridge, "/setup", body.put("schema", view(controls)));
  }

  private static String view(String controls) {
    return "<View>" + TEXT + controls + "</View>";
  }

  private static String choices(String name, String more, String... options) {
    StringBuilder all = new StringBuilder("<Choices name=\"" + name + "\" toName=\"text\" " + more);
    all.append(">");
    for (String one : options) {
      all.append("<Choice value=\"").append(one).append("\"/>");
    }
    return all + "</Choices>";
  }

  private void assertUnfit(String controls, String... words) {
    HttpResponse<String> answer = setup(controls);
    assertEquals(422, answer.statusCode(), answer.body());
    for (String word : words) {
      assertTrue(answer.body().contains(word), () -> word + " in " + answer.body());
    }
  }

  @Test
  void several_controls_oursIsTheOneWithTheLabels() {
    replay("setup-several", 1);
    replay("annotation-several", 1);
    String judgements = owner.get("export?what=judgements").body();
    assertTrue(judgements.contains(",fruit,label-studio:1,"), judgements);
    assertFalse(judgements.contains("דחוף"), judgements);
  }

  @Test
  void predict_withSeveralControls_saysOursAlone() {
    BridgeProject.train(owner, 8);
    replay("predict-several", 2);
  }

  @Test
  void none_withTheLabels_isToldOfEach() {
    String mood = choices("mood", "", "good", "bad 😕");
    assertUnfit(
        mood + choices("topic", "", "fruit", "metal"),
        "none of 2 <Choices> fits",
        "'mood'",
        "'topic'",
        "[fruit, tool]",
        "[fruit, metal]",
        "😕");
    assertUnfit(mood, "[fruit, tool]");
    assertUnfit("<TextArea name=\"why\" toName=\"text\"/>", "needs <Choices>");
  }

  @Test
  void two_withTheSameLabels_cannotBeTold() {
    String both = choices("first", "", "fruit", "tool") + choices("second", "", "tool", "fruit");
    assertUnfit(both, "'first' and 'second'", "same labels");
  }

  /** One is for parts of texts, one for several classes: what is left is ours. */
  @Test
  void two_ofWhichOneLabelsOtherwise_areTold() {
    String parts = choices("parts", "perRegion=\"true\"", "fruit", "tool");
    String many = choices("many", "choice=\"multiple\"", "fruit", "tool");
    HttpResponse<String> answer = setup(parts + many + choices("topic", "", "fruit", "tool"));
    assertEquals(200, answer.statusCode(), answer.body());
    assertEquals("topic", Person.json(answer).path("from_name").textValue());
    assertUnfit(parts + many, "perRegion", "choice=");
    String elsewhere =
        choices("topic", "", "fruit", "tool").replace("toName=\"text\"", "toName=\"x\"");
    assertUnfit(elsewhere, "must be about a <Text>");
  }

  @Test
  void classSet_besideOneChoice_isTheOneOfSeveral() {
    server.close();
    open("class-set");
    HttpResponse<String> answer =
        setup(
            choices("main", "choice=\"single\"", "fruit", "tool")
                + choices("all", "choice=\"multiple\"", "fruit", "tool"));
    assertEquals("all", Person.json(answer).path("from_name").textValue(), answer.body());
  }
}
