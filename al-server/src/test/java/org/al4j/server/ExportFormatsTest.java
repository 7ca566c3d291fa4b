package org.al4j.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.read.Datasets;
import org.al4j.core.read.LabelFormat;
import org.al4j.core.read.ReadOptions;
import org.al4j.core.tags.CharSpan;
import org.al4j.core.tags.Span;
import org.al4j.core.tags.TagScheme;
import org.al4j.core.tags.WordOffsets;
import org.al4j.server.access.Role;
import org.al4j.server.desk.Export;
import org.al4j.server.http.ServerOptions;
import org.al4j.server.project.ProjectFolder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What goes out as spans comes in again as the same, with emoji and from right to left. */
class ExportFormatsTest {
  @TempDir private Path dir;
  private ProjectFolder project;
  private AnnotationServer server;
  private Person owner;
  private final Map<String, JsonNode> said = new TreeMap<>(); // by text

  @BeforeEach
  void label() {
    project = SpanDesks.project(dir.resolve("p"), "spans", 8, SpanDesks.small(20));
    server = AnnotationServer.start(project, ServerOptions.DEFAULT);
    owner = Person.open(server.link("owner", Role.OWNER));
    for (JsonNode text : owner.next(7).path("texts")) {
      ArrayNode spans = SpanDesks.truth(text.path("text").textValue());
      ObjectNode body = owner.said(text.path("id").textValue(), null);
      assertEquals("recorded", owner.say("judge", body.set("label", spans)));
      said.put(text.path("text").textValue(), spans);
    }
    assertEquals(7, said.size());
  }

  @AfterEach
  void end() {
    server.close();
  }

  private Path exported(String format, String name) throws IOException {
    Path file = dir.resolve(name);
    HttpResponse<byte[]> response;
    try {
      var request = owner.request("export?format=" + format).GET().build();
      response = Person.CLIENT.send(request, BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    assertEquals(200, response.statusCode(), format);
    return Files.write(file, response.body());
  }

  private static Map<String, JsonNode> read(Path file) {
    Map<String, JsonNode> read = new TreeMap<>();
    for (Labelled<TagSequence> item :
        Datasets.read(file, ReadOptions.DEFAULT, LabelFormat.tags()).items()) {
      WordOffsets words = WordOffsets.of(item.instance());
      ArrayNode spans = Person.object().arrayNode();
      for (Span span : TagScheme.spans(item.annotation().tags())) {
        CharSpan one = words.characters(span);
        spans.add(SpanDesks.span(one.start(), one.end(), one.type()));
      }
      read.put(item.instance().text(), spans);
    }
    return read;
  }

  @Test
  void export_readAgain_hasTheSameTextsAndSpans() throws IOException {
    assertEquals(said, read(exported("jsonl", "a.jsonl")));
    assertEquals(said, read(exported("doccano", "b.jsonl")));
    assertEquals(said, read(exported("prodigy", "c.jsonl")));
    assertEquals(said, read(exported("labelstudio", "d.json")));
    HttpResponse<String> usual = owner.get("export");
    assertTrue(usual.body().contains("\"round\":0"), usual.body());
    String judgements = owner.get("export?what=judgements").body();
    assertTrue(judgements.contains("\"annotator\":\"owner\",\"time\":1.5"), judgements);
    assertEquals(
        "attachment; filename=\"labels.jsonl\"",
        usual.headers().firstValue("Content-Disposition").orElseThrow());
  }

  /** Columns keep no texts, but words and their tags. */
  @Test
  void export_conll_hasWordsAndTags() throws IOException {
    Map<String, String> tags = new TreeMap<>();
    for (Labelled<TagSequence> item :
        Datasets.read(exported("conll", "e.conll"), ReadOptions.DEFAULT, LabelFormat.tags())
            .items()) {
      tags.put(item.instance().text(), String.join(" ", item.annotation().tags()));
    }
    assertEquals(7, tags.size());
    String anna = tags.keySet().stream().filter(text -> text.contains("Anna")).findAny().orElse("");
    assertTrue(anna.startsWith("😀 Anna moved to New York ,"), anna);
    assertTrue(tags.getOrDefault(anna, "").startsWith("O B-PER O O B-LOC I-LOC O"), anna);
  }

  @Test
  void export_brat_isAFolderOfPairsWithNamesThatWeMade() throws IOException {
    Path zip = exported("brat", "f.zip");
    Path unzipped = Files.createDirectory(dir.resolve("unzipped"));
    try (ZipInputStream in =
        new ZipInputStream(new ByteArrayInputStream(Files.readAllBytes(zip)))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        assertTrue(
            entry.getName().matches("\\d{5}\\.(txt|ann)|annotation\\.conf|ids\\.tsv"),
            entry.getName());
        Files.write(unzipped.resolve(entry.getName()), in.readAllBytes());
      }
    }
    assertEquals(said, read(unzipped));
    Path folder = dir.resolve("brat");
    Export.of("labels", "brat").write(project, folder);
    assertEquals(said, read(folder));
    assertTrue(
        Files.readString(folder.resolve("annotation.conf")).startsWith("[entities]\nPER\nLOC\n"));
    assertTrue(Files.readString(folder.resolve("ids.tsv")).startsWith("00001\ts00"));
    assertThrows(
        InvalidInputException.class, () -> Export.of("labels", "brat").write(project, folder));
    try (Stream<Path> files = Files.list(dir)) {
      assertTrue(files.noneMatch(file -> file.getFileName().toString().startsWith(".al4j-")));
    }
  }

  /** spaCy makes the text anew of the tokens, each with one blank behind it or none. */
  @Test
  void export_spacy_hasTokensThatMakeTheTextAndSpansInCodePoints() throws IOException {
    for (String line : Files.readAllLines(exported("spacy-jsonl", "g.jsonl"))) {
      JsonNode doc = Person.JSON.readTree(line);
      int[] points = doc.path("text").textValue().codePoints().toArray();
      StringBuilder made = new StringBuilder();
      for (JsonNode token : doc.path("tokens")) {
        int start = token.path("start").intValue();
        int end = token.path("end").intValue();
        int before = made.codePointCount(0, made.length());
        assertTrue(before == start || before + 1 == start, line);
        made.append(before == start ? "" : " ").append(new String(points, start, end - start));
      }
      made.append(made.length() < doc.path("text").textValue().length() ? " " : "");
      assertEquals(doc.path("text").textValue(), made.toString());
      ArrayNode spans = Person.object().arrayNode();
      for (JsonNode ent : doc.path("ents")) {
        int start = new String(points, 0, ent.path("start").intValue()).length();
        int end = new String(points, 0, ent.path("end").intValue()).length();
        spans.add(SpanDesks.span(start, end, ent.path("label").textValue()));
      }
      assertEquals(said.get(doc.path("text").textValue()), spans);
    }
  }

  @Test
  void export_whatHasNoPlace_isRefused() {
    assertEquals(400, owner.get("export?format=csv").statusCode());
    assertEquals(400, owner.get("export?format=doccano&what=judgements").statusCode());
    assertEquals(400, owner.get("export?format=..%2F..%2Fetc%2Fpasswd").statusCode());
    assertEquals(200, owner.get("export?format=jsonl&what=judgements").statusCode());
    assertFalse(Files.exists(dir.resolve("x")));
    InvalidInputException refused =
        assertThrows(
            InvalidInputException.class,
            () -> Export.of("labels", "csv").write(project, dir.resolve("x")));
    assertTrue(refused.getMessage().contains("csv has no place for spans"), refused.getMessage());
    assertFalse(Files.exists(dir.resolve("x")));
  }

  @Test
  void export_ofClasses_hasEachToolsForm() throws IOException {
    try (AnnotationServer classes =
        AnnotationServer.start(
            Desks.project(dir.resolve("q"), 12, Desks.settings(20)), ServerOptions.DEFAULT)) {
      Person anna = Person.open(classes.link("anna", Role.OWNER));
      JsonNode text = anna.text();
      String truth = Desks.truth(text.path("text").textValue());
      anna.judge(text.path("id").textValue(), truth);
      JsonNode doccano = json(anna, "doccano");
      assertEquals(text.path("text"), doccano.path("text"));
      assertEquals("[\"" + truth + "\"]", doccano.path("label").toString());
      JsonNode prodigy = json(anna, "prodigy");
      assertEquals("[\"" + truth + "\"]", prodigy.path("accept").toString());
      assertEquals(2, prodigy.path("options").size());
      JsonNode task = json(anna, "labelstudio").get(0);
      JsonNode choice = task.path("annotations").get(0).path("result").get(0);
      assertEquals("[\"" + truth + "\"]", choice.path("value").path("choices").toString());
      JsonNode spacy = json(anna, "spacy-jsonl");
      assertEquals(1.0, spacy.path("cats").path(truth).doubleValue());
      assertTrue(spacy.path("cats").path("tool").isDouble());
      assertEquals(400, anna.get("export?format=conll").statusCode());
      assertEquals(400, anna.get("export?format=brat").statusCode());
    }
  }

  private static JsonNode json(Person person, String format) throws IOException {
    HttpResponse<String> response = person.get("export?format=" + format);
    assertEquals(200, response.statusCode(), response.body());
    return Person.JSON.readTree(response.body());
  }
}
