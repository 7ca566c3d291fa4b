package org.al4j.strategies.combined;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.StoppingCriterion;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selected;
import org.al4j.core.query.Selection;
import org.al4j.strategies.Strategies;
import org.al4j.strategies.diversity.Distance;
import org.al4j.strategies.stopping.Stopping;
import org.al4j.strategies.uncertainty.LeastConfidence;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CombinedTest {
  private static final LabelSpace LABELS = LabelSpace.of("no", "yes");

  /** An instance with a place in the plane and the probability of yes. */
  private static Instance at(String id, double x, double y, double p) {
    return new Instance(
        id, id, List.of(), Map.of("x", "" + x, "y", "" + y, "p", Double.toString(p)));
  }

  /** Reads the attributes. */
  private static final class Plane implements AcquisitionModel {
    @Override
    public Set<Output> offers() {
      return Set.of(Output.PROBABILITIES, Output.EMBEDDING);
    }

    @Override
    public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
      List<Instance> all = new ArrayList<>();
      xs.forEach(all::add);
      float[][] p = new float[all.size()][];
      float[][] h = new float[all.size()][];
      for (int i = 0; i < p.length; i++) {
        Map<String, String> from = all.get(i).attributes();
        float yes = Float.parseFloat(from.get("p"));
        p[i] = new float[] {1 - yes, yes};
        h[i] = new float[] {Float.parseFloat(from.get("x")), Float.parseFloat(from.get("y"))};
      }
      try (INDArray a = Nd4j.createFromArray(p);
          INDArray b = Nd4j.createFromArray(h)) {
        sink.accept(Outputs.of(0, all, Map.of(Output.PROBABILITIES, a, Output.EMBEDDING, b)));
      }
    }

    @Override
    public void close() {}
  }

  private static Selection select(QueryStrategy strategy, List<Instance> pool, int count) {
    Pool<ClassLabel> unlabelled = Pool.unlabelled(pool);
    QueryContext context = new QueryContext(1, new SplittableRandom(3), unlabelled, LABELS);
    return strategy.select(new Plane(), Candidates.all(unlabelled), Budget.items(count), context);
  }

  /** Three heaps of uncertain instances, of 8, 4 and 4, and 30 certain ones elsewhere. */
  private static List<Instance> heaps() {
    List<Instance> pool = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      int heap = i < 8 ? 0 : i < 12 ? 1 : 2;
      double angle = 2 * Math.PI * heap / 3 + 0.01 * (i % 4);
      pool.add(at("u" + heap + "-" + i, Math.cos(angle), Math.sin(angle), .45 + .001 * i));
    }
    for (int i = 0; i < 30; i++) {
      pool.add(at("c" + i, Math.cos(i), Math.sin(i), .9 + .001 * i));
    }
    return pool;
  }

  private static Set<String> heapsOf(Selection selection) {
    Set<String> heaps = new HashSet<>();
    selection.ids().forEach(id -> heaps.add(id.substring(0, 2)));
    return heaps;
  }

  @Test
  void uncertaintyThenCluster_threeHeaps_takesOneOfEach() {
    for (Distance distance : Distance.values()) {
      Selection selection =
          select(new UncertaintyThenCluster(new LeastConfidence(), 16 / 3.0, distance), heaps(), 3);
      assertEquals(Set.of("u0", "u1", "u2"), heapsOf(selection));
    }
    assertEquals(
        2,
        heapsOf(select(Strategies.leastConfidence(), heaps(), 8)).size(),
        "uncertainty alone repeats itself");
  }

  @Test
  void uncertaintyThenCluster_betaOne_takesTheMostUncertain() {
    QueryStrategy strategy = new UncertaintyThenCluster(new LeastConfidence(), 1, Distance.COSINE);
    assertEquals(
        select(Strategies.leastConfidence(), heaps(), 7).items(),
        select(strategy, heaps(), 7).items());
  }

  @Test
  void uncertaintyThenCluster_duplicates_fillTheBudget() {
    List<Instance> pool = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      pool.add(at(String.format(Locale.ROOT, "d%02d", i), 1, 1, .5));
    }
    Selection selection =
        select(new UncertaintyThenCluster(new LeastConfidence(), 2, Distance.COSINE), pool, 6);
    assertEquals(6, new HashSet<>(selection.ids()).size());
  }

  @Test
  void uncertaintyThenCluster_badEmbeddingOrBeta_isRefused() {
    QueryStrategy strategy = new UncertaintyThenCluster(new LeastConfidence(), 2, Distance.COSINE);
    InvalidInputException error =
        assertThrows(
            InvalidInputException.class,
            () -> select(strategy, List.of(at("a", Double.NaN, 1, .5)), 1));
    assertTrue(error.getMessage().contains("instance 'a'"), error.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> new UncertaintyThenCluster(new LeastConfidence(), .5, Distance.COSINE));
  }

  private static QueryContext context(int round, int labelled, List<Iteration> history) {
    List<Labelled<ClassLabel>> items =
        IntStream.range(0, 10)
            .mapToObj(i -> new Labelled<>(Instance.ofText("i" + i, "text"), new ClassLabel("no")))
            .toList();
    Pool<ClassLabel> pool =
        Pool.<ClassLabel>unlabelled(items.stream().map(Labelled::instance).toList())
            .label(items.subList(0, labelled));
    return new QueryContext(round, new SplittableRandom(1), pool, LABELS, history);
  }

  @Test
  void stageSwitch_roundAndLabels_areReachedThere() {
    assertFalse(StageSwitch.atRound(3).isReached(context(2, 5, List.of())));
    assertTrue(StageSwitch.atRound(3).isReached(context(3, 5, List.of())));
    assertFalse(StageSwitch.atLabels(5).isReached(context(2, 4, List.of())));
    assertTrue(StageSwitch.atLabels(5).isReached(context(2, 5, List.of())));
    assertThrows(IllegalArgumentException.class, () -> StageSwitch.atRound(0));
    assertThrows(IllegalArgumentException.class, () -> StageSwitch.atLabels(0));
  }

  @Test
  void stageSwitch_signal_latches() {
    StoppingCriterion good = Stopping.targetQuality("accuracy", .8);
    StageSwitch signal = StageSwitch.when("accuracy .8", good);
    List<Iteration> history = new ArrayList<>();
    boolean[] reached = new boolean[4];
    double[] accuracy = {.5, .85, .6, .7};
    for (int i = 0; i < 4; i++) {
      history.add(new Iteration(i, i, 10 - i, 0, Map.of("accuracy", accuracy[i]), 1, 1, 1));
      reached[i] = signal.isReached(context(i + 1, 2, history));
    }
    assertEquals("[false, true, true, true]", java.util.Arrays.toString(reached));
    assertFalse(signal.isReached(context(1, 2, List.of())));
  }

  @Test
  void staged_beforeAndAfter_choosesAsItsStages() {
    QueryStrategy cluster =
        new UncertaintyThenCluster(new LeastConfidence(), 16 / 3.0, Distance.COSINE);
    QueryStrategy early = new Staged(cluster, StageSwitch.atRound(2), Strategies.leastConfidence());
    QueryStrategy late = new Staged(cluster, StageSwitch.atRound(1), Strategies.leastConfidence());
    assertEquals(select(cluster, heaps(), 3), select(early, heaps(), 3));
    assertEquals(select(Strategies.leastConfidence(), heaps(), 3), select(late, heaps(), 3));
    assertEquals(Set.of(Output.PROBABILITIES, Output.EMBEDDING), late.needs());
    assertEquals(
        "Staged(RandomStrategy until 20 labels, then LeastConfidence[])",
        new Staged(Strategies.random(), StageSwitch.atLabels(20), Strategies.leastConfidence())
            .describe());
  }

  /** The model is wrong for x above 1 and right elsewhere. */
  private static List<Labelled<ClassLabel>> validation() {
    List<Labelled<ClassLabel>> out = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      double x = (i % 20) / 10.0;
      boolean wrong = x > 1;
      out.add(
          new Labelled<>(
              at(String.format(Locale.ROOT, "v%02d", i), x, i % 3, .9),
              new ClassLabel(wrong ? "no" : "yes")));
    }
    return out;
  }

  @Test
  void activeTransfer_plain_asksWhereTheModelIsWrong() {
    List<Instance> pool = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      pool.add(at(String.format(Locale.ROOT, "p%02d", i), i / 20.0, i % 3, .7));
    }
    Selection selection = select(ActiveTransfer.plain(validation()), pool, 10);
    for (Selected one : selection.items()) {
      assertTrue(Double.parseDouble(one.instance().attributes().get("x")) > 1.3);
      assertTrue(one.utility() > .5 && one.utility() < 1);
    }
  }

  @Test
  void activeTransfer_adaptive_leavesARegionOnceItIsAsked() {
    List<Labelled<ClassLabel>> validation = new ArrayList<>();
    for (int i = 0; i < 40; i++) { // far out on x always wrong, on y six times in ten
      boolean first = i < 10;
      boolean second = i >= 10 && i < 20;
      double x = first ? 3 : i % 2 * .1;
      double y = second ? 3 : i % 3 * .1;
      ClassLabel gold = new ClassLabel(first || (second && i < 16) ? "no" : "yes");
      validation.add(new Labelled<>(at(String.format(Locale.ROOT, "v%02d", i), x, y, .9), gold));
    }
    List<Instance> pool = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      pool.add(at(String.format(Locale.ROOT, "x%02d", i), 3 + i * .001, 0, .7));
      pool.add(at(String.format(Locale.ROOT, "y%02d", i), 0, 3 + i * .001, .7));
    }
    Selection plain = select(ActiveTransfer.plain(validation), pool, 20);
    assertTrue(plain.ids().stream().allMatch(id -> id.startsWith("x")), plain.ids().toString());
    Selection adaptive = select(ActiveTransfer.adaptive(validation, 4), pool, 20);
    long y = adaptive.ids().stream().filter(id -> id.startsWith("y")).count();
    assertTrue(y >= 5, adaptive.ids().toString());
    assertTrue(Double.isNaN(adaptive.items().get(0).utility()));
  }

  @Test
  void activeTransfer_modelAlwaysRightOrNoValidation_choosesOrIsRefused() {
    List<Labelled<ClassLabel>> right =
        validation().stream()
            .map(item -> new Labelled<>(item.instance(), new ClassLabel("yes")))
            .toList();
    assertEquals(5, select(ActiveTransfer.plain(right), heaps(), 5).items().size());
    assertThrows(InvalidInputException.class, () -> ActiveTransfer.plain(List.of()));
    assertThrows(InvalidInputException.class, () -> Strategies.named("active-transfer(batches=2)"));
  }

  @Test
  void head_columnConstantInTheExamples_isLeftOut() {
    // the mean of ten .1f in doubles is not .1f: rounding leaves a variance of 1e-32
    List<CorrectnessHead.Example> examples = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      examples.add(new CorrectnessHead.Example(new float[] {i < 5 ? -1 : 1, .1f}, i >= 5));
    }
    CorrectnessHead head = CorrectnessHead.train(examples);
    for (float other : new float[] {-3, .0999f, .1f, .1001f, 3}) {
      assertEquals(head.wrong(new float[] {-1, .1f}), head.wrong(new float[] {-1, other}));
      assertEquals(head.wrong(new float[] {1, .1f}), head.wrong(new float[] {1, other}));
    }
    assertTrue(head.wrong(new float[] {-1, .1f}) < .5);
  }

  @Test
  void head_objective_isAtItsMinimum() {
    SplittableRandom random = new SplittableRandom(2);
    List<CorrectnessHead.Example> examples = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      float x = (float) random.nextDouble(-2, 2);
      float y = (float) random.nextDouble(5, 6);
      boolean wrong = random.nextDouble() < 1 / (1 + Math.exp(-2 * x));
      examples.add(new CorrectnessHead.Example(new float[] {x, y, 1}, wrong));
    }
    CorrectnessHead head = CorrectnessHead.train(examples);
    // at the minimum with a nearly free bias the mean probability is the share of errors
    double share = examples.stream().filter(CorrectnessHead.Example::wrong).count() / 80.0;
    double mean =
        examples.stream().mapToDouble(one -> head.wrong(one.embedding())).average().orElseThrow();
    assertEquals(share, mean, 2e-3);
    assertTrue(head.wrong(new float[] {2, 5, 1}) > .8);
    assertTrue(head.wrong(new float[] {-2, 5, 1}) < .2);
  }

  @Test
  void named_combined_areRead() {
    assertEquals(
        "UncertaintyThenCluster(LeastConfidence[], 10.0, COSINE)",
        Strategies.named("uncertainty-then-cluster").describe());
    assertEquals(
        "Staged(RandomStrategy until round 3, then Margin[])",
        Strategies.named("staged(first=random,then=margin,round=3)").describe());
    assertThrows(InvalidInputException.class, () -> Strategies.named("staged(first=random)"));
    assertThrows(InvalidInputException.class, () -> Strategies.named("staged(round=1,labels=2)"));
    assertThrows(
        InvalidInputException.class, () -> Strategies.named("uncertainty-then-cluster(beta=0)"));
  }
}
