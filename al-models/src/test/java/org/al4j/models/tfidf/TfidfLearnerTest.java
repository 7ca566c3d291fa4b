package org.al4j.models.tfidf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.LearnerProvider;
import org.al4j.core.model.Output;
import org.al4j.models.internal.Rows;
import org.al4j.testkit.FakeTexts;
import org.junit.jupiter.api.Test;

class TfidfLearnerTest {
  private static final LabelSpace AB = LabelSpace.of("a", "b");

  private static Labelled<ClassLabel> item(String id, String text, String label) {
    return new Labelled<>(Instance.ofText(id, text), new ClassLabel(label));
  }

  private static TfidfClassifier fit(
      double c, LabelSpace labels, List<Labelled<ClassLabel>> items) {
    return TfidfLearner.create(new TfidfSettings(c, 1, 2, 1)).fit(items, FitContext.of(labels, 1));
  }

  /** Rows of one output, {@code [n, C]}. */
  static double[][] rows(TfidfClassifier model, List<Instance> xs, Output output) {
    List<double[]> rows = new ArrayList<>();
    model.forward(
        xs,
        Set.of(output),
        block -> {
          float[] flat = Rows.toFloats(block.get(output));
          int classes = flat.length / block.size();
          for (int start = 0; start < flat.length; start += classes) {
            int offset = start;
            double[] row = new double[classes];
            Arrays.setAll(row, k -> flat[offset + k]);
            rows.add(row);
          }
        });
    return rows.toArray(double[][]::new);
  }

  /**
   * Two texts of one word each. By symmetry the weights are u and -u, and the derivative of {@code
   * 2 C log(1 + exp(-2u)) + 2 u^2} vanishes where {@code u (1 + exp(2u)) = C}: for {@code C = 2 ln
   * 3} at {@code u = ln(3) / 2}, which gives the text's own class the probability 3/4.
   */
  @Test
  void fit_twoOneWordTexts_reachesTheOptimumDerivedByHand() {
    List<Labelled<ClassLabel>> items = List.of(item("1", "left", "a"), item("2", "right", "b"));
    try (TfidfClassifier model = fit(2 * Math.log(3), AB, items)) {
      float u = (float) (Math.log(3) / 2);
      assertArrayEquals(new float[] {u, -u, -u, u}, model.weights(), 1e-6f);
      assertArrayEquals(new float[] {0, 0}, model.biases(), 1e-6f);
      double[][] p =
          rows(
              model,
              List.of(
                  Instance.ofText("x", "Left!"),
                  Instance.ofText("y", "right right"),
                  Instance.ofText("z", "left right")),
              Output.PROBABILITIES);
      assertArrayEquals(new double[] {.75, .25}, p[0], 1e-6);
      assertArrayEquals(new double[] {.25, .75}, p[1], 1e-6);
      assertArrayEquals(new double[] {.5, .5}, p[2], 1e-6);
    }
  }

  @Test
  void fit_textsWithoutTerms_learnsTheShares() {
    List<Labelled<ClassLabel>> items =
        List.of(item("1", "", "a"), item("2", "?", "a"), item("3", "!", "a"), item("4", "", "b"));
    try (TfidfClassifier model = fit(10, AB, items)) {
      double[][] p = rows(model, List.of(Instance.ofText("x", "any")), Output.PROBABILITIES);
      assertArrayEquals(new double[] {.75, .25}, p[0], 1e-6);
      assertEquals(List.of(), model.terms());
    }
  }

  @Test
  void fit_threeLanguages_equalsScikitLearn() throws IOException {
    JsonNode reference;
    try (InputStream in = TfidfLearnerTest.class.getResourceAsStream("/tfidf/sklearn.json")) {
      reference = new ObjectMapper().readTree(in);
    }
    List<Labelled<ClassLabel>> items = new ArrayList<>();
    reference
        .get("train")
        .forEach(
            node ->
                items.add(
                    item(
                        node.get("id").asText(),
                        node.get("text").asText(),
                        node.get("label").asText())));
    List<Instance> queries = new ArrayList<>();
    reference
        .get("query")
        .forEach(
            node ->
                queries.add(Instance.ofText(node.get("id").asText(), node.get("text").asText())));
    List<String> names = new ArrayList<>();
    reference.get("labels").forEach(node -> names.add(node.asText()));
    for (JsonNode expected : reference.get("cases")) {
      TfidfSettings settings =
          new TfidfSettings(expected.get("c").asDouble(), expected.get("ngrams").asInt(), 2, 1);
      try (TfidfClassifier model =
          TfidfLearner.create(settings).fit(items, FitContext.of(LabelSpace.of(names), 1))) {
        assertEquals(expected.get("features").asInt(), model.terms().size());
        assertRows(expected.get("logits"), rows(model, queries, Output.LOGITS), 1e-4);
        assertRows(expected.get("probabilities"), rows(model, queries, Output.PROBABILITIES), 1e-5);
      }
    }
  }

  private static void assertRows(JsonNode expected, double[][] found, double tolerance) {
    assertEquals(expected.size(), found.length);
    for (int i = 0; i < found.length; i++) {
      for (int k = 0; k < found[i].length; k++) {
        assertEquals(expected.get(i).get(k).asDouble(), found[i][k], tolerance, "row " + i);
      }
    }
  }

  @Test
  void fit_absentClass_isImprobableAndFinite() {
    LabelSpace labels = LabelSpace.of("a", "never", "b");
    List<Labelled<ClassLabel>> items = List.of(item("1", "left", "a"), item("2", "right", "b"));
    try (TfidfClassifier model = fit(10, labels, items)) {
      for (double[] row :
          rows(
              model,
              List.of(Instance.ofText("x", "left"), Instance.ofText("y", "")),
              Output.PROBABILITIES)) {
        assertTrue(row[1] >= 0 && row[1] < 1e-4, "probability " + row[1]);
      }
      assertTrue(model.biases()[1] < -5);
    }
  }

  @Test
  void fit_onlyOneClassInSpaceOrLabels_isUsable() {
    try (TfidfClassifier model = fit(10, LabelSpace.of("a"), List.of(item("1", "left", "a")))) {
      assertArrayEquals(
          new double[] {1},
          rows(model, List.of(Instance.ofText("x", "left")), Output.PROBABILITIES)[0]);
    }
    try (TfidfClassifier model =
        fit(10, AB, List.of(item("1", "left", "a"), item("2", "up", "a")))) {
      assertTrue(rows(model, List.of(Instance.ofText("x", "")), Output.PROBABILITIES)[0][0] > .999);
    }
  }

  @Test
  void withVocabularyOf_corpus_fixesTermsAndFrequencies() {
    List<Instance> corpus =
        List.of(
            Instance.ofText("c1", "left up"),
            Instance.ofText("c2", "left"),
            Instance.ofText("c3", "down"));
    TfidfLearner learner = TfidfLearner.create().withVocabularyOf(corpus);
    List<Labelled<ClassLabel>> items = List.of(item("1", "left other", "a"), item("2", "up", "b"));
    try (TfidfClassifier model = learner.fit(items, FitContext.of(AB, 1))) {
      assertEquals(List.of("down", "left", "up"), model.terms());
      SparseRows row = model.vocabulary().rows(List.of(Instance.ofText("x", "up left left")));
      double left = 2 * (Math.log(4.0 / 3) + 1);
      double up = Math.log(2) + 1;
      double length = Math.hypot(left, up);
      assertArrayEquals(new int[] {1, 2}, row.columns());
      assertArrayEquals(new double[] {left / length, up / length}, row.values(), 1e-12);
    }
  }

  @Test
  void fit_minimumDocumentFrequency_dropsRareTerms() {
    TfidfLearner learner = TfidfLearner.create(new TfidfSettings(10, 1, 2, 2));
    List<Labelled<ClassLabel>> items =
        List.of(item("1", "left up up", "a"), item("2", "left", "b"));
    try (TfidfClassifier model = learner.fit(items, FitContext.of(AB, 1))) {
      assertEquals(List.of("left"), model.terms());
    }
  }

  @Test
  void fit_otherOrderOfLabels_takesTheSameStepsToTheLastBit() {
    Dataset<ClassLabel> data = FakeTexts.dataset(300, 3, 5);
    List<Labelled<ClassLabel>> shuffled = new ArrayList<>(data.items());
    Collections.shuffle(shuffled, new Random(1));
    List<Double> losses = losses(data.items(), data.labels());
    assertTrue(losses.size() > 3);
    assertEquals(losses, losses(shuffled, data.labels()));
  }

  private static List<Double> losses(List<Labelled<ClassLabel>> items, LabelSpace labels) {
    List<Double> losses = new ArrayList<>();
    FitContext<ClassLabel, TfidfClassifier> context =
        new FitContext<>(
            labels, 1, Optional.empty(), List.of(), step -> losses.add(step.loss()), () -> false);
    TfidfLearner.create().fit(items, context).close();
    return losses;
  }

  @Test
  void fit_badInput_isRefusedByInstance() {
    InvalidInputException unknown =
        assertThrows(
            InvalidInputException.class,
            () -> fit(10, AB, List.of(item("x7", "left", "c"))).close());
    assertEquals("instance 'x7': unknown label 'c'; declared labels: a, b", unknown.getMessage());
    assertThrows(InvalidInputException.class, () -> fit(10, AB, List.of()).close());
    assertThrows(IllegalArgumentException.class, () -> new TfidfSettings(0, 1, 2, 1));
    assertThrows(IllegalArgumentException.class, () -> new TfidfSettings(10, 3, 2, 1));
  }

  @Test
  void forward_manyBlocks_areConsecutiveAndClosedAfterwards() {
    Dataset<ClassLabel> data = FakeTexts.dataset(700, 3, 5);
    List<Instance> xs = data.items().stream().map(Labelled::instance).toList();
    try (TfidfClassifier model =
        TfidfLearner.create().fit(data.items(), FitContext.of(data.labels(), 1))) {
      List<Integer> firsts = new ArrayList<>();
      List<org.nd4j.linalg.api.ndarray.INDArray> arrays = new ArrayList<>();
      model.forward(
          xs,
          new TreeSet<>(List.of(Output.LOGITS, Output.PROBABILITIES)),
          block -> {
            firsts.add(block.first());
            arrays.add(block.get(Output.LOGITS));
            arrays.add(block.get(Output.PROBABILITIES));
          });
      assertEquals(List.of(0, 256, 512), firsts);
      assertTrue(arrays.stream().allMatch(array -> array.wasClosed()));
      List<Integer> sizes = new ArrayList<>();
      model.forward(xs, Set.of(), block -> sizes.add(block.size()));
      assertEquals(List.of(256, 256, 188), sizes);
    }
  }

  @Test
  void forward_afterClose_isRefused() {
    TfidfClassifier model = fit(10, AB, List.of(item("1", "left", "a")));
    model.close();
    assertThrows(
        IllegalStateException.class,
        () -> model.forward(List.of(), Set.of(Output.LOGITS), block -> {}));
  }

  @Test
  void provider_byName_readsParametersAndRefusesOthers() {
    LearnerProvider provider =
        ServiceLoader.load(LearnerProvider.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(each -> each.name().equals("tfidf"))
            .findFirst()
            .orElseThrow();
    assertTrue(
        provider
            .create(ClassLabel.class, Map.of("c", "3", "ngrams", "2"))
            .describe()
            .contains("words and pairs"));
    assertTrue(provider.create(ClassLabel.class, Map.of()).describe().contains("C=10.0"));
    for (var kind : provider.learns()) {
      assertTrue(provider.offers().containsAll(provider.create(kind, Map.of()).offers()));
    }
    for (Map<String, String> bad :
        List.of(
            Map.of("d", "1"),
            Map.of("c", "x"),
            Map.of("c", "-1"),
            Map.of("ngrams", "7"),
            Map.of("min-df", "1.5"))) {
      assertThrows(InvalidInputException.class, () -> provider.create(ClassLabel.class, bad));
    }
  }

  @Test
  void fit_moreTexts_reportsTheMeanLoss() {
    List<Labelled<ClassLabel>> items = new ArrayList<>();
    for (int copy = 0; copy < 40; copy++) {
      items.add(item("a" + copy, "good film", "a"));
      items.add(item("b" + copy, "bad film", "b"));
    }

    // nearly without weights, so that each text costs ln 2
    assertEquals(Math.log(2), lastLoss(1e-4, items.subList(0, 2)), 1e-2);
    assertEquals(Math.log(2), lastLoss(1e-4, items), 1e-2);
  }

  private static double lastLoss(double c, List<Labelled<ClassLabel>> items) {
    double[] loss = {Double.NaN};
    TfidfLearner.create(new TfidfSettings(c, 1, 1, 1))
        .fit(
            items,
            new FitContext<>(
                AB, 1, Optional.empty(), List.of(), step -> loss[0] = step.loss(), () -> false))
        .close();
    return loss[0];
  }
}
