package org.al4j.strategies.anchors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.AcquisitionModel;
import org.al4j.core.model.FloatTable;
import org.al4j.core.model.InstanceBlocks;
import org.al4j.core.model.Output;
import org.al4j.core.model.Outputs;
import org.al4j.core.model.view.TextView;
import org.al4j.core.pool.Pool;
import org.al4j.core.query.Budget;
import org.al4j.core.query.CandidatePolicy;
import org.al4j.core.query.RoundContext;
import org.al4j.strategies.named.QueryPlan;
import org.junit.jupiter.api.Test;

/** Texts are angles in degrees on a circle: {@code "30"} lies at 30 degrees. */
class AnchorPoliciesTest {
  private static final TextView CIRCLE = new TextView("circle", new Circle());

  /** Twice as long as a unit vector, so that lengths are seen to be of no account. */
  private static final class Circle implements AcquisitionModel {
    @Override
    public Set<Output> offers() {
      return Set.of(Output.EMBEDDING);
    }

    @Override
    public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
      InstanceBlocks.forEach(
          xs,
          3,
          (block, first) -> {
            float[] rows = new float[2 * block.size()];
            for (int i = 0; i < block.size(); i++) {
              double angle = Math.toRadians(Double.parseDouble(block.get(i).text()));
              rows[2 * i] = (float) (2 * Math.cos(angle));
              rows[2 * i + 1] = (float) (2 * Math.sin(angle));
            }
            sink.accept(
                Outputs.ofTables(
                    first,
                    block,
                    Map.of(Output.EMBEDDING, FloatTable.matrix(rows, block.size(), 2))));
          });
    }

    @Override
    public void close() {}
  }

  /** Texts at 0, 10, .. 350 degrees. */
  private static Pool<ClassLabel> pool() {
    List<Instance> texts = new ArrayList<>();
    for (int angle = 0; angle < 360; angle += 10) {
      texts.add(Instance.ofText("t" + angle, "" + angle));
    }
    return Pool.unlabelled(texts);
  }

  private static Pool<ClassLabel> label(Pool<ClassLabel> pool, String label, int... angles) {
    List<Labelled<ClassLabel>> items = new ArrayList<>();
    for (int angle : angles) {
      Instance text = pool.corpus().get(pool.corpus().ordinal("t" + angle));
      items.add(new Labelled<>(text, new ClassLabel(label)));
    }
    return pool.label(items);
  }

  private static List<String> chosen(CandidatePolicy policy, Pool<?> pool, int budget) {
    List<String> ids = new ArrayList<>();
    policy
        .choose(pool, new RoundContext(1, new SplittableRandom(3), Budget.items(budget)))
        .forEach(one -> ids.add(one.id()));
    ids.sort(Comparator.comparingInt(id -> Integer.parseInt(id.substring(1))));
    return ids;
  }

  @Test
  void anchors_oneOfEachClass_giveTheNearestOfEach() {
    Pool<ClassLabel> pool = label(label(pool(), "a", 0), "b", 180);
    assertEquals(
        List.of("t10", "t170", "t190", "t350"), chosen(new AnchorAl(CIRCLE, 5, 2, 100), pool, 1));
  }

  /** A rare class has as many anchors as a common one, so its surroundings are looked at. */
  @Test
  void anchors_aRareClass_hasAsManyAsACommonOne() {
    Pool<ClassLabel> pool = label(label(pool(), "common", 0, 10, 20, 30, 40), "rare", 180);
    List<String> ids = chosen(new AnchorAl(CIRCLE, 1, 2, 100), pool, 1);
    assertEquals(4, ids.size());
    assertTrue(ids.containsAll(List.of("t170", "t190")), ids::toString);
  }

  @Test
  void anchors_moreThanTheMost_keepTheLargestMeanCosine() {
    Pool<ClassLabel> pool = label(label(pool(), "a", 0), "b", 40);
    // nearest three of 0: 10, 350, 20; of 40: 30, 50, 20. Means: 10, 350, 30, 50 .985, 20 .940.
    assertEquals(
        List.of("t10", "t30", "t50", "t350"), chosen(new AnchorAl(CIRCLE, 1, 3, 4), pool, 1));
    List<String> all = chosen(new AnchorAl(CIRCLE, 1, 3, 100), pool, 1);
    assertEquals(List.of("t10", "t20", "t30", "t50", "t350"), all);
  }

  @Test
  void anchors_fewerThanTheBudget_areToppedUpByTheNearest() {
    Pool<ClassLabel> pool = label(pool(), "a", 90);
    assertEquals(
        List.of("t60", "t70", "t80", "t100", "t110", "t120"),
        chosen(new AnchorAl(CIRCLE, 1, 2, 2), pool, 6));
  }

  @Test
  void neighbours_ofAllThatWasLabelled_stayCandidates() {
    Seals policy = Seals.of(CIRCLE, 2);
    Pool<ClassLabel> one = label(pool(), "a", 0);
    assertEquals(List.of("t10", "t350"), chosen(policy, one, 1));
    Pool<ClassLabel> two = label(one, "a", 10);
    // of 10 the nearest unlabelled are 20 and, of 350 and 30 the same way off, the first: 30 is 20
    // degrees away, 350 too, and stands later in the pool
    assertEquals(List.of("t20", "t30", "t350"), chosen(policy, two, 1));
  }

  @Test
  void neighbours_fewerThanTheBudget_areToppedUpAtRandom() {
    List<String> ids = chosen(Seals.of(CIRCLE, 1), label(pool(), "a", 0), 5);
    assertEquals(5, ids.size());
    assertTrue(ids.contains("t10"), ids::toString);
  }

  @Test
  void neighbours_aSearchThatFails_isMadeAgain() {
    boolean[] broken = {false};
    Circle circle = new Circle();
    AcquisitionModel view =
        new AcquisitionModel() {
          @Override
          public Set<Output> offers() {
            return circle.offers();
          }

          @Override
          public void forward(Iterable<Instance> xs, Set<Output> wanted, Consumer<Outputs> sink) {
            if (broken[0]) {
              throw new IllegalStateException("the store cannot be read");
            }
            circle.forward(xs, wanted, sink);
          }

          @Override
          public void close() {}
        };
    Seals policy = Seals.of(new TextView("circle", view), 2);
    Pool<ClassLabel> one = label(pool(), "a", 0);
    broken[0] = true;
    assertThrows(IllegalStateException.class, () -> chosen(policy, one, 1));
    broken[0] = false;
    assertEquals(List.of("t10", "t350"), chosen(policy, one, 1));
  }

  /** Also before anything was labelled, so that a first choice can be undone. */
  @Test
  void restore_ofEachState_forgetsWhatCameAfter() {
    Seals policy = Seals.of(CIRCLE, 2);
    byte[] fresh = policy.state().orElseThrow();
    Pool<ClassLabel> one = label(pool(), "a", 180);
    assertEquals(List.of("t170", "t190"), chosen(policy, one, 1));
    byte[] known = policy.state().orElseThrow();
    policy.restore(fresh);
    Pool<ClassLabel> other = label(pool(), "a", 0);
    assertEquals(List.of("t10", "t350"), chosen(policy, other, 1));
    policy.restore(known);
    assertEquals(List.of("t170", "t190"), chosen(policy, one, 1));
  }

  @Test
  void choose_aPoolWithoutTexts_isRefused() {
    Pool<ClassLabel> ids =
        Pool.<ClassLabel>unlabelled(
                List.of(
                    Instance.ofText("t0", ""),
                    Instance.ofText("t1", ""),
                    Instance.ofText("t2", "7")))
            .label(List.of(new Labelled<>(Instance.ofText("t2", "7"), new ClassLabel("a"))));
    for (CandidatePolicy policy : List.of(AnchorAl.of(CIRCLE), Seals.of(CIRCLE, 1))) {
      InvalidInputException e =
          assertThrows(InvalidInputException.class, () -> chosen(policy, ids, 1));
      assertTrue(e.getMessage().contains("the pool must have texts"), e.getMessage());
    }
  }

  @Test
  void nothingLabelled_everythingIsACandidate() {
    assertEquals(36, chosen(AnchorAl.of(CIRCLE), pool(), 1).size());
    assertEquals(36, chosen(Seals.of(CIRCLE, 3), pool(), 1).size());
  }

  @Test
  void restore_brokenState_isRefused() {
    for (byte[] broken : new byte[][] {{}, new byte[12], {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12}}) {
      InvalidInputException e =
          assertThrows(InvalidInputException.class, () -> Seals.of(CIRCLE, 1).restore(broken));
      assertTrue(e.getMessage().contains("cannot be read"), e.getMessage());
    }
  }

  @Test
  void named_bothPolicies_takeTheirParameters() {
    assertEquals(
        "AnchorAl("
            + QueryPlan.named("anchors(dimensions=8,most=7)+margin").policy().settings().get("view")
            + ", 10, 50, 7)",
        QueryPlan.named("anchors(dimensions=8,most=7)+margin").policy().describe());
    assertTrue(QueryPlan.named("seals(neighbours=9)+entropy").policy().describe().endsWith(", 9)"));
    InvalidInputException e =
        assertThrows(
            InvalidInputException.class, () -> QueryPlan.named("seals(neighbours=0)+entropy"));
    assertTrue(e.getMessage().contains("neighbours"), e.getMessage());
  }
}
