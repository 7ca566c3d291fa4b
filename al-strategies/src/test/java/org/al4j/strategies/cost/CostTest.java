package org.al4j.strategies.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.LabelSpace;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.AnnotationTime;
import org.al4j.core.query.Budget;
import org.al4j.core.query.Candidates;
import org.al4j.core.query.QueryContext;
import org.al4j.core.query.QueryStrategy;
import org.al4j.core.query.Selected;
import org.al4j.core.query.Selection;
import org.al4j.core.query.Utility;
import org.al4j.strategies.Strategies;
import org.junit.jupiter.api.Test;

class CostTest {
  private static Instance text(String id, int words, double utility) {
    String text = "w ".repeat(words).strip();
    return new Instance(id, text, List.of(), Map.of("u", Double.toString(utility)));
  }

  /** The attribute u. */
  private record Given() implements Utility {
    @Override
    public Set<Output> needs() {
      return Set.of();
    }

    @Override
    public void score(Outputs in, double[] out) {
      for (int i = 0; i < in.size(); i++) {
        out[i] = Double.parseDouble(in.instances().get(i).attributes().get("u"));
      }
    }
  }

  /** Blocks without arrays. */
  private static final class Blocks implements AcquisitionModel {
    private int passed;

    @Override
    public Set<Output> offers() {
      return Set.of();
    }

    @Override
    public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
      int first = 0;
      for (Instance x : xs) {
        sink.accept(Outputs.of(first++, List.of(x), Map.of()));
        passed++;
      }
    }

    @Override
    public void close() {}
  }

  private static Selection select(
      QueryStrategy strategy, AcquisitionModel model, List<Instance> pool, Budget budget) {
    Pool<ClassLabel> unlabelled = Pool.unlabelled(pool);
    QueryContext context =
        new QueryContext(1, new SplittableRandom(1), unlabelled, LabelSpace.of("a", "b"));
    return strategy.select(model, Candidates.all(unlabelled), budget, context);
  }

  private static Selection select(QueryStrategy strategy, List<Instance> pool, int count) {
    return select(strategy, new Blocks(), pool, Budget.items(count));
  }

  @Test
  void prices_constantAndWords_areTheirFormulas() {
    assertEquals(2.5, Price.constant(2.5).applyAsDouble(text("a", 9, 0)));
    assertEquals(1 + 4.5, Price.words(1, .5).applyAsDouble(text("a", 9, 0)));
    assertEquals(1, Price.words(1, .5).applyAsDouble(Instance.ofText("a", "  ")));
    assertEquals("1.0 + 0.5 per unit of words", Price.words(1, .5).describe());
    assertThrows(IllegalArgumentException.class, () -> Price.constant(0));
    assertThrows(IllegalArgumentException.class, () -> Price.words(-1, 2));
  }

  @Test
  void roi_normalisedUtilityOverPrice_ranks() {
    // u 2 4 6 gives v 0 .5 1; prices 1 4 10
    List<Instance> pool = List.of(text("a", 1, 2), text("b", 4, 4), text("c", 10, 6));
    QueryStrategy roi = new ReturnOnInvestment(new Given(), Price.words(0, 1));
    List<Selected> items = select(roi, pool, 3).items();
    assertEquals(List.of("b", "c", "a"), items.stream().map(x -> x.instance().id()).toList());
    assertEquals(.125, items.get(0).utility());
    assertEquals(.1, items.get(1).utility());
    assertEquals(0, items.get(2).utility());
  }

  @Test
  void roi_equalUtilities_takesTheCheapest() {
    List<Instance> pool = List.of(text("a", 3, 7), text("b", 2, 7), text("c", 2, 7));
    QueryStrategy roi = new ReturnOnInvestment(new Given(), Price.words(0, 1));
    assertEquals(List.of("b", "c", "a"), select(roi, pool, 3).ids());
  }

  @Test
  void roi_constantPrice_ranksAsTheUtility() {
    List<Instance> pool = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      pool.add(text(String.format(Locale.ROOT, "i%02d", i), 1 + i % 5, i * 31 % 17));
    }
    assertEquals(
        select(Strategies.pointwise(new Given()), pool, 20).ids(),
        select(new ReturnOnInvestment(new Given(), Price.constant(3)), pool, 20).ids());
  }

  @Test
  void roi_badPriceOrUtility_isRefusedByInstance() {
    QueryStrategy free = new ReturnOnInvestment(new Given(), Price.words(0, 1));
    String message =
        assertThrows(
                InvalidInputException.class, () -> select(free, List.of(text("empty", 0, 1)), 1))
            .getMessage();
    assertTrue(message.startsWith("the price of instance 'empty' must be positive"), message);
    assertThrows(
        InvalidInputException.class, () -> select(free, List.of(text("a", 1, Double.NaN)), 1));
  }

  @Test
  void affordable_limit_leavesOutWithoutLooking() {
    List<Instance> pool = List.of(text("a", 1, 1), text("b", 6, 9), text("c", 5, 5));
    QueryStrategy strategy =
        new Affordable(Strategies.pointwise(new Given()), Price.words(0, 1), 5);
    Blocks model = new Blocks();
    assertEquals(List.of("c", "a"), select(strategy, model, pool, Budget.items(3)).ids());
    assertEquals(2, model.passed);
    QueryStrategy none = new Affordable(Strategies.pointwise(new Given()), Price.words(0, 1), .5);
    assertEquals(List.of(), select(none, pool, 3).ids());
  }

  @Test
  void learnedPrice_exactlyLinearTimes_areFound() {
    SplittableRandom random = new SplittableRandom(6);
    List<TimedAnnotation> measured = new ArrayList<>();
    for (int i = 0; i < 400; i++) {
      Instance x = varied(random);
      double competence = random.nextDouble();
      measured.add(new TimedAnnotation(x, competence, seconds(x, competence)));
    }
    LearnedPrice price = LearnedPrice.fit(measured);
    for (int i = 0; i < 20; i++) {
      Instance x = varied(random);
      assertEquals(seconds(x, .25), price.forCompetence(.25).applyAsDouble(x), .05);
    }
    Instance probe = varied(random);
    assertTrue(
        price.forCompetence(.9).applyAsDouble(probe)
            < price.forCompetence(.1).applyAsDouble(probe));
  }

  private static Instance varied(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    int words = random.nextInt(3, 30);
    for (int w = 0; w < words; w++) {
      text.append("x".repeat(random.nextInt(1, 9))).append(' ');
    }
    return Instance.ofText("t", text.toString());
  }

  private static double seconds(Instance x, double competence) {
    return 8 + .1 * x.text().length() + .5 * TextStatistics.words(x) - 3 * competence;
  }

  @Test
  void learnedPrice_fewOrConstantMeasurements_staysPositive() {
    TimedAnnotation one = new TimedAnnotation(text("a", 3, 0), .5, 7);
    assertEquals(7, LearnedPrice.fit(List.of(one)).applyAsDouble(text("b", 90, 0)));
    List<TimedAnnotation> two = List.of(one, new TimedAnnotation(text("b", 30, 0), .5, 70));
    assertEquals(7, LearnedPrice.fit(two).applyAsDouble(text("c", 1, 0)), "not below the shortest");
    assertThrows(InvalidInputException.class, () -> LearnedPrice.fit(List.of()));
    assertThrows(IllegalArgumentException.class, () -> new TimedAnnotation(text("a", 3, 0), .5, 0));
  }

  @Test
  void named_roiAndAffordable_areRead() {
    assertEquals(
        "ReturnOnInvestment(Margin[], 2.0 + 0.5 per unit of words)",
        Strategies.named("roi(utility=margin,base=2,word=0.5)").describe());
    assertEquals(
        "Affordable(Margin[], 1.0 + 1.0 per unit of words <= 30.0)",
        Strategies.named("affordable(strategy=margin,limit=30)").describe());
    assertThrows(InvalidInputException.class, () -> Strategies.named("affordable"));
  }

  @Test
  void learntWhileLabelling_enoughTimes_isWhatTheySay() {
    Price first = Price.words(1, 1);
    Price price = Price.learntWhileLabelling(first, 3);
    List<AnnotationTime> times =
        List.of(
            seconds(text("a", 2, 0), 9), seconds(text("b", 4, 0), 5), seconds(text("c", 8, 0), 2));
    assertEquals(first, price.after(times.subList(0, 2)));
    Price learnt = price.after(times);
    LearnedPrice expected =
        LearnedPrice.fit(
            times.stream()
                .map(one -> new TimedAnnotation(one.instance(), 1, one.time().toSeconds()))
                .toList());
    Instance other = text("d", 6, 0);
    assertEquals(expected.applyAsDouble(other), learnt.applyAsDouble(other));
    assertEquals(first.applyAsDouble(other), price.applyAsDouble(other));
    assertThrows(IllegalArgumentException.class, () -> Price.learntWhileLabelling(first, 0));
  }

  @Test
  void returnOnInvestment_timesSaySo_asksTheLongTextFirst() {
    // by words the short text is the better bargain; measured, long texts are the quick ones
    List<Instance> pool = List.of(text("long", 10, 1), text("none", 5, 0), text("short", 1, 0.9));
    Pool<ClassLabel> all = Pool.unlabelled(pool);
    QueryStrategy roi =
        new ReturnOnInvestment(new Given(), Price.learntWhileLabelling(Price.words(1, 1), 2));
    List<AnnotationTime> times =
        List.of(seconds(text("x", 1, 0), 60), seconds(text("y", 10, 0), 2));
    List<List<String>> asked = new ArrayList<>();
    for (List<AnnotationTime> known : List.of(times.subList(0, 1), times)) {
      QueryContext context =
          new QueryContext(
              1,
              new SplittableRandom(1),
              all,
              LabelSpace.of("x"),
              List.of(),
              known,
              Optional.empty());
      asked.add(roi.select(new Blocks(), Candidates.all(all), Budget.items(1), context).ids());
    }
    assertEquals(List.of(List.of("short"), List.of("long")), asked);
  }

  private static AnnotationTime seconds(Instance instance, int seconds) {
    return new AnnotationTime(instance, Duration.ofSeconds(seconds));
  }
}
