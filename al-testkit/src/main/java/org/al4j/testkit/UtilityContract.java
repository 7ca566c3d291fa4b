package org.al4j.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Dataset;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.model.FitContext;
import org.al4j.core.model.Output;
import org.al4j.core.query.Utility;
import org.al4j.core.settings.Settings;
import org.junit.jupiter.api.Test;

/**
 * What every utility must keep. Extend it, implement {@link #utility()}, and the tests are
 * inherited. They score what a {@link TinyClassifier} says of made-up texts; a utility that needs
 * an output which that model does not offer overrides {@link #utilities(List)}.
 */
public abstract class UtilityContract {
  private static final int COUNT = 50;
  private static final int CLASSES = 3;
  private static final int SPARE = 3;
  private static final double UNTOUCHED = 1234.5;

  /** The contract's tests are inherited. */
  protected UtilityContract() {}

  /** A new utility under test. */
  protected abstract Utility utility();

  /**
   * The utility of each instance by its id, from the outputs of a model for these instances in this
   * order, in blocks.
   *
   * @throws AssertionError if more is written than a number for each instance
   */
  protected Map<String, Double> utilities(List<Instance> instances) {
    Map<String, Double> all = new HashMap<>();
    try (TinyClassifier model = model()) {
      Utility utility = utility();
      model.forward(
          instances,
          utility.needs(),
          block -> {
            double[] out = new double[block.size() + SPARE];
            Arrays.fill(out, UNTOUCHED);
            utility.score(block, out);
            for (int i = 0; i < SPARE; i++) {
              assertEquals(UNTOUCHED, out[block.size() + i], "written beyond the block");
            }
            for (int i = 0; i < block.size(); i++) {
              all.put(block.instances().get(i).id(), out[i]);
            }
          });
    }
    return all;
  }

  private static Dataset<ClassLabel> data() {
    return FakeTexts.dataset(COUNT, CLASSES, 11);
  }

  private static TinyClassifier model() {
    return new TinyLearner().fit(data().items().subList(0, 12), FitContext.of(data().labels(), 1));
  }

  private static List<Instance> instances() {
    return data().items().stream().map(Labelled::instance).toList();
  }

  @Test
  void needs_always_isTheSameAndSomething() {
    assertFalse(utility().needs().isEmpty(), "a utility is computed from outputs");
    assertEquals(utility().needs(), utility().needs());
  }

  @Test
  void settings_twoUtilities_areToldAndEqualForEqualOnes() {
    assertTrue(
        Settings.areKnown(utility()), "a run that is kept must know what it is set to: settings()");
    assertEquals(utility().settings(), utility().settings());
    assertEquals(1, utility().describe().lines().count(), utility().describe());
  }

  @Test
  void score_everyInstance_isANumber() {
    utilities(instances())
        .forEach((id, utility) -> assertFalse(utility.isNaN(), id + " has the utility NaN"));
    assertEquals(COUNT, utilities(instances()).size());
  }

  @Test
  void score_twice_isTheSame() {
    assertEquals(utilities(instances()), utilities(instances()));
  }

  /** It depends on the instance's own outputs only: not on those that come with it. */
  @Test
  void score_otherInstancesInTheBlock_isTheSame() {
    Map<String, Double> together = utilities(instances());
    List<Instance> shuffled = new ArrayList<>(instances());
    Collections.shuffle(shuffled, new Random(4));
    requireEqual(together, utilities(shuffled));
    Map<String, Double> alone = new HashMap<>();
    instances().forEach(instance -> alone.putAll(utilities(List.of(instance))));
    requireEqual(together, alone);
  }

  private static void requireEqual(Map<String, Double> expected, Map<String, Double> found) {
    assertEquals(expected.keySet(), found.keySet());
    expected.forEach(
        (id, utility) -> {
          double tolerance = 1e-5 * Math.max(1, Math.abs(utility));
          assertEquals(utility, found.getOrDefault(id, Double.NaN), tolerance, id);
        });
  }

  @Test
  void score_outputs_areLeftAsTheyAre() {
    try (TinyClassifier model = model()) {
      Utility utility = utility();
      Set<Output> needs = utility.needs();
      model.forward(
          instances(),
          needs,
          block -> {
            Map<Output, float[]> before = new HashMap<>();
            needs.forEach(output -> before.put(output, block.floats(output).clone()));
            utility.score(block, new double[block.size()]);
            before.forEach((output, was) -> assertArrayEquals(was, block.floats(output)));
          });
    }
  }
}
