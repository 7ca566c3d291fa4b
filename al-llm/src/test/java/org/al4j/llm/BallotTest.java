package org.al4j.llm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.al4j.core.data.ClassLabel;
import org.junit.jupiter.api.Test;

class BallotTest {
  private static final double ROUNDING = 1e-12;

  /** Each letter an answer, a dash one that is unfit. */
  private static Ballot<ClassLabel> of(String answers) {
    List<Optional<ClassLabel>> all = new ArrayList<>();
    for (String one : answers.split("")) {
      all.add(one.equals("-") ? Optional.empty() : Optional.of(new ClassLabel(one)));
    }
    return Ballot.of(all);
  }

  @Test
  void entropy_ofFive_isThatOfTheShares() {
    assertEquals(0, of("aaaaa").entropy());
    assertEquals(0.7219280948873623, of("aaaab").entropy(), ROUNDING);
    assertEquals(0.7219280948873623, of("aaaa-").entropy(), ROUNDING);
    assertEquals(0.9709505944546686, of("aabba").entropy(), ROUNDING);
    assertEquals(1.3709505944546687, of("aaab-").entropy(), ROUNDING);
    assertEquals(2.321928094887362, of("abcd-").entropy(), ROUNDING);
  }

  @Test
  void majority_tieOrUnfit_isNone() {
    assertEquals(Optional.of(new ClassLabel("a")), of("aab").majority());
    assertEquals(Optional.empty(), of("ab").majority());
    assertEquals(Optional.empty(), of("a-").majority());
    assertEquals(Optional.empty(), of("a--").majority());
    assertEquals(Optional.empty(), of("---").majority());
  }

  @Test
  void confident_atTheThreshold_isStillTheMajority() {
    Optional<ClassLabel> a = Optional.of(new ClassLabel("a"));
    assertEquals(a, of("aaaaa").confident(0));
    assertEquals(a, of("aaaab").confident(0.73));
    assertEquals(Optional.empty(), of("aaaab").confident(0.72));
    assertEquals(Optional.empty(), of("-----").confident(9), "sure of nothing");
  }
}
