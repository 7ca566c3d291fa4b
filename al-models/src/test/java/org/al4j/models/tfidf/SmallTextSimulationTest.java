package org.al4j.models.tfidf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Output;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A whole active learning run of small-text with scikit-learn (2,000 training texts, 1,000 test
 * texts, TF-IDF fitted on all training texts, logistic regression with C=10, 5 seeds, 40 labels and
 * then 10 rounds of 20), followed round by round: on the labels that the reference had, our model
 * must have the reference's test accuracy and make its next selection. Skipped where the folder
 * {@code shared} (system property {@code al4j.shared}) is absent.
 */
class SmallTextSimulationTest {
  private static final int BATCH = 20;
  private static final LabelSpace LABELS = LabelSpace.of("0", "1", "2", "3");
  private static final Path FIXTURES =
      Path.of(System.getProperty("al4j.shared", "../../shared"), "fixtures");

  private static final Map<String, ToDoubleFunction<double[]>> UTILITIES =
      Map.of(
          "LeastConfidence", p -> -sorted(p)[3],
          "BreakingTies", p -> sorted(p)[2] - sorted(p)[3],
          "PredictionEntropy", p -> -Arrays.stream(p).map(v -> v == 0 ? 0 : v * Math.log(v)).sum());

  private final List<Labelled<ClassLabel>> train = new ArrayList<>();
  private final List<Labelled<ClassLabel>> test = new ArrayList<>();
  private JsonNode reference;
  private TfidfLearner learner;

  private static double[] sorted(double[] p) {
    return Arrays.stream(p).sorted().toArray();
  }

  @BeforeEach
  void readFixtures() throws IOException {
    boolean present = Files.isDirectory(FIXTURES);
    if (!present) {
      System.out.println("skipped: no folder " + FIXTURES.toAbsolutePath().normalize());
    }
    Assumptions.assumeTrue(present, "no reference outputs");
    for (String line : Files.readAllLines(FIXTURES.resolve("synthetic_3000.tsv"))) {
      String[] fields = line.split("\t", -1);
      List<Labelled<ClassLabel>> part = fields[0].equals("train") ? train : test;
      Instance instance =
          Instance.ofText(String.format(Locale.ROOT, "%s%05d", fields[0], part.size()), fields[2]);
      part.add(new Labelled<>(instance, new ClassLabel(fields[1])));
    }
    reference = new ObjectMapper().readTree(FIXTURES.resolve("smalltext_al_sim.json").toFile());
    learner =
        TfidfLearner.create().withVocabularyOf(train.stream().map(Labelled::instance).toList());
  }

  private TfidfClassifier fit(Set<Integer> ids) {
    return learner.fit(ids.stream().map(train::get).toList(), FitContext.of(LABELS, 1));
  }

  private double accuracy(TfidfClassifier model) {
    int[] right = {0};
    List<ClassLabel> gold = test.stream().map(Labelled::annotation).toList();
    List<ClassLabel> found = new ArrayList<>();
    model.predict(test.stream().map(Labelled::instance).toList(), p -> found.add(p.annotation()));
    for (int i = 0; i < gold.size(); i++) {
      right[0] += gold.get(i).equals(found.get(i)) ? 1 : 0;
    }
    return right[0] / (double) gold.size();
  }

  private Set<Integer> selection(
      TfidfClassifier model, Set<Integer> labelled, ToDoubleFunction<double[]> utility) {
    List<Integer> pool = new ArrayList<>();
    for (int i = 0; i < train.size(); i++) {
      if (!labelled.contains(i)) {
        pool.add(i);
      }
    }
    List<Instance> xs = pool.stream().map(i -> train.get(i).instance()).toList();
    double[][] p = TfidfLearnerTest.rows(model, xs, Output.PROBABILITIES);
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      order.add(i);
    }
    order.sort(Comparator.comparingDouble(i -> -utility.applyAsDouble(p[i])));
    Set<Integer> chosen = new TreeSet<>();
    order.subList(0, BATCH).forEach(i -> chosen.add(pool.get(i)));
    return chosen;
  }

  private static Set<Integer> set(JsonNode node) {
    Set<Integer> ids = new TreeSet<>();
    node.forEach(id -> ids.add(id.asInt()));
    return ids;
  }

  @Test
  void fit_fullData_hasTheReferenceAccuracy() {
    try (TfidfClassifier model = learner.fit(train, FitContext.of(LABELS, 1))) {
      assertEquals(reference.at("/full_data/accuracy").asDouble(), accuracy(model), 1e-9);
    }
  }

  @Test
  void rounds_deterministicStrategies_followTheReference() {
    int rounds = 0;
    int equal = 0;
    int common = 0;
    double worst = 0;
    for (Map.Entry<String, ToDoubleFunction<double[]>> strategy : UTILITIES.entrySet()) {
      for (JsonNode run : reference.get(strategy.getKey()).get("runs")) {
        Set<Integer> labelled = new TreeSet<>(set(run.get("initial")));
        for (int round = 0; round <= 10; round++) {
          try (TfidfClassifier model = fit(labelled)) {
            double expected = run.get("curve_n_acc_f1").get(round).get(1).asDouble();
            worst = Math.max(worst, Math.abs(expected - accuracy(model)));
            if (round < 10) {
              Set<Integer> next = set(run.get("selections").get(round));
              Set<Integer> shared = new HashSet<>(selection(model, labelled, strategy.getValue()));
              shared.retainAll(next);
              rounds++;
              equal += shared.size() == BATCH ? 1 : 0;
              common += shared.size();
              labelled.addAll(next);
            }
          }
        }
      }
    }
    System.out.printf(
        Locale.ROOT,
        "small-text run: %d of %d selections equal, %.2f %% of the picks, accuracy off by %.4f at"
            + " most%n",
        equal,
        rounds,
        100.0 * common / (rounds * BATCH),
        worst);
    assertEquals(150, rounds);
    assertTrue(common >= 0.995 * rounds * BATCH, common + " picks in common");
    assertTrue(worst <= 0.0021, "accuracy differs by " + worst);
  }
}
