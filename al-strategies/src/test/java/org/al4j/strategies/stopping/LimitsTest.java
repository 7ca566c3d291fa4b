package org.al4j.strategies.stopping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.al4j.core.InvalidInputException;
import org.al4j.core.data.ClassLabel;
import org.al4j.core.data.Instance;
import org.al4j.core.data.Labelled;
import org.al4j.core.log.Iteration;
import org.al4j.core.loop.StoppingCriterion;
import org.al4j.core.pool.Pool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What limits allow of the last query. */
class LimitsTest {
  private static final List<Instance> ALL = new ArrayList<>();

  static {
    for (int i = 0; i < 10; i++) {
      ALL.add(Instance.ofText("i" + i, "one two three"));
    }
  }

  private static Pool<ClassLabel> pool(int labelled) {
    return Pool.<ClassLabel>unlabelled(ALL)
        .label(
            ALL.subList(0, labelled).stream()
                .map(instance -> new Labelled<>(instance, new ClassLabel("a")))
                .toList());
  }

  private static List<Instance> query() {
    return ALL.subList(4, 10);
  }

  @Test
  void allows_labels_whatIsLeft() {
    assertEquals(3, Stopping.maximumLabels(7).allows(query(), pool(4)));
    assertEquals(6, Stopping.maximumLabels(70).allows(query(), pool(4)));
    assertEquals(0, Stopping.maximumLabels(3).allows(query(), pool(4)));
  }

  @Test
  void allows_tokens_theOneThatReachesTheLimitIncluded() {
    StoppingCriterion criterion = Stopping.maximumTokens(17, instance -> 3);
    assertEquals(2, criterion.allows(query(), pool(4)), "12 + 3 + 3 tokens");
    assertEquals(0, Stopping.maximumTokens(12, instance -> 3).allows(query(), pool(4)));
  }

  @Test
  void allows_cost_neverMoreThanTheLimit() {
    StoppingCriterion criterion = Stopping.maximumCost(17, instance -> 3);
    assertEquals(1, criterion.allows(query(), pool(4)), "12 + 3");
  }

  @Test
  void allows_costThatDoesNotAddUpExactly_isNotCutByRounding() {
    StoppingCriterion criterion = Stopping.maximumCost(0.3, instance -> 0.1);
    assertEquals(3, criterion.allows(ALL, pool(0)), "0.1 + 0.1 + 0.1 > 0.3 in doubles");
    Iteration round = new Iteration(0, 3, 7, 0, Map.of(), 1, 1, 1);
    assertTrue(criterion.reason(List.of(round), pool(3)).isPresent());
    assertEquals(Optional.empty(), criterion.reason(List.of(round), pool(2)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, -1, Double.POSITIVE_INFINITY})
  void allows_weightThatIsNone_isRefusedByInstance(double weight) {
    StoppingCriterion criterion = Stopping.maximumCost(3, instance -> weight);
    InvalidInputException error =
        assertThrows(InvalidInputException.class, () -> criterion.allows(query(), pool(0)));
    assertTrue(error.getMessage().contains("'i4'"), error.getMessage());
    assertThrows(InvalidInputException.class, () -> criterion.reason(List.of(), pool(4)));
  }

  @Test
  void maximumTime_longerThanNanosecondsCount_isALimit() {
    StoppingCriterion criterion = Stopping.maximumTime(Duration.ofSeconds(Long.MAX_VALUE));
    Iteration round = new Iteration(0, 3, 7, 0, Map.of(), 1, 1, 1);
    assertEquals(Optional.empty(), criterion.reason(List.of(round), pool(3)));
  }
}
