package org.al4j.strategies.anchors;

import org.al4j.core.model.view.TextView;
import org.al4j.core.query.CandidatePolicy;
import org.al4j.strategies.coldstart.HashedWords;
import org.al4j.testkit.CandidatePolicyContract;
import org.junit.jupiter.api.Nested;

/** Both policies keep the testkit's contract. */
class AnchorPoliciesContractTest {
  private static TextView words() {
    return new TextView("words", new HashedWords(64));
  }

  @Nested
  class OfAnchors extends CandidatePolicyContract {
    @Override
    protected CandidatePolicy policy() {
      return new AnchorAl(words(), 2, 3, 10);
    }
  }

  @Nested
  class OfThePapersAnchors extends CandidatePolicyContract {
    @Override
    protected CandidatePolicy policy() {
      return AnchorAl.of(words());
    }
  }

  @Nested
  class OfNeighbours extends CandidatePolicyContract {
    @Override
    protected CandidatePolicy policy() {
      return Seals.of(words(), 2);
    }
  }
}
