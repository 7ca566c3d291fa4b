package org.al4j.cli.score;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.read.ReadOptions;
import org.al4j.testkit.TinyClassifier;
import org.al4j.testkit.TinyLearner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreLinesTest {
  private static final LabelSpace LABELS = LabelSpace.of("x", "y");
  @TempDir private Path dir;

  @Test
  void write_plainLines_numbersThemAndMatchesTheModel() throws IOException {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < 40; i++) { // more than a block
      texts.add("text " + i);
    }
    TinyClassifier model = model();

    List<JsonNode> lines = score(model, "texts.txt", String.join("\n", texts), false);

    assertEquals(40, lines.size());
    List<double[]> expected = new ArrayList<>();
    model.predict(
        () -> texts.stream().map(text -> Instance.ofText(text, text)).iterator(),
        prediction -> expected.add(prediction.probabilities()));
    for (int i = 0; i < 40; i++) {
      assertEquals(Integer.toString(i + 1), lines.get(i).get("id").asText());
      JsonNode probabilities = lines.get(i).get("probabilities");
      assertEquals(List.of("x", "y"), names(probabilities));
      assertArrayEquals(expected.get(i), numbers(probabilities), 1e-6);
      assertEquals(
          expected.get(i)[0] >= expected.get(i)[1] ? "x" : "y", lines.get(i).get("label").asText());
      assertEquals(2, lines.get(i).get("logits").size());
      assertFalse(lines.get(i).has("embedding"));
    }
    assertEquals(40, model.forwarded());
  }

  @Test
  void write_jsonLines_keepsIdsAndGivesEmbeddings() throws IOException {
    String texts =
        "{\"id\": \"a\", \"text\": \"one\"}\n"
            + "{\"id\": 7, \"text\": \"two\"}\n"
            + "{\"text\": \"three\"}\n";

    List<JsonNode> lines = score(model(), "texts.jsonl", texts, true);

    assertEquals(
        List.of("a", "7", "3"), lines.stream().map(line -> line.get("id").asText()).toList());
    assertEquals(64, lines.get(0).get("embedding").size());
  }

  @Test
  void write_badLineInTheMiddle_namesItAndLeavesNothing() throws IOException {
    String texts = "{\"text\": \"one\"}\n".repeat(20) + "{\"txt\": \"two\"}\n";

    InvalidInputException e =
        assertThrows(
            InvalidInputException.class, () -> score(model(), "texts.jsonl", texts, false));

    assertTrue(
        e.getMessage().endsWith("texts.jsonl:21: no column 'text'; columns found: txt"),
        e::getMessage);
    assertEquals(List.of("texts.jsonl"), List.of(dir.toFile().list()));
  }

  @Test
  void write_notJson_namesTheLine() {
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class,
            () -> score(model(), "texts.jsonl", "{\"text\": \"a\"}\noops\n", false));
    assertTrue(e.getMessage().contains("texts.jsonl:2: malformed JSON"), e::getMessage);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "t.csv    ! text,label~good film,pos~bad film,neg~ ! 2 3",
        "t.CSV    ! text;id~good film;a~bad film;b~        ! a b",
        "t.csv    ! ID,text~a,good film~b,bad film~        ! a b",
        "t.csv    ! ID,Id,text~a,c,good film~b,d,bad film~ ! 2 3",
        "t.jsonl  ! {\"Id\":\"a\",\"text\":\"good film\"}~{\"ID\":\"b\",\"text\":\"bad film\"}~ ! a"
            + " b",
        "t.tsv    ! sentence\tlabel~good film\t1~bad film\t0~ ! 2 3",
        "t.json   ! [{\"text\":\"good film\"},{\"text\":\"bad film\"}] ! 1 2",
        "t.jsonl  ! {\"text\":\"good film\"}~~{\"text\":\"bad film\"}~ ! 1 3",
        "t.ndjson ! \uFEFF{\"text\":\"good film\"}~{\"id\":null,\"text\":\"bad film\"} ! 1 2",
        "t.txt    ! \uFEFFgood film~bad film~ ! 1 2",
      })
  void texts_ofEveryForm_areReadAsSimulateReadsThem(String name, String content, String ids)
      throws IOException {
    Path file = Files.writeString(dir.resolve(name), content.replace('~', '\n'));
    List<String> texts = new ArrayList<>();
    List<String> found = new ArrayList<>();
    try (TextFile rows = new TextFile(file, ReadOptions.DEFAULT, note -> {})) {
      rows.forEachRemaining(
          instance -> {
            texts.add(instance.text());
            found.add(instance.id());
          });
    }
    assertEquals(List.of("good film", "bad film"), texts);
    assertEquals(ids, String.join(" ", found));
  }

  @Test
  void write_outNextToLikelyTemporaryNames_touchesNone() throws IOException {
    Path input = Files.writeString(dir.resolve("scores.jsonl.tmp"), "{\"text\":\"a\"}\n");
    score(model(), "texts.jsonl", "{\"text\": \"a\"}\n", false);
    assertEquals("{\"text\":\"a\"}\n", Files.readString(input));
  }

  private List<JsonNode> score(TinyClassifier model, String name, String texts, boolean embedding)
      throws IOException {
    Path file = dir.resolve(name);
    Path out = dir.resolve("scores.jsonl");
    Files.writeString(file, texts);
    try (TextFile lines = new TextFile(file, ReadOptions.DEFAULT, note -> {})) {
      ScoreLines.write(model, LABELS, lines, out, embedding);
    }
    List<JsonNode> nodes = new ArrayList<>();
    for (String line : Files.readAllLines(out)) {
      nodes.add(new ObjectMapper().readTree(line));
    }
    return nodes;
  }

  private static TinyClassifier model() {
    List<Labelled<ClassLabel>> labelled =
        List.of(
            new Labelled<>(Instance.ofText("1", "one text"), new ClassLabel("x")),
            new Labelled<>(Instance.ofText("2", "two words"), new ClassLabel("y")));
    return new TinyLearner().fit(labelled, FitContext.of(LABELS, 1));
  }

  private static double[] numbers(JsonNode node) {
    List<Double> values = new ArrayList<>();
    node.forEach(value -> values.add(value.asDouble()));
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
