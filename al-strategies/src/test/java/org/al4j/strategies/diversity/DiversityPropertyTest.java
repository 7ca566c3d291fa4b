package org.al4j.strategies.diversity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selection;
import org.al4j.strategies.Strategies;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;

/** What holds for every diversity strategy whatever the data. */
class DiversityPropertyTest {
  static Stream<String> strategies() {
    return Stream.of(
        "core-set",
        "core-set(distance=cosine)",
        "badge",
        "badge(first=uniform)",
        "contrastive",
        "contrastive(k=3,distance=cosine)",
        "cluster",
        "cluster(random=1)",
        "cluster(outlier=1,distance=euclidean)",
        "cluster(clusters=4,nearest=1,outlier=1,random=2)",
        "representative",
        "representative(form=contrastive,clusters=3,uncertainty=0.5)",
        "model-outliers",
        "model-outliers(layers=embedding,sample=5)",
        "typicality",
        "typicality(neighbours=3,clusters=5,smallest=0)",
        "cluster-margin",
        "cluster-margin(factor=1.25,clusters=3,threshold=0.2,member=margin)",
        "discriminative",
        "discriminative(batches=2,ratio=3)");
  }

  private static void assertAll(TableModel model, String name, Budget budget, int count) {
    List<String> ids =
        model.select(Strategies.named(name), model.pool(40, 1, 7, 30), budget, 5).ids();
    assertEquals(count, ids.size());
    assertEquals(count, new HashSet<>(ids).size());
    assertTrue(Collections.disjoint(ids, Set.of("i0001", "i0007", "i0030")));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void select_duplicatesInThePool_choosesDistinctInstances(String name) {
    TableModel model = TableModel.whole(40, 4, 3, 1);
    for (int i = 10; i < 40; i++) {
      model.embeddings()[i] = model.embeddings()[i % 10];
      model.probabilities()[i] = model.probabilities()[i % 10];
    }
    assertAll(model, name, Budget.items(25), 25);
    assertAll(model, name, Budget.items(37), 37);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void select_everythingEqual_choosesDistinctInstances(String name) {
    TableModel model = TableModel.whole(40, 4, 3, 1);
    Arrays.fill(model.embeddings(), model.embeddings()[0]);
    Arrays.fill(model.probabilities(), model.probabilities()[0]);
    assertAll(model, name, Budget.items(12), 12);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void select_embeddingsOfZeros_choosesDistinctInstances(String name) {
    TableModel model = TableModel.whole(40, 4, 3, 1);
    Arrays.fill(model.embeddings(), new float[4]);
    assertAll(model, name, Budget.items(12), 12);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void select_oneClassOnly_choosesDistinctInstances(String name) {
    TableModel model = TableModel.whole(40, 4, 3, 2);
    Arrays.fill(model.probabilities(), new float[] {1});
    assertAll(model, name, Budget.items(12), 12);
    Arrays.fill(model.probabilities(), new float[] {0, 1, 0});
    assertAll(model, name, Budget.items(12), 12);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void select_budgetOfThePoolOrMore_choosesAll(String name) {
    TableModel model = TableModel.whole(40, 4, 3, 3);
    assertAll(model, name, Budget.items(37), 37);
    assertAll(model, name, Budget.items(1_000_000), 37);
    assertAll(model, name, Budget.tokens(1_000_000, x -> 3), 37);
    assertAll(model, name, Budget.cost(1e6, x -> 0), 37);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void select_oneCandidate_choosesIt(String name) {
    TableModel model = TableModel.whole(3, 4, 3, 3);
    assertArrayEquals(new int[] {1}, model.rows(Strategies.named(name), model.pool(3, 0, 2), 4, 1));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void select_noCandidates_choosesNothingWithoutAPass(String name) {
    TableModel model = TableModel.whole(3, 4, 3, 3);
    QueryContext context =
        new QueryContext(0, new java.util.SplittableRandom(1), model.pool(3, 0, 1, 2), null);
    Selection selection =
        Strategies.named(name)
            .select(
                new Broken(model),
                Candidates.all(model.pool(3, 0, 1, 2)),
                Budget.items(2),
                context);
    assertEquals(List.of(), selection.items());
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void select_tokensAndCost_spendTheBudgetOnABeginning(String name) {
    TableModel model = TableModel.whole(40, 4, 3, 4);
    Map<String, Integer> weights = new java.util.HashMap<>();
    for (int i = 0; i < 40; i++) {
      weights.put(TableModel.id(i), 1 + i * 7 % 5);
    }
    Budget tokens = Budget.tokens(20, x -> weights.get(x.id()));
    List<String> ids = model.select(Strategies.named(name), model.pool(40, 1, 7), tokens, 5).ids();
    int total = ids.stream().mapToInt(weights::get).sum();
    assertTrue(total >= 20 && total - weights.get(ids.get(ids.size() - 1)) < 20, "tokens " + total);
    Budget cost = Budget.cost(20, x -> weights.get(x.id()));
    ids = model.select(Strategies.named(name), model.pool(40, 1, 7), cost, 5).ids();
    total = ids.stream().mapToInt(weights::get).sum();
    assertTrue(total <= 20 && total > 15, "cost " + total);
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void select_otherOrderOfTheFile_choosesTheSame(String name) {
    TableModel model = TableModel.whole(60, 4, 3, 6);
    List<Instance> shuffled = new ArrayList<>(model.instances());
    Collections.shuffle(shuffled, new Random(8));
    Pool<ClassLabel> other =
        Pool.<ClassLabel>unlabelled(shuffled)
            .label(
                List.of(
                    new Labelled<>(model.instances().get(9), new ClassLabel("yes")),
                    new Labelled<>(model.instances().get(4), new ClassLabel("no"))));
    QueryStrategy strategy = Strategies.named(name);
    assertArrayEquals(
        model.rows(strategy, model.pool(60, 4, 9), 20, 3), model.rows(strategy, other, 20, 3));
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void describe_settings_areEqualForEqualSettingsOnly(String name) {
    assertEquals(Strategies.named(name).describe(), Strategies.named(name).describe());
    assertEquals(20, strategies().map(s -> Strategies.named(s).describe()).distinct().count());
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void select_modelThatFails_isRefused(String name) {
    TableModel model = TableModel.whole(9, 4, 3, 3);
    QueryContext context =
        new QueryContext(0, new java.util.SplittableRandom(1), model.pool(9, 0, 1), null);
    for (boolean truncates : new boolean[] {false, true}) {
      Broken broken = new Broken(model);
      broken.truncates = truncates;
      InvalidInputException error =
          assertThrows(
              InvalidInputException.class,
              () ->
                  Strategies.named(name)
                      .select(
                          broken, Candidates.all(model.pool(9, 0, 1)), Budget.items(2), context));
      String expected =
          truncates ? "a model must give outputs for every instance" : "must be finite";
      assertTrue(error.getMessage().contains(expected), error.getMessage());
    }
  }

  /** Gives NaN, or a block less than it should. */
  private static final class Broken implements AcquisitionModel {
    private final TableModel model;
    private boolean truncates;

    Broken(TableModel model) {
      this.model = model;
    }

    @Override
    public Set<Output> offers() {
      return model.offers();
    }

    @Override
    public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
      if (!truncates) {
        List<Instance> all = new ArrayList<>();
        xs.forEach(all::add);
        Map<Output, org.nd4j.linalg.api.ndarray.INDArray> arrays = new java.util.TreeMap<>();
        for (Output output : wanted) {
          boolean probabilities = output.equals(Output.PROBABILITIES);
          arrays.put(
              output,
              probabilities
                  ? Nd4j.ones(all.size(), 1)
                  : Nd4j.valueArrayOf(new long[] {all.size(), 2}, Float.NaN));
        }
        sink.accept(Outputs.of(0, all, arrays));
      }
    }

    @Override
    public void close() {}
  }
}
