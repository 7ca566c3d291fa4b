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
import java.util.List;
import java.util.Map;
import org.al4j.core.data.Annotation;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSet;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.data.RealValue;
import org.al4j.core.model.ActiveModel;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Learner;
import org.al4j.core.model.Learners;
import org.al4j.core.model.Prediction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code al score} with saved models of sets of classes and of numbers. */
class ScoreOtherLabelsTest {
  private static final LabelSpace LABELS = LabelSpace.of("sea", "fruit");

  @TempDir private Path dir;
  private final StringWriter err = new StringWriter();

  @Test
  void call_modelOfSets_writesLabelsAndIndependentProbabilitiesByName() throws IOException {
    List<Labelled<LabelSet>> examples = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      examples.add(item("a" + i, "apple pear", new LabelSet(List.of("fruit"))));
      examples.add(item("b" + i, "apple whale", new LabelSet(List.of("sea", "fruit"))));
      examples.add(item("c" + i, "stone sand", new LabelSet(List.of())));
    }
    List<Prediction<LabelSet>> expected = new ArrayList<>();
    save("tfidf", Map.of(), LabelSet.class, examples, LABELS, texts(), expected);

    List<JsonNode> lines = score();

    assertEquals(texts().size(), lines.size());
    for (int i = 0; i < lines.size(); i++) {
      JsonNode line = lines.get(i);
      assertEquals(List.of("id", "labels", "probabilities"), names(line));
      assertEquals(Integer.toString(i + 1), line.get("id").asText());
      assertEquals(List.of("sea", "fruit"), names(line.get("probabilities")));
      double[] p = expected.get(i).probabilities();
      assertEquals(p[0], line.get("probabilities").get("sea").asDouble(), 1e-6);
      assertEquals(p[1], line.get("probabilities").get("fruit").asDouble(), 1e-6);
      List<String> labels = new ArrayList<>();
      line.get("labels").forEach(name -> labels.add(name.asText()));
      assertEquals(expected.get(i).annotation(), LabelSet.of(labels));
    }
    assertEquals("[\"fruit\"]", lines.get(0).get("labels").toString());
    assertEquals("[\"sea\",\"fruit\"]", lines.get(1).get("labels").toString());
    assertEquals("[]", lines.get(2).get("labels").toString());
  }

  @Test
  void call_modelOfNumbers_writesTheValue() throws IOException {
    List<Prediction<RealValue>> expected = numbers("ridge", Map.of());

    List<JsonNode> lines = score();

    for (int i = 0; i < lines.size(); i++) {
      assertEquals(List.of("id", "value"), names(lines.get(i)));
      assertEquals(
          expected.get(i).annotation().value(), lines.get(i).get("value").asDouble(), 1e-6);
    }
    assertTrue(lines.get(1).get("value").asDouble() > lines.get(0).get("value").asDouble());
  }

  @Test
  void call_committeeOfNumbers_writesTheDeviationToo() throws IOException {
    numbers("committee", Map.of("of", "ridge", "members", "3"));

    assertEquals(List.of("id", "value", "deviation"), names(score().get(0)));
  }

  @Test
  void call_embeddingThatAModelOfNumbersLacks_isRefused() throws IOException {
    numbers("ridge", Map.of());

    assertEquals(2, al("--embedding"));
    assertTrue(err.toString().contains("offers [VALUE] only"), err::toString);
  }

  private List<Prediction<RealValue>> numbers(String learner, Map<String, String> parameters)
      throws IOException {
    List<Labelled<RealValue>> examples = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      examples.add(item("a" + i, "apple pear " + i, new RealValue(1)));
      examples.add(item("b" + i, "apple whale " + i, new RealValue(5)));
    }
    List<Prediction<RealValue>> expected = new ArrayList<>();
    save(learner, parameters, RealValue.class, examples, LabelSpace.none(), texts(), expected);
    return expected;
  }

  /** More than a block of texts. */
  private static List<String> texts() {
    List<String> texts = new ArrayList<>(List.of("apple pear", "apple whale", "stone sand"));
    for (int i = 0; i < 70; i++) {
      texts.add("apple " + i);
    }
    return texts;
  }

  private static <A extends Annotation> Labelled<A> item(String id, String text, A annotation) {
    return new Labelled<>(Instance.ofText(id, text), annotation);
  }

  private <A extends Annotation> void save(
      String learner,
      Map<String, String> parameters,
      Class<A> kind,
      List<Labelled<A>> examples,
      LabelSpace labels,
      List<String> texts,
      List<Prediction<A>> expected)
      throws IOException {
    try (Learner<A, ? extends ActiveModel<A>> one = Learners.named(learner, parameters, kind)) {
      fitAndSave(one, examples, labels, texts, expected);
    }
  }

  private <A extends Annotation, M extends ActiveModel<A>> void fitAndSave(
      Learner<A, M> learner,
      List<Labelled<A>> examples,
      LabelSpace labels,
      List<String> texts,
      List<Prediction<A>> expected)
      throws IOException {
    try (M model = learner.fit(examples, FitContext.of(labels, 1))) {
      model.save(dir.resolve("model"));
      model.predict(
          texts.stream().map(text -> Instance.ofText(text, text)).toList(), expected::add);
    }
    Files.write(dir.resolve("texts.txt"), texts);
  }

  private int al(String... more) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "score",
                "--checkpoint",
                dir.resolve("model").toString(),
                "--texts",
                dir.resolve("texts.txt").toString(),
                "--out",
                dir.resolve("scores.jsonl").toString()));
    words.addAll(List.of(more));
    return Al.run(
        new PrintWriter(new StringWriter()),
        new PrintWriter(err, true),
        words.toArray(String[]::new));
  }

  private List<JsonNode> score() throws IOException {
    assertEquals(0, al(), err::toString);
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(dir.resolve("scores.jsonl"))) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }

  private static List<String> names(JsonNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
