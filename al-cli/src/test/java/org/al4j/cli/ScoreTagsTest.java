package org.al4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.al4j.core.data.Confidence;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.TagSequence;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Learners;
import org.al4j.core.model.Models;
import org.al4j.core.tags.CharSpan;
import org.al4j.core.tags.Span;
import org.al4j.core.tags.TagScheme;
import org.al4j.core.tags.WordOffsets;
import org.al4j.examples.data.EmbeddedCheckpoint;
import org.al4j.models.tagger.Sentences;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code al score} with a saved tagger and a committee of two. */
class ScoreTagsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final LabelSpace LABELS = LabelSpace.of("O", "B-PER", "I-PER", "B-LOC");

  /** What stands where tests of offsets break: characters of two units, and right to left. */
  private static final List<String> TEXTS =
      List.of(
          "ann lee went to paris .",
          "\uD83D\uDE00 ann lee went \uD83D\uDC69\u200D\uD83D\uDCBB to paris",
          "\u05D0\u05E0\u05D9 ann lee \u05D2\u05E8 \u05D1 paris",
          "ann",
          "nobody went");

  @TempDir private static Path shared;
  @TempDir private Path dir;
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void train() throws IOException {
    try (EmbeddedCheckpoint checkpoint = new EmbeddedCheckpoint()) {
      String of = checkpoint.dir().toString();
      Map<String, String> quick =
          Map.of("checkpoint", of, "updates", "60", "learning-rate", "1e-3", "epochs", "1");
      save("tagger", quick, "tagger");
      Map<String, String> two = new HashMap<>(quick);
      two.putAll(Map.of("by", "seeds", "members", "2", "updates", "5"));
      save("committee", two, "committee");
      Map<String, String> small =
          Map.of("updates", "100", "hidden", "16", "word-width", "16", "learning-rate", "1e-2");
      save("bilstm-crf", small, "bilstm-crf");
    }
  }

  private static void save(String learner, Map<String, String> parameters, String folder)
      throws IOException {
    try (Learner<TagSequence, ? extends ActiveModel<TagSequence>> one =
        Learners.named(learner, parameters, TagSequence.class)) {
      fitAndSave(one, shared.resolve(folder));
    }
  }

  private static <M extends ActiveModel<TagSequence>> void fitAndSave(
      Learner<TagSequence, M> learner, Path folder) throws IOException {
    try (M model = learner.fit(sentences().items(), FitContext.of(LABELS, 1))) {
      model.save(folder);
    }
  }

  private static Dataset<TagSequence> sentences() {
    List<Labelled<TagSequence>> items = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      items.add(item("a" + i, "ann lee went to paris .", "B-PER I-PER O O B-LOC O"));
      items.add(item("b" + i, "nobody went to paris", "O O O B-LOC"));
      items.add(item("c" + i, "then ann lee slept", "O B-PER I-PER O"));
    }
    return new Dataset<>(items, LABELS);
  }

  private static Labelled<TagSequence> item(String id, String words, String tags) {
    return new Labelled<>(
        Instance.ofWords(id, List.of(words.split(" ", -1))),
        new TagSequence(List.of(tags.split(" ", -1))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tagger", "bilstm-crf"})
  void score_rawTexts_writesSpansInCodePoints(String kind) throws IOException {
    List<JsonNode> lines = score(kind, "texts.txt", String.join("\n", TEXTS) + "\n");
    assertEquals(TEXTS, lines.stream().map(line -> line.get("text").asText()).toList());
    int found = 0;
    try (ActiveModel<TagSequence> model = Models.load(shared.resolve(kind), TagSequence.class)) {
      for (int i = 0; i < TEXTS.size(); i++) {
        List<String> expected = expected(model, TEXTS.get(i));
        found += expected.size();
        assertEquals(expected, spans(lines.get(i)), TEXTS.get(i));
        lines.get(i).get("spans").forEach(span -> assertSlice(span, lines));
      }
    }
    assertTrue(found >= 4, "found " + found);
    assertEquals("0-7 PER ann lee", first(lines.get(0)));
    if (kind.equals("tagger")) { // the other one takes an emoji for a name
      assertEquals("2-9 PER ann lee", first(lines.get(1)), "an emoji is one code point");
      assertEquals("4-11 PER ann lee", first(lines.get(2)));
    }
  }

  /** The text behind the offsets, read as Python would. */
  private static void assertSlice(JsonNode span, List<JsonNode> lines) {
    boolean any =
        lines.stream()
            .map(line -> line.get("text").asText())
            .anyMatch(
                text -> {
                  int[] points = text.codePoints().toArray();
                  int start = span.get("start").asInt();
                  int end = span.get("end").asInt();
                  return end <= points.length
                      && new String(points, start, end - start).equals(span.get("text").asText());
                });
    assertTrue(any, span::toString);
    assertTrue(span.get("probability").asDouble() > 0 && span.get("probability").asDouble() <= 1);
  }

  private static List<String> expected(ActiveModel<TagSequence> model, String text) {
    List<String> spans = new ArrayList<>();
    Instance x = Sentences.withWords(Instance.ofText("x", text));
    model.predict(
        List.of(x),
        said -> {
          double[][] p = ((Confidence.Words) said.confidence()).probabilities();
          for (Span span : TagScheme.spans(said.annotation().tags())) {
            CharSpan at = WordOffsets.of(x).characters(span);
            double product = 1;
            for (int word = span.first(); word < span.end(); word++) {
              product *= p[word][LABELS.index(said.annotation().tags().get(word))];
            }
            spans.add(
                at.startPoint(text)
                    + "-"
                    + at.endPoint(text)
                    + " "
                    + span.type()
                    + " "
                    + at.of(text)
                    + rounded(product));
          }
        });
    return spans;
  }

  private static List<String> spans(JsonNode line) {
    List<String> spans = new ArrayList<>();
    line.get("spans")
        .forEach(span -> spans.add(shown(span) + rounded(span.get("probability").asDouble())));
    return spans;
  }

  /** Other texts in a batch may change the last bits. */
  private static String rounded(double probability) {
    return String.format(Locale.ROOT, " %.4f", probability);
  }

  private static String first(JsonNode line) {
    return shown(line.get("spans").get(0));
  }

  private static String shown(JsonNode span) {
    return span.get("start").asInt()
        + "-"
        + span.get("end").asInt()
        + " "
        + span.get("type").asText()
        + " "
        + span.get("text").asText();
  }

  @Test
  void score_wordsInColumns_areReadAsTheyStand() throws IOException {
    // as a text, "lee-went" would be three words
    List<JsonNode> lines =
        score("tagger", "words.conll", "ann\nlee\nwent\n\nann\nlee-went\nto\nparis\n");
    assertEquals(2, lines.size());
    assertEquals("ann lee went", lines.get(0).get("text").asText());
    assertEquals("0-7 PER ann lee", first(lines.get(0)));
    assertEquals("0-12 PER ann lee-went", first(lines.get(1)));
    List<JsonNode> tagged = score("tagger", "tagged.conll", "ann O\nlee O\nwent O\n");
    assertEquals("0-7 PER ann lee", first(tagged.get(0)), "its own tags are not looked at");
  }

  @Test
  void score_tokensInJson_areReadAsTheyStand() throws IOException {
    List<JsonNode> lines =
        score(
            "tagger",
            "tokens.jsonl",
            "{\"id\":\"x7\",\"tokens\":[\"\\uD83D\\uDE00\",\"ann\",\"lee\"]}\n");
    assertEquals("x7", lines.get(0).get("id").asText());
    assertEquals("2-9 PER ann lee", first(lines.get(0)));
  }

  @Test
  void score_committee_writesTheSameFields() throws IOException {
    for (JsonNode line : score("committee", "texts.txt", String.join("\n", TEXTS) + "\n")) {
      List<String> names = new ArrayList<>();
      line.fieldNames().forEachRemaining(names::add);
      assertEquals(List.of("id", "text", "spans"), names);
    }
  }

  @Test
  void score_emptySentence_isRefusedOrSkipped() throws IOException {
    String tokens = "{\"tokens\":[\"ann\"]}\n{\"tokens\":[]}\n";
    Files.writeString(dir.resolve("empty.jsonl"), tokens);
    assertEquals(2, al("tagger", "empty.jsonl"));
    assertEquals(1, err.toString().lines().count(), err::toString);
    assertTrue(
        err.toString().contains("empty.jsonl:2: a sentence must have a word"), err::toString);
    assertEquals(0, al("tagger", "empty.jsonl", "--empty-sentences", "skip"), err::toString);
    assertEquals(1, Files.readAllLines(dir.resolve("scores.jsonl")).size());
  }

  private List<JsonNode> score(String model, String file, String content) throws IOException {
    Files.writeString(dir.resolve(file), content);
    assertEquals(0, al(model, file), err::toString);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(dir.resolve("scores.jsonl"))) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  private int al(String model, String file, String... more) {
    err.getBuffer().setLength(0);
    List<String> words =
        new ArrayList<>(
            List.of(
                "score",
                "--checkpoint",
                shared.resolve(model).toString(),
                "--texts",
                dir.resolve(file).toString(),
                "--out",
                dir.resolve("scores.jsonl").toString()));
    words.addAll(List.of(more));
    return Al.run(
        new PrintWriter(new StringWriter()),
        new PrintWriter(err, true),
        words.toArray(String[]::new));
  }
}
