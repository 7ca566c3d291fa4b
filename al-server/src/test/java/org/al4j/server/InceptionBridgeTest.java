package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.al4j.server.access.Role;
import org.al4j.server.http.ServerOptions;
import org.apache.uima.UIMAFramework;
import org.apache.uima.cas.CAS;
import org.apache.uima.cas.FeatureStructure;
import org.apache.uima.cas.Type;
import org.apache.uima.cas.impl.XmiCasDeserializer;
import org.apache.uima.cas.text.AnnotationFS;
import org.apache.uima.jcas.cas.TOP;
import org.apache.uima.util.CasCreationUtils;
import org.apache.uima.util.XMLInputSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** INCEpTION's requests, replayed: documents with emoji and from right to left, as XMI. */
class InceptionBridgeTest {
  private static final String WHO = "inception:anna";
  @TempDir private Path dir;
  private AnnotationServer server;
  private Person owner;
  private String bridge;

  @BeforeEach
  void start() {
    server =
        AnnotationServer.start(
            BridgeProject.create(dir.resolve("p"), "classes"), ServerOptions.DEFAULT);
    owner = Person.open(server.link("owner", Role.OWNER));
    owner.text();
    bridge = server.bridge("inception").orElseThrow();
  }

  @AfterEach
  void end() {
    server.close();
  }

  private static String file(String name) {
    try (InputStream in =
        InceptionBridgeTest.class.getResourceAsStream("bridge/inception/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ObjectNode metadata(String layer, String mode) {
    ObjectNode metadata = Person.object();
    metadata.put("layer", layer).put("feature", "topic").put("projectId", 3);
    metadata.put("anchoringMode", mode).put("crossSentence", false);
    metadata.putObject("range").put("begin", 0).put("end", 60);
    return metadata;
  }

  private static ObjectNode document(String name) {
    return Person.object().put("xmi", file(name)).put("documentId", 42).put("userId", "anna");
  }

  static ObjectNode predict(String name, String layer, String mode) {
    ObjectNode request = Person.object();
    request.set("metadata", metadata(layer, mode));
    request.set("document", document(name));
    return request.put("typeSystem", file("typesystem.xml"));
  }

  static ObjectNode train(String name, String layer, String mode) {
    ObjectNode request = Person.object();
    request.set("metadata", metadata(layer, mode));
    request.putArray("documents").add(document(name));
    return request.put("typeSystem", file("typesystem.xml"));
  }

  static CAS cas(HttpResponse<String> answer) {
    assertEquals(200, answer.statusCode(), answer.body());
    String xmi = Person.json(answer).path("document").textValue();
    try {
      byte[] types = file("typesystem.xml").getBytes(StandardCharsets.UTF_8);
      var system =
          UIMAFramework.getXMLParser()
              .parseTypeSystemDescription(
                  new XMLInputSource(new ByteArrayInputStream(types), null));
      CAS cas = CasCreationUtils.createCas(system, null, null);
      XmiCasDeserializer.deserialize(
          new ByteArrayInputStream(xmi.getBytes(StandardCharsets.UTF_8)), cas);
      return cas;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** What is suggested, as {@code covered text: label} with the score where it is the best. */
  private static List<String> suggested(CAS cas, String layer) {
    Type type = cas.getTypeSystem().getType(layer);
    List<String> all = new ArrayList<>();
    for (FeatureStructure one : cas.<TOP>select(type)) {
      if (one.getBooleanValue(type.getFeatureByBaseName("inception_internal_predicted"))) {
        String label = one.getStringValue(type.getFeatureByBaseName("topic"));
        double score = one.getDoubleValue(type.getFeatureByBaseName("topic_score"));
        String place = one instanceof AnnotationFS at ? at.getCoveredText() : "document";
        assertTrue(score > 0 && score < 1, place + " " + label + " " + score);
        all.add(place + ": " + label + (score > 0.5 ? " (best)" : ""));
      }
    }
    all.sort(null);
    return all;
  }

  @Test
  void predict_withoutAModel_givesTheDocumentBackWithoutSuggestionsOfBefore() {
    var answer =
        Exchange.post(bridge, "/predict", predict("sentences.xmi", "custom.Topic", "sentences"));
    CAS cas = cas(answer);
    assertEquals(List.of(), suggested(cas, "custom.Topic"));
    assertEquals(
        BridgeProject.text(0) + "\n" + BridgeProject.text(1) + "\n" + BridgeProject.text(2),
        cas.getDocumentText());
    assertEquals(1, cas.select(cas.getTypeSystem().getType("custom.Topic")).count(), "the gold");
  }

  @Test
  void predict_trained_givesEachSentenceTwoAlternativesWithScores() {
    BridgeProject.train(owner, 8);
    var answer =
        Exchange.post(bridge, "/predict", predict("sentences.xmi", "custom.Topic", "sentences"));
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      String text = BridgeProject.text(i);
      for (String label : BridgeProject.LABELS) {
        boolean best = label.equals(BridgeProject.truth(text));
        expected.add(text + ": " + label + (best ? " (best)" : ""));
      }
    }
    expected.sort(null);
    assertEquals(expected, suggested(cas(answer), "custom.Topic"));
  }

  @Test
  void predict_ofADocumentLayer_suggestsForTheDocument() {
    BridgeProject.train(owner, 8);
    ObjectNode request = predict("document.xmi", "custom.DocumentTopic", "characters");
    assertEquals(
        List.of("document: fruit (best)", "document: tool"),
        suggested(cas(Exchange.post(bridge, "/predict", request)), "custom.DocumentTopic"));
    assertEquals(204, status("/train", train("document.xmi", "custom.DocumentTopic", "")));
    assertEquals(List.of(BridgeProject.text(4) + " fruit"), recorded());
  }

  private int status(String path, ObjectNode request) {
    return Exchange.post(bridge, path, request).statusCode();
  }

  /** What anna's judgements are: text and label. */
  private List<String> recorded() {
    List<String> all = new ArrayList<>();
    for (String line : owner.get("export?what=judgements&format=jsonl").body().split("\n")) {
      if (line.contains(WHO)) {
        String text = line.replaceAll(".*\"text\":\"([^\"]*)\".*", "$1");
        all.add(text + " " + line.replaceAll(".*\"label\":\"([^\"]*)\".*", "$1"));
      }
    }
    all.sort(null);
    return all;
  }

  @Test
  void train_againAndAgain_recordsWhatHasChangedOnly() {
    ObjectNode first = train("sentences.xmi", "custom.Topic", "sentences");
    assertEquals(204, status("/train", first));
    assertEquals(204, status("/train", first));
    assertEquals(List.of(BridgeProject.text(0) + " fruit"), recorded());
    assertEquals(204, status("/train", train("sentences-later.xmi", "custom.Topic", "sentences")));
    assertEquals(
        List.of(BridgeProject.text(0) + " tool", BridgeProject.text(1) + " tool"), recorded());
    assertEquals(204, status("/train", train("sentences-undone.xmi", "custom.Topic", "sentences")));
    assertEquals(List.of(BridgeProject.text(1) + " tool"), recorded());
    assertEquals(204, status("/train", first));
    assertEquals(List.of(BridgeProject.text(0) + " fruit"), recorded());
  }

  @Test
  void malformed_isRefusedClearlyAndChangesNothing() {
    ObjectNode good = train("sentences.xmi", "custom.Topic", "sentences");
    assertEquals(400, Exchange.send(bridge, "POST", "/train", "{").statusCode());
    assertEquals(400, status("/train", Person.object()));
    assertEquals(400, status("/predict", good));
    ObjectNode types = good.deepCopy().put("typeSystem", "<typeSystemDescription/>");
    assertEquals(400, status("/train", types));
    String system = file("typesystem.xml");
    String imports =
        system.replace(
            "  <types>", "  <imports><import location=\"file:/etc/x.xml\"/></imports>\n<types>");
    assertEquals(400, status("/train", good.deepCopy().put("typeSystem", imports)));
    String doctype =
        system.replaceFirst("<!--", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><!--");
    assertEquals(400, status("/train", good.deepCopy().put("typeSystem", doctype)));
    ObjectNode xmi = good.deepCopy();
    ((ObjectNode) xmi.path("documents").get(0)).put("xmi", "<xmi:XMI/>");
    assertEquals(400, status("/train", xmi));
    ObjectNode entity = good.deepCopy();
    ((ObjectNode) entity.path("documents").get(0))
        .put(
            "xmi",
            file("sentences.xmi")
                .replaceFirst(
                    "<!--", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><!--"));
    assertEquals(400, status("/train", entity));
    assertEquals(422, status("/train", train("sentences.xmi", "custom.Topic", "tokens")));
    assertEquals(400, status("/train", train("sentences.xmi", "custom.Nothing", "sentences")));
    ObjectNode tags = predict("sentences.xmi", "custom.Topic", "sentences");
    ObjectNode tagset = tags.putArray("tagsets").addObject();
    tagset.putArray("tags").addObject().put("tag", "fruit");
    tagset.putArray("targets").addObject().put("type", "custom.Topic").put("feature", "topic");
    var answer = Exchange.post(bridge, "/predict", tags);
    assertEquals(422, answer.statusCode());
    assertTrue(answer.body().contains("[fruit, tool]"), answer.body());
    assertFalse(owner.get("export?what=judgements").body().contains(WHO));
  }
}
