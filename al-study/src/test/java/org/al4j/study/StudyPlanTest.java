package org.al4j.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.al4j.core.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudyPlanTest {
  private static final int MANY = Integer.MAX_VALUE;

  private static StudyPlan plan(int firstSeed, int seeds, int rounds) {
    return new StudyPlan(List.of("random"), firstSeed, seeds, 1, 1, rounds);
  }

  @ParameterizedTest
  @CsvSource({
    "2147483647, 2, 1, 'firstSeed 2147483647 and seeds 2 end at seed 2147483648'",
    "2, 2147483647, 1, 'firstSeed 2 and seeds 2147483647 end at seed 2147483648'",
    "1, 2147483647, 1, '1 strategies x 2147483647 seeds x 2 rounds = 4294967294, must be'",
    "1, 1, 2147483647, '1 strategies x 1 seeds x 2147483648 rounds = 2147483648, must be'",
    "1, 2147483647, 2147483647, must be at most 2147483647; lower seeds or rounds",
  })
  void plan_moreThanCanBeCounted_isRefused(int first, int seeds, int rounds, String message) {
    InvalidInputException e =
        assertThrows(InvalidInputException.class, () -> plan(first, seeds, rounds));
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void allSeeds_lastOneThereIs_isOne() {
    assertEquals(List.of(MANY - 1, MANY), plan(MANY - 1, 2, 3).allSeeds());
    assertEquals(8, plan(MANY - 1, 2, 3).totalRounds());
  }

  @Test
  void runFolder_longParameters_areShortAndDiffer() {
    String one = "representative(target=/" + "a".repeat(300) + ")";
    String two = one.replace("a)", "b)");
    StudyPlan plan = new StudyPlan(List.of(one, two, "margin"), 1, 1, 1, 1, 1);
    assertTrue(plan.runFolder(one, MANY).length() < 255, () -> plan.runFolder(one, MANY));
    assertNotEquals(plan.runFolder(one, 1), plan.runFolder(two, 1));
    assertEquals("margin-seed1", plan.runFolder("margin", 1));
  }
}
